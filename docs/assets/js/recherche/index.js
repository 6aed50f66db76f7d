// The index, Pagefind's: where each word is, and the text of a page. What is asked of it is all
// that the order of the results needs (ranking.js): another index would answer the same.

/**
 * @typedef {{ places: number[], score: number, instead?: boolean }} Hit where a word is in a page,
 *   how much the index makes of it; whether it is another that is there in its stead
 * @typedef {Map<number, Hit>} Hits by the rank of the page
 * @typedef {{ content: string, anchors: Anchor[] }} Text
 * @typedef {{ id: string, text: string, location: number }} Anchor
 */
/**
 * What Pagefind gives, as far as it is used here.
 *
 * @typedef {{ id: string, score: number, words: number[], data: () => Promise<Text> }} Result
 * @typedef {{
 *   init: () => Promise<void>,
 *   mergeIndex: (url: string, options: object) => Promise<void>,
 *   search: (query: string | null, options?: object) => Promise<{ results: Result[] }>,
 * }} Pagefind
 */

const RANKING = { diacriticSimilarity: 0, pageLength: 0.5 }

const ENDING = /\s*§\w+\.?\s*$/ // the mark: overrides/recherche/fiche.html

/** What is published does not go together: the site has just changed. */
export class StaleError extends Error {}

/**
 * The engine with the first part of the index: what waits for nothing else.
 *
 * @param {URL} root
 * @returns {Promise<Pagefind>}
 */
export const start = async (root) => {
  const { createInstance } = await import(new URL("pagefind/pagefind.js", root).href)
  /** @type {Pagefind} */
  const pagefind = createInstance({ ranking: RANKING })
  await pagefind.init()
  return pagefind
}

export class Index {
  /**
   * @param {Pagefind} pagefind
   * @param {URL} root
   * @param {number} parts how many indexes a long one is made of
   * @param {number} pages how many pages it has
   * @param {string} mark a word that every page of this build has, and none of another
   */
  static async load(pagefind, root, parts, pages, mark) {
    const others = Array.from({ length: parts - 1 }, (_, rank) => `pagefind/${rank + 2}/`)
    await Promise.all(
      others.map((part) => pagefind.mergeIndex(new URL(part, root).href, { ranking: RANKING })),
    )
    return new Index(pagefind, pages, mark)
  }

  /**
   * @param {Pagefind} pagefind
   * @param {number} pages how many it has
   * @param {string} mark a word that every page of this build has, and none of another
   */
  constructor(pagefind, pages, mark) {
    this.pagefind = pagefind
    this.pages = this.list(pages, mark)
    /** @type {Map<string, Promise<Hits>>} */
    this.asked = new Map()
  }

  /**
   * Every page, by rank, and the rank of each. A search of nothing would fetch all the index.
   *
   * @param {number} pages
   * @param {string} mark
   */
  async list(pages, mark) {
    const { results } = await this.pagefind.search(`"${mark}"`, { sort: { rang: "asc" } })
    if (results.length !== pages) throw new StaleError(`${results.length} pages for ${pages}`)
    return { results, ranks: new Map(results.map(({ id }, rank) => [id, rank])) }
  }

  /**
   * The pages that have a word as it is, accents aside, and where.
   *
   * @param {string} word
   */
  find(word) {
    const known = this.asked.get(word) ?? this.ask(word)
    this.asked.set(word, known)
    return known
  }

  /**
   * Quoted, a word finds its own pages only; unquoted, the places where it is are complete.
   *
   * @param {string} word
   * @returns {Promise<Hits>}
   */
  async ask(word) {
    const [quoted, plain, { ranks }] = await Promise.all([
      this.pagefind.search(`"${word}"`),
      this.pagefind.search(word),
      this.pages,
    ])
    const own = new Map(quoted.results.map(({ id, words }) => [id, words]))
    /** @type {Hits} */
    const hits = new Map()
    for (const { id, score, words } of plain.results) {
      if (own.has(id)) hits.set(/** @type {number} */ (ranks.get(id)), { places: words, score })
    }
    for (const [id, places] of own) {
      const rank = /** @type {number} */ (ranks.get(id))
      if (!hits.has(rank)) hits.set(rank, { places, score: 1 })
    }
    return hits
  }

  /** @param {number} rank */
  async read(rank) {
    const { results } = await this.pages
    const text = await results[rank].data()
    return { ...text, content: text.content.replace(ENDING, "") }
  }
}
