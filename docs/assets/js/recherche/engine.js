// The search engine: Pagefind's index, asked word by word, and our own order of the results.
//
// A page is found by its exact words, endings and accents aside. Pages with most of the words come
// first, then those where the words stand together most often, then those the index finds closest.
import { makeSingular, Words } from "./words.js"

export const ROOT = new URL("../../../", import.meta.url)
export const FACETS = ["type", "sphere", "theme"]
const RANKING = { diacriticSimilarity: 0, pageLength: 0.5 }
const NEAR = 4 // words apart, at most, to stand together: empty words may come between
const OFTEN = 3 // times, at most, that standing together counts: a long page is not a better one

/**
 * What Pagefind gives, as far as it is used here.
 *
 * @typedef {{ content: string, meta: { title: string, url: string, genre: string } }} PageData
 * @typedef {{ id: string, score: number, words: number[], data: () => Promise<PageData> }} Result
 * @typedef {{
 *   init: () => Promise<void>,
 *   mergeIndex: (url: string, options: object) => Promise<void>,
 *   search: (query: string) => Promise<{ results: Result[] }>,
 * }} Index
 */
/**
 * @typedef {{ result: Result, score: number, places: number[] }} Hit a page that has a word
 * @typedef {Map<string, Hit>} Hits by the id of the page
 * @typedef {{ id: string, result: Result, words: number[][], places: Set<number> }} Found a page
 *   that has words asked, with the places of each of them and of all
 * @typedef {{ exact: Found[], approximate: Found[], correction: string, words: string[] }} Results
 *   best first; correction is the query with its unknown words corrected, "" when there is nothing
 *   to correct; words are those looked for
 * @typedef {Record<string, string[]>} Chosen the values chosen in each facet
 * @typedef {Map<string, Record<string, Set<string>>>} Facets the values of each page, by its id
 */

/** @param {string} path */
const fetchJson = async (path) => {
  const answer = await fetch(new URL(path, ROOT))
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`)
  return answer.json()
}

export class Engine {
  static async load() {
    const [index, words] = await Promise.all([
      import(new URL("pagefind/pagefind.js", ROOT).href).then(async ({ createInstance }) => {
        const instance = createInstance({ ranking: RANKING })
        await instance.init()
        return instance
      }),
      fetchJson("recherche/mots.json"),
    ])
    // A long index is in several parts, searched as one.
    for (let part = 2; part <= words.index; part++) {
      await index.mergeIndex(new URL(`pagefind/${part}/`, ROOT).href, { ranking: RANKING })
    }
    return new Engine(index, new Words(words))
  }

  /**
   * @param {Index} index
   * @param {Words} words
   */
  constructor(index, words) {
    this.index = index
    this.words = words
    /** @type {Map<string, Promise<{ exact: Hits, loose: Hits }>>} */
    this.asked = new Map()
    /** @type {Promise<Facets> | undefined} */
    this.facets = undefined
  }

  /**
   * @param {string} query
   * @returns {Promise<Results>}
   */
  async search(query) {
    const words = this.words.read(query)
    const unknown = words.filter((word) => !this.words.has(word))
    /** @type {Map<string, string>} */
    const replacements = new Map()
    for (const word of unknown) {
      const suggestion = this.words.suggest(word)
      if (suggestion) replacements.set(word, suggestion)
    }
    const known = await Promise.all(
      words
        .filter((word) => this.words.has(word))
        .map(async (word) => (await this.ask(word)).exact),
    )
    const near = await Promise.all(
      unknown.map((word) => this.approach(word, replacements.get(word))),
    )

    const approximate = rank([...known, ...near]).filter(({ id }) =>
      near.some((found) => found.has(id)),
    )
    const apart = new Set(approximate.map(({ id }) => id))
    return {
      exact: rank(known).filter(({ id }) => !apart.has(id)),
      approximate,
      correction: replacements.size ? this.words.correct(query, replacements) : "",
      words: words.flatMap((word) => this.words.read(replacements.get(word) ?? word)),
    }
  }

  /**
   * What search found, kept where each facet has one of the values chosen in it, if any; with
   * counts[facet], a map from value to the number of results that the other facets leave it.
   *
   * @param {Results} found
   * @param {Chosen} chosen
   */
  async filter(found, chosen) {
    const facets = await (this.facets ??= fetchJson("recherche/facettes.json").then(readFacets))
    /**
     * @param {Found[]} pages
     * @param {string} [but] a facet whose choice does not count
     */
    const keep = (pages, but) =>
      pages.filter(({ id }) =>
        FACETS.every(
          (facet) =>
            facet === but ||
            !chosen[facet].length ||
            chosen[facet].some((value) => facets.get(id)?.[facet].has(value)),
        ),
      )
    const all = [...found.exact, ...found.approximate]
    const counts = FACETS.map(
      /** @returns {[string, Map<string, number>]} */
      (facet) => [facet, count(keep(all, facet), facet, facets)],
    )
    return {
      ...found,
      exact: keep(found.exact),
      approximate: keep(found.approximate),
      counts: Object.fromEntries(counts),
    }
  }

  /**
   * What the index has for a word: exact, where the word is; loose, where one begins with it.
   *
   * @param {string} word
   */
  ask(word) {
    const known = this.asked.get(word) ?? this.askIndex(word)
    this.asked.set(word, known)
    return known
  }

  /**
   * Quoted, a word finds its own pages only; unquoted, the places where it is are complete.
   *
   * @param {string} word
   * @returns {Promise<{ exact: Hits, loose: Hits }>}
   */
  async askIndex(word) {
    const [quoted, plain] = await Promise.all([
      this.index.search(`"${word}"`),
      this.index.search(word),
    ])
    const pages = plain.results.map(
      /** @returns {[string, Hit]} */ (result) => [
        result.id,
        { result, score: result.score, places: result.words },
      ],
    )
    const own = new Set(quoted.results.map(({ id }) => id))
    return { exact: new Map(pages.filter(([id]) => own.has(id))), loose: new Map(pages) }
  }

  /**
   * Whether two words are forms of one: the index has the same pages for both.
   *
   * @param {string} one
   * @param {string} other
   */
  async match(one, other) {
    if (makeSingular(one) === makeSingular(other)) return true
    if (one.slice(0, 3) !== other.slice(0, 3)) return false
    const [{ exact: mine }, { exact: theirs }] = await Promise.all([this.ask(one), this.ask(other)])
    return (
      mine.size === theirs.size && mine.size > 0 && [...mine.keys()].every((id) => theirs.has(id))
    )
  }

  /**
   * The pages where what stands for an unknown word is: the words it begins, else the one it is a
   * misspelling of, else those of the same family.
   *
   * @param {string} word
   * @param {string} [suggestion]
   */
  async approach(word, suggestion) {
    const single = makeSingular(word)
    if (this.words.begins(single)) return (await this.ask(single)).loose
    return (await this.ask(suggestion ? this.words.read(suggestion)[0] : single)).exact
  }
}

/**
 * Each page's values of each facet, by its id.
 *
 * @param {{ ids: string, valeurs: Record<string, Record<string, number[]>> }} published
 * @returns {Facets}
 */
const readFacets = ({ ids, valeurs: values }) => {
  const pages = ids
    .split(" ")
    .map(() => Object.fromEntries(FACETS.map((facet) => [facet, new Set()])))
  for (const facet of FACETS) {
    for (const [value, ranks] of Object.entries(values[facet] ?? {})) {
      for (const rank of ranks) pages[rank][facet].add(value)
    }
  }
  return new Map(ids.split(" ").map((id, rank) => [id, pages[rank]]))
}

/**
 * Returns the pages that have one of the words or more, best first.
 *
 * @param {Hits[]} found for each word
 */
const rank = (found) => {
  /** @type {Map<string, { id: string, result: Result, words: number[][], score: number }>} */
  const pages = new Map()
  for (const word of found) {
    for (const [id, { result, score, places }] of word) {
      const page = pages.get(id) ?? { id, result, words: [], score: 0 }
      page.words.push(places)
      page.score += score
      pages.set(id, page)
    }
  }
  return [...pages.values()]
    .map((page) => ({
      ...page,
      together: countTogether(page.words),
      places: new Set(page.words.flat()),
    }))
    .sort(
      (a, b) =>
        b.words.length - a.words.length ||
        b.together - a.together ||
        b.score - a.score ||
        (a.id < b.id ? -1 : 1),
    )
}

/**
 * How many times a word stands near the one asked just before it.
 *
 * @param {number[][]} words the places of each
 */
const countTogether = (words) =>
  words
    .slice(1)
    .reduce(
      (times, places, rank) =>
        times +
        Math.min(
          OFTEN,
          places.filter((place) =>
            words[rank].some((other) => place >= other && place - other <= NEAR),
          ).length,
        ),
      0,
    )

/**
 * @param {Found[]} found
 * @param {string} facet
 * @param {Facets} facets
 */
const count = (found, facet, facets) => {
  /** @type {Map<string, number>} */
  const counts = new Map()
  for (const { id } of found) {
    for (const value of facets.get(id)?.[facet] ?? [])
      counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}
