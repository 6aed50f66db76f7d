// Shows a result: its kind, its title, the passage where the words are. Text is only ever text.
import { ROOT } from "./engine.js"

/**
 * @import { Engine, Found } from "./engine.js"
 */

const BEFORE = 8 // words before the first one marked
const LENGTH = 32

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
export const showSuggestion = (sentence, query, page) => {
  const link = build("a", "", query)
  link.href = `${page}?${new URLSearchParams({ q: query })}`
  const [before, after] = sentence.split("{mots}")
  return build("p", "recherche-suggestion", before, link, after)
}

/**
 * Returns a list item for what the engine found; asked are the words looked for, heading the tag of
 * its title.
 *
 * @param {Engine} engine
 * @param {Found} found
 * @param {string[]} asked
 * @param {"h3" | "p"} heading
 */
export const showResult = async (engine, found, asked, heading) => {
  const { content, meta } = await found.result.data()
  const pieces = content.split(/\s+/).map((piece) => engine.words.restore(piece))
  const places = await choosePlaces(engine, pieces, found.places, asked)
  const titled = meta.title.split(/\s+/).length // the content begins with the title
  const link = build("a", "", ...mark(pieces.slice(0, titled), 0, places))
  const last = link.lastChild
  if (last?.textContent?.endsWith(".") && !meta.title.endsWith(".")) {
    // the engine's own full stop
    last.textContent = last.textContent.slice(0, -1)
  }
  link.href = new URL(meta.url, ROOT).href
  const start = choosePassage(found.words, places, titled, pieces.length)
  const passage = mark(pieces.slice(start, start + LENGTH), start, places)
  return build(
    "li",
    "resultat",
    build("p", "resultat-genre", meta.genre),
    build(heading, "resultat-titre", link),
    build(
      "p",
      "resultat-passage",
      start > titled ? "… " : "",
      ...passage,
      start + LENGTH < pieces.length ? " …" : "",
    ),
  )
}

/**
 * The places of the words asked, without those of words that only begin like them.
 *
 * @param {Engine} engine
 * @param {string[]} pieces
 * @param {Set<number>} places
 * @param {string[]} asked
 */
const choosePlaces = async (engine, pieces, places, asked) => {
  /** @type {Set<number>} */
  const chosen = new Set()
  await Promise.all(
    [...places].map(async (place) => {
      const forms = engine.words.read(pieces[place] ?? "")
      const same = await Promise.all(
        forms.flatMap((form) => asked.map((word) => engine.match(form, word))),
      )
      if (same.includes(true)) chosen.add(place)
    }),
  )
  return chosen.size ? chosen : places
}

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
