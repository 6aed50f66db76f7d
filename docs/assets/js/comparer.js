// Portraits side by side, as the address says: ?p=a,b. Nothing is kept anywhere else.
//
// Each portrait is read from its own page, where data-ligne marks what a row may show: what follows
// a heading up to the next one, or the element itself. A long text is cut short and leads to its
// place in the page. The page without this script is an empty grid. Where portraits are many, the
// form offers the first ones, and data-autres says where the page of any other is.
import { clone, fetchPage, find, findAll, readWords } from "./page.js"
import { copyTable } from "./tableau.js"

const MOST = 4 // side by side, still readable on a sheet
const MOST_POINTS = 3 // of a list
const ABSENT = 404

const form = find(document, ".comparer-choix", HTMLFormElement)
const select = find(form, "select", HTMLSelectElement)
const copy = find(form, ".comparer-copier", HTMLButtonElement)
const status = find(form, ".resultats")
const table = find(document, ".comparaison table", HTMLTableElement)
const heads = find(table, "thead tr", HTMLTableRowElement)
const rows = findAll(table, "tbody tr", HTMLTableRowElement)
const blank = { heads: [...heads.cells].slice(1), rows: rows.map((row) => [...row.cells].slice(1)) }
const say = readWords("mots")

const NAME = /^[a-z0-9-]+$/ // of a portrait that the list may not have

/** @typedef {{ slug: string, title: string, address: string, page: Document }} Read */

/** @type {Map<string, Promise<Read>>} */
const pages = new Map()

/** @param {string} slug */
const findOption = (slug) => [...select.options].find(({ value }) => value && value === slug)

/** @param {string} slug */
const mayExist = (slug) =>
  findOption(slug) !== undefined || (select.dataset.autres !== undefined && NAME.test(slug))

/**
 * The portrait's page, fetched once; a failure may be tried again.
 *
 * @param {string} slug
 * @returns {Promise<Read>}
 */
const read = (slug) => {
  const known = pages.get(slug)
  if (known) return known
  const option = findOption(slug)
  const page = option?.dataset.page ?? select.dataset.autres?.replace("{slug}", slug) ?? ""
  const address = new URL(page, location.href).pathname
  const reading = fetchPage(address).then((page) => {
    if (!page.querySelector("[data-ligne]")) throw new Error(address, { cause: ABSENT })
    return { slug, title: option?.text ?? find(page, "h1").textContent.trim(), address, page }
  })
  reading.catch(() => pages.delete(slug))
  pages.set(slug, reading)
  return reading
}

const isHeading = (/** @type {Element} */ element) => /^H[1-6]$/.test(element.tagName)

/**
 * What a mark of the page stands for: copies, and whether something was left out.
 *
 * @param {Element} mark
 */
const take = (mark) => {
  const nodes = isHeading(mark) ? [] : [mark]
  let next = isHeading(mark) ? mark.nextElementSibling : null
  for (; next && !isHeading(next); next = next.nextElementSibling) nodes.push(next)
  const paragraph = nodes.findIndex(({ tagName }) => tagName === "P")
  const kept = nodes.filter((node, place) => node.tagName !== "P" || place === paragraph)
  let cut = kept.length < nodes.length
  const copies = kept.map((node) => {
    const piece = document.createElement(/^[OU]L$/.test(node.tagName) ? "ul" : "div")
    piece.append(...document.importNode(node, true).childNodes)
    const points = piece.tagName === "UL" ? [...piece.children] : []
    for (const point of points.slice(MOST_POINTS)) point.remove()
    cut ||= points.length > MOST_POINTS
    return piece
  })
  return { copies, cut }
}

/**
 * Makes a copy fit for a cell: no drawing, no link to a heading, no name of another page's place, addresses that hold.
 *
 * @param {Element} piece
 * @param {string} address
 */
const clean = (piece, address) => {
  for (const drawing of piece.querySelectorAll("svg, .ancre")) drawing.remove()
  for (const named of piece.querySelectorAll("[id]")) named.removeAttribute("id")
  for (const large of piece.querySelectorAll("p[class]")) large.removeAttribute("class")
  for (const heading of piece.querySelectorAll("h3, h4")) {
    const strong = document.createElement("strong")
    strong.append(...heading.childNodes)
    heading.replaceWith(strong)
  }
  for (const link of piece.querySelectorAll("a[href]")) {
    const { origin, pathname, search, hash, href } = new URL(
      link.getAttribute("href") ?? "",
      new URL(address, location.href),
    )
    // as a path, since the address of another site is printed
    link.setAttribute("href", origin === location.origin ? pathname + search + hash : href)
  }
}

/**
 * What a portrait has for a row: of several marks, the first that its page has.
 *
 * @param {Read} portrait
 * @param {string[]} keys
 */
const makeCell = ({ address, page }, keys) => {
  const cell = document.createElement("td")
  const marks = keys.map((key) => page.querySelector(`[data-ligne="${key}"]`))
  const mark = marks.find((found) => found !== null)
  if (!mark) return cell
  const { copies, cut } = take(mark)
  for (const piece of copies) clean(piece, address)
  cell.append(...copies)
  if (cut) {
    const more = clone("suite")
    more.setAttribute("href", `${address}#${mark.id}`)
    cell.append(more)
  }
  return cell
}

/** @param {Read} portrait @param {() => void} remove */
const makeHead = (portrait, remove) => {
  const head = clone("colonne")
  const link = find(head, "a", HTMLAnchorElement)
  link.href = portrait.address
  link.textContent = portrait.title
  find(head, ".comparer-nom").textContent = portrait.title
  find(head, "button").addEventListener("click", remove)
  return head
}

/** What the address asks for: ?p=a,b, or ?p=a&p=b as a form writes it. */
const readAddress = () => {
  const asked = new URLSearchParams(location.search).getAll("p").flatMap((each) => each.split(","))
  return [...new Set(asked.filter(Boolean))]
}

/** @param {string[]} slugs */
const go = (slugs) => {
  const query = slugs.length ? `?p=${slugs.map(encodeURIComponent).join(",")}` : ""
  history.pushState(null, "", location.pathname + query)
  show()
}

let turn = 0

const show = async () => {
  const mine = ++turn
  const asked = readAddress()
  const slugs = asked.filter(mayExist)
  const shown = slugs.slice(0, MOST)
  const notes = asked.filter((slug) => !mayExist(slug)).map((slug) => say("inconnu", { slug }))
  if (slugs.length > MOST) notes.push(say("plein"))
  /** @type {Read[]} */
  const portraits = []
  const answers = await Promise.allSettled(shown.map(read))
  if (mine !== turn) return
  for (const [place, answer] of answers.entries()) {
    const slug = shown[place]
    if (answer.status === "fulfilled") portraits.push(answer.value)
    else if (answer.reason.cause === ABSENT) notes.push(say("inconnu", { slug }))
    else notes.push(say("echec", { titre: findOption(slug)?.text ?? slug }))
  }
  fill(portraits)
  for (const option of select.options) option.disabled = shown.includes(option.value)
  select.disabled = portraits.length >= MOST
  const n = portraits.length
  notes.push(n ? say("montres", { n }) : say("vide"))
  if (n >= MOST && slugs.length <= MOST) notes.push(say("plein"))
  status.textContent = notes.join(" ")
  copy.hidden = !n || !navigator.clipboard
}

/** @param {Read[]} portraits */
const fill = (portraits) => {
  const slugs = portraits.map(({ slug }) => slug)
  find(table, "caption", HTMLTableCaptionElement).hidden = portraits.length > 0
  const titles = portraits.map((portrait) =>
    makeHead(portrait, () => {
      go(slugs.filter((other) => other !== portrait.slug))
      select.focus()
    }),
  )
  heads.replaceChildren(heads.cells[0], ...(titles.length ? titles : blank.heads))
  for (const [place, row] of rows.entries()) {
    const keys = (row.dataset.cles ?? "").split(" ")
    const cells = portraits.map((portrait) => makeCell(portrait, keys))
    row.hidden = portraits.length > 0 && cells.every((cell) => !cell.hasChildNodes())
    for (const cell of cells.filter((cell) => !cell.hasChildNodes())) {
      cell.className = "absent"
      cell.textContent = say("nonDit")
    }
    row.replaceChildren(row.cells[0], ...(cells.length ? cells : blank.rows[place]))
  }
}

select.addEventListener("change", () => {
  const shown = readAddress().filter(mayExist).slice(0, MOST)
  const added = select.value
  select.value = ""
  if (added) go([...shown, added])
})
form.addEventListener("submit", (event) => event.preventDefault())
copy.addEventListener("click", async () => {
  const copied = /** @type {HTMLTableElement} */ (table.cloneNode(true))
  for (const gone of copied.querySelectorAll("[hidden], button, .comparer-suite")) gone.remove()
  try {
    await copyTable(copied)
    status.textContent = say("copie")
  } catch {
    status.textContent = say("nonCopie")
  }
})
addEventListener("popstate", show)

form.hidden = false
show()
