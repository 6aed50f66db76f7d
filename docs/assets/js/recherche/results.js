// Shows a result: its kind, its title, the passage where the words are; and what is to be said of
// a search. Text is only ever text.
import { readWords } from "../page.js"
import { StaleError } from "./index.js"
import { areForms } from "./words.js"

/**
 * @import { Anchor } from "./index.js"
 * @import { Engine, Found, Results } from "./engine.js"
 */

const BEFORE = 8 // words before the first one marked
const LENGTH = 32
const QUOTED = 5 // words of a passage that its address names, at most
const DEFINED = new Set(["chiffre", "terme"]) // their text starts with what is to be known
const RELOADED = "recherche-rechargee"
const SVG = "http://www.w3.org/2000/svg"

const say = readWords("mots-recherche")

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {...(Node | string)} children
 */
export const build = (tag, className, ...children) => {
  const element = document.createElement(tag)
  if (className) element.className = className
  element.append(...children)
  return element
}

/**
 * Returns a paragraph that offers another query, as a link to the page that answers it.
 *
 * @param {string} sentence where the link goes, it has {mots}
 * @param {string} query
 * @param {string} page
 */
const showSuggestion = (sentence, query, page) => {
  const link = build("a", "", query)
  link.href = `${page}?${new URLSearchParams({ q: query })}`
  const [before, after] = sentence.split("{mots}")
  return build("p", "recherche-suggestion", before, link, after)
}

/**
 * Returns what is to be said of a search before its results, if anything: words that no page has,
 * words looked for besides, places that no page tells of, a correction.
 *
 * @param {Results} results
 * @param {string} page the address of the search page
 */
export const showRemarks = (results, page) => {
  const remarks = []
  const { missing, held, also, away, leftOut, correction } = results
  if (missing.length && (held.length || correction)) {
    remarks.push(build("p", "recherche-remarque", say("motsAbsents", { mots: quote(missing) })))
  }
  if (away.length) {
    remarks.push(build("p", "recherche-remarque", say("lieu", { mots: quote(away) })))
  }
  if (also.length) {
    remarks.push(build("p", "recherche-remarque", say("aussi", { mots: also.join(", ") })))
  }
  if (leftOut.length) {
    remarks.push(build("p", "recherche-remarque", say("trop", { mots: quote(leftOut) })))
  }
  if (correction) remarks.push(showSuggestion(say("suggestion"), correction, page))
  return remarks
}

const SHOWN = 12 // words left out that are named

/** @param {string[]} words */
const quote = (words) =>
  words
    .slice(0, SHOWN)
    .map((word) => `«\u202f${word}\u202f»`)
    .join(", ") + (words.length > SHOWN ? "…" : "")

/**
 * Says that a search failed; reloads the page, once, when it is that the site has just changed.
 *
 * @param {unknown} error
 */
export const tellFailure = (error) => {
  console.error(error)
  if (!(error instanceof StaleError) || sessionStorage.getItem(RELOADED)) return say("panne")
  sessionStorage.setItem(RELOADED, "1")
  location.reload()
  return say("perime")
}

/** @param {string} kind */
export const showIcon = (kind) => {
  const icon = document.createElementNS(SVG, "svg")
  icon.classList.add("genre-icone")
  icon.setAttribute("aria-hidden", "true")
  const use = document.createElementNS(SVG, "use")
  // The pages of the archive hold the pictures: a picture of another file is not shown there.
  const own = `genre-${kind}`
  const file = document.getElementById(own)
    ? ""
    : new URL("../../images/genres.svg", import.meta.url)
  use.setAttribute("href", file ? `${file}#${kind}` : `#${own}`)
  icon.append(use)
  return icon
}

/**
 * Returns a list item for what the engine found: its kind, its title, where the words are in it.
 *
 * @param {Engine} engine
 * @param {Found} found
 * @param {string[]} asked the words looked for
 */
export const showResult = async (engine, found, asked) => {
  const { title, passage } = await readResult(engine, found, asked)
  return build(
    "li",
    "resultat",
    build("p", "resultat-genre", showIcon(found.kind), engine.nameKind(found.kind, 1)),
    build("h3", "resultat-titre", title, ...tellEdition(found)),
    found.telephone ? build("p", "resultat-telephone", found.telephone) : "",
    build("p", "resultat-passage", ...passage),
  )
}

/**
 * Returns a list item of one or two lines, under a heading that says its kind: the telephone of a
 * centre, what a figure shows, what a term means, else where the words are.
 *
 * @param {Engine} engine
 * @param {Found} found
 * @param {string[]} asked the words looked for
 */
export const showShortly = async (engine, found, asked) => {
  const { title, start, passage } = await readResult(engine, found, asked)
  const said = DEFINED.has(found.kind) ? start : passage
  return build(
    "li",
    "resultat",
    build("p", "resultat-titre", title, ...tellEdition(found)),
    build("p", "resultat-passage", ...(found.telephone ? [found.telephone] : said)),
  )
}

/**
 * What follows the title of what a later edition of the study replaces.
 *
 * @param {Found} found
 */
const tellEdition = ({ edition }) =>
  edition ? [build("span", "note", say("remplace", { edition: String(edition) }))] : []

/**
 * The link to a result, at the section where its words are; how its text starts; the passage where
 * its words are.
 *
 * @param {Engine} engine
 * @param {Found} found
 * @param {string[]} asked
 */
const readResult = async (engine, found, asked) => {
  const { content, anchors } = await (await engine.index).read(found.rank)
  const pieces = content.split(/\s+/).map((piece) => engine.words.restore(piece))
  const places = choosePlaces(engine, pieces, found.places, asked)
  const title = engine.words.split(found.title)
  const titled = title.length // the content begins with the title
  const inTitle = choosePlaces(engine, title, new Set(title.keys()), asked)
  const link = build("a", "", ...mark(title, 0, inTitle))
  const best = choosePassage(found.words, places, titled, pieces.length)
  const first = [...places]
    .sort((a, b) => a - b)
    .find((place) => place >= Math.max(best, titled) && place < best + LENGTH)
  link.href = new URL(found.url + makeFragment(found, anchors, pieces, first), engine.root).href
  /** @param {number} from */
  const cut = (from) => [
    from > titled ? "… " : "",
    ...mark(pieces.slice(from, from + LENGTH), from, places),
    from + LENGTH < pieces.length ? " …" : "",
  ]
  return {
    title: link,
    start: cut(titled),
    passage: cut(found.inTitle === found.held ? titled : best),
  }
}

/**
 * What an address ends with, to open a page at the section of a place and to show the words there.
 *
 * @param {Found} found
 * @param {Anchor[]} anchors
 * @param {string[]} pieces the words of the page
 * @param {number} [place] where the words are; none when the page opens at its top
 */
const makeFragment = ({ url, held, inTitle }, anchors, pieces, place) => {
  if (url.includes("#") || inTitle === held || place === undefined) return ""
  const section = anchors.filter(({ location }) => location <= place).at(-1)
  if (!section) return ""
  const words = []
  for (const piece of pieces.slice(place, place + QUOTED)) {
    words.push(piece.replace(/[^\p{L}\p{N}]+$/u, ""))
    if (!/[\p{L}\p{N}]$/u.test(piece)) break
  }
  const text = words.join(" ").replace(/(?<=['’]) /g, "")
  return `#${section.id}:~:text=${encodeURIComponent(text).replaceAll("-", "%2D")}`
}

/**
 * The places of the words asked, without those of words that only begin like them.
 *
 * @param {Engine} engine
 * @param {string[]} pieces
 * @param {Set<number>} places where to look
 * @param {string[]} asked
 */
const choosePlaces = (engine, pieces, places, asked) =>
  new Set(
    [...places].filter((place) =>
      engine.words
        .fold(pieces[place] ?? "")
        .some((form) => asked.some((word) => areForms(form, word))),
    ),
  )

/**
 * Where to begin the passage, after the title, that holds most of the words, then most often.
 *
 * @param {number[][]} words the places of each
 * @param {Set<number>} places
 * @param {number} titled how many words the title has
 * @param {number} length
 */
const choosePassage = (words, places, titled, length) => {
  const inside = [...places].filter((place) => place >= titled).sort((a, b) => a - b)
  let [best, most] = [titled, 0]
  for (const place of inside) {
    /** @param {number} other */
    const held = (other) => other >= place && other < place + LENGTH - BEFORE
    const value = words.filter((own) => own.some(held)).length * LENGTH + inside.filter(held).length
    if (value > most) [best, most] = [place - BEFORE, value]
  }
  return Math.max(titled, Math.min(best, length - LENGTH))
}

/**
 * The words of a passage, those found in <mark>, spaced as French is.
 *
 * @param {string[]} pieces
 * @param {number} start the place of the first
 * @param {Set<number>} places
 */
const mark = (pieces, start, places) => {
  const nodes = []
  for (const [rank, piece] of pieces.entries()) {
    const before = pieces[rank - 1] ?? ""
    if (rank && !/['’]$/.test(before)) {
      nodes.push(/^[;:!?»%€]/.test(piece) || before.endsWith("«") ? "\u202f" : " ")
    }
    if (places.has(start + rank)) {
      const [, open, word, close] = piece.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u) ?? [
        "",
        "",
        piece,
        "",
      ]
      nodes.push(open, build("mark", "", word), close)
    } else {
      nodes.push(piece)
    }
  }
  return nodes
}
