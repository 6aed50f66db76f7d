// The page of a portrait before it is in the site: written by the templates of that page, from what
// the form tells. It is shown in a frame, as wide as a phone or as a desk.
import { clone, fetchJson, find, findAll } from "../page.js"
import { isGroup, readList, resolve } from "./checks.js"
import { writeDay } from "./output.js"
import { placeActors } from "./places.js"
import { makeProse } from "./prose.js"
import { makeWriter } from "./templates.js"

/**
 * @import { Group, Schema, Shape, Value } from "./types.js"
 * @import { Actor, Measures } from "./places.js"
 * @import { Rules } from "./prose.js"
 * @import { Tree } from "./templates.js"
 */
/**
 * What the site says of a portrait's page: its templates, and what they show of the site.
 *
 * @typedef {Rules & {
 *   gabarit: string, gabarits: Record<string, Tree>, mesures: Measures, styles: string[],
 *   constantes: {
 *     vocabulaires: Record<string, Record<string, object>>,
 *     spheres: Record<string, { transversale: boolean }>,
 *   },
 * }} Described
 */

/**
 * The HTML of the page of a portrait, without its frame nor what the site adds around: its
 * neighbours, resources, printed sheets and the words of the glossary.
 *
 * @param {Group} data
 * @param {string} slug
 * @param {Schema} schema
 * @param {Described} described
 * @param {URL} home the site's
 */
export const writePage = (data, slug, schema, described, home) => {
  const { setFrench, setProse, writeInline } = makeProse(described)
  const { spheres, vocabulaires } = described.constantes

  /**
   * @param {Value} value
   * @param {Shape} spec
   * @returns {Value}
   */
  const setTexts = (value, spec) => {
    const shape = resolve(spec, schema)
    if (Array.isArray(value)) return value.map((item) => setTexts(item, shape.items))
    if (isGroup(value)) {
      const known = Object.entries(value).filter(([key]) => shape.properties[key])
      return Object.fromEntries(
        known.map(([key, inner]) => [key, setTexts(inner, shape.properties[key])]),
      )
    }
    const prose = "x-paragraphes" in shape && !shape["x-debut"] && !shape["x-admet"]
    return prose ? setProse(String(value)) : value
  }

  const portrait = /** @type {Group} */ (setTexts(data, schema))
  const actors = isGroup(portrait.alliance) ? readList(portrait.alliance.acteurs) : []
  const around = Object.keys(spheres).filter((each) => !spheres[each].transversale)
  const write = makeWriter(
    described.gabarits,
    {
      ...described.constantes,
      lien: (/** @type {string[]} */ [target]) => new URL(target, home).href,
      range: (/** @type {number[]} */ [start, end, step = 1]) =>
        Array.from({ length: Math.ceil((end - start) / step) }, (_, index) => start + index * step),
    },
    {
      capitale: (text) => text.slice(0, 1).toUpperCase() + text.slice(1),
      francais: (text) => setFrench(String(text)),
      jour: (day) => writeDay(day).replace(/^1(?!\d|er)/, "1er"),
      nombre: (number) => number.toLocaleString("fr-FR"),
      paragraphes: (text) => text.split("\n\n"),
      riche: (text) => writeInline(String(text)),
      sobre: (text) => writeInline(String(text)),
    },
  )
  return write(described.gabarit, {
    portrait: {
      ...portrait,
      slug,
      url: `portraits/${slug}/`,
    },
    places: placeActors(
      /** @type {Actor[]} */ (actors),
      Object.keys(vocabulaires.niveaux),
      around,
      described.mesures,
    ),
  })
}

const PATIENCE = 5000 // milliseconds that the network is given to answer
const { documentElement: ownRoot } = document

/**
 * Give the frame the style sheets of the page, and the colours that the reader chose.
 *
 * @param {Document} page
 * @param {string[]} styles
 */
const dress = async (page, styles) => {
  const sheets = styles.map((address) => {
    const sheet = page.createElement("link")
    sheet.rel = "stylesheet"
    sheet.href = address
    return sheet
  })
  const settled = sheets.map(
    (sheet) =>
      new Promise((resolve) => {
        sheet.onload = sheet.onerror = resolve
      }),
  )
  page.head.append(...sheets)
  const copyTheme = () => {
    page.documentElement.dataset.theme = ownRoot.dataset.theme ?? "auto"
  }
  copyTheme()
  new MutationObserver(copyTheme).observe(ownRoot, { attributeFilter: ["data-theme"] })
  await Promise.all(settled)
}

/**
 * Make the frame as wide as the chosen button says, and as high as its page; where it is wider than
 * its window, it is drawn smaller.
 *
 * @param {HTMLElement} place
 */
const fit = (place) => {
  const frame = find(place, "iframe", HTMLIFrameElement)
  const width = Number(find(place, "[aria-pressed=true]", HTMLButtonElement).value)
  frame.style.width = `${width}px`
  frame.style.height = "0"
  const height = frame.contentDocument?.documentElement.scrollHeight ?? 0
  const scale = Math.min(1, find(place, ".a-venir-fenetre").clientWidth / width)
  frame.style.height = `${height}px`
  frame.style.transform = `scale(${scale})`
  const sheet = find(place, ".a-venir-feuille")
  sheet.style.width = `${width * scale}px`
  sheet.style.height = `${height * scale}px`
}

/**
 * Open the frame, empty.
 *
 * @param {HTMLElement} place
 * @param {string[]} styles
 */
const openFrame = async (place, styles) => {
  const frame = find(clone("a-venir"), "iframe", HTMLIFrameElement)
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }))
  find(place, ".a-venir-feuille").replaceChildren(frame)
  await loaded
  const page = /** @type {Document} */ (frame.contentDocument)
  await dress(page, styles)
  const buttons = findAll(place, "button", HTMLButtonElement)
  for (const button of buttons) {
    button.addEventListener("click", () => {
      for (const each of buttons) each.setAttribute("aria-pressed", String(each === button))
      fit(place)
    })
  }
  addEventListener("resize", () => fit(place))
  return page
}

/** @type {Promise<Described> | undefined} */
let described
/** @type {Promise<Document> | undefined} */
let opened

/**
 * Show the page of a portrait in its frame. Its links to the site lead nowhere: some would lead to
 * what is not published yet. Throws where the network fails.
 *
 * @param {HTMLElement} place where the frame is, with the buttons that choose its width
 * @param {Group} data
 * @param {string} slug
 * @param {Schema} schema
 */
export const showPreview = async (place, data, slug, schema) => {
  const address = new URL(place.dataset.apercu ?? "", location.href)
  const home = new URL("../", address)
  const site = await (described ??= fetchDescribed(address))
  const html = writePage(data, slug, schema, site, home)
  place.hidden = false
  opened ??= openFrame(
    place,
    site.styles.map((style) => new URL(style, home).href),
  )
  const page = await opened
  const written = new DOMParser().parseFromString(html, "text/html")
  for (const link of findAll(written, "a", HTMLAnchorElement)) {
    if (link.origin === location.origin) link.removeAttribute("href")
    else Object.assign(link, { target: "_blank", rel: "noopener" })
  }
  page.querySelector("main")?.replaceChildren(...written.body.childNodes)
  fit(place)
}

/**
 * @param {URL} address
 * @returns {Promise<Described>}
 */
const fetchDescribed = async (address) => {
  try {
    return await fetchJson(address, PATIENCE)
  } catch (error) {
    described = undefined // asked for again the next time
    throw error
  }
}
