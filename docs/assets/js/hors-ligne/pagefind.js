// Stands for Pagefind's engine in the archive, whose WebAssembly and worker no browser runs from a
// folder. It answers what recherche/index.js asks: which pages have a word, where, and their text.

/**
 * @import { Anchor, Pagefind, Result } from "../recherche/index.js"
 */
/**
 * @typedef {object} Page
 * @property {string} content
 * @property {Anchor[]} anchors
 * @property {Map<string, number[]>} places of each word, folded
 */

const WORD = /[\p{L}\p{N}%+€§]+/gu // as the index is told: scripts/search/index.py, SIGNS
const FULL = 40 // occurrences beyond which a word says no more of a page

/**
 * A word without its accents, in lower case.
 *
 * @param {string} text
 */
const fold = (text) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase()

/**
 * What a page says: its text, where each of its words and each of its headings is. Places count the
 * words between spaces.
 *
 * @param {string} html
 * @returns {Page}
 */
const readPage = (html) => {
  const { body } = new DOMParser().parseFromString(html, "text/html")
  /** @type {string[]} */
  const words = []
  /** @type {Anchor[]} */
  const anchors = []
  for (const block of body.children) {
    const text = (block.textContent ?? "").trim()
    if (block.id) anchors.push({ id: block.id, text, location: words.length })
    words.push(...text.split(/\s+/).filter(Boolean))
  }
  /** @type {Map<string, number[]>} */
  const places = new Map()
  for (const [place, word] of words.entries()) {
    const parts = fold(word).match(WORD) ?? []
    for (const part of new Set([...parts, parts.join("")])) {
      places.set(part, [...(places.get(part) ?? []), place])
    }
  }
  return { content: words.join(" "), anchors, places }
}

/** @type {Page[] | undefined} */
let pages

const readPages = () => {
  const { archive } = /** @type {{ archive: { pages: Record<string, string> } }} */ (
    /** @type {unknown} */ (self)
  )
  pages ??= Object.keys(archive.pages)
    .sort()
    .map((rank) => readPage(archive.pages[rank]))
  return pages
}

/**
 * @param {string | null} query one word, maybe between quotes
 * @returns {Result[]}
 */
const find = (query) => {
  const word = fold((query ?? "").replaceAll('"', ""))
  return readPages().flatMap(({ content, anchors, places }, rank) => {
    const words = places.get(word)
    if (!words) return []
    const score = Math.min(words.length, FULL) / Math.sqrt(content.length)
    return [{ id: String(rank), score, words, data: async () => ({ content, anchors }) }]
  })
}

/** @returns {Pagefind} */
export const createInstance = () => ({
  init: async () => {},
  mergeIndex: async () => {},
  search: async (query) => ({ results: find(query) }),
})
