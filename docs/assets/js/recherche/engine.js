// A search: what is typed read (query.js), each word asked of the index (index.js), the pages put
// in order (ranking.js).
import { fetchJson } from "../page.js"
import { Index, StaleError, start } from "./index.js"
import { Reader } from "./query.js"
import { rank } from "./ranking.js"
import { makeLemma, Words } from "./words.js"

/**
 * @import { Hit, Hits } from "./index.js"
 * @import { Slot } from "./query.js"
 * @import { Asked, Candidate, Ranked } from "./ranking.js"
 */
/**
 * @typedef {[
 *   url: string, kind: string, title: string, names: string[], headings: string[],
 *   spheres: string[], themes: string[], telephone?: string, edition?: number, replacedBy?: string,
 * ]} Row what recherche/fiches.json says of a page
 * @typedef {object} Described
 * @property {string} url
 * @property {string} kind
 * @property {string} title
 * @property {string} telephone
 * @property {number} edition the year of what a later edition replaces, else 0
 * @typedef {Ranked & Described} Found
 *
 * @typedef {object} Results
 * @property {Found[]} exact the pages that have all the words that some page has, best first
 * @property {Found[]} approximate those that have some of them, or what is near one, best first
 * @property {string} correction the query with its unknown words corrected, "" when there is
 *   nothing to correct
 * @property {string[]} words those looked for, folded
 * @property {string[]} missing those that no page has, as typed
 * @property {string[]} held those that some page has, as typed
 * @property {string[]} also what was looked for besides
 * @property {string[]} away the places that no page tells of, whose centre is given
 * @property {string[]} leftOut those that were not looked for: too many
 *
 * @typedef {Record<string, string[]>} Chosen the values chosen in each facet
 */

export const ROOT = new URL("../../../../", import.meta.url)
const FACETS = ["type", "sphere", "theme"]

export class Engine {
  static async load() {
    const [pagefind, table, { repere, fiches, genres }] = await Promise.all([
      start(ROOT),
      fetchJson(new URL("recherche/mots.json", ROOT)),
      fetchJson(new URL("recherche/fiches.json", ROOT)),
    ])
    if (table.repere !== repere) throw new StaleError(`${table.repere} for ${repere}`)
    // In a thread of its own, while the words are read in this one.
    const index = Index.load(pagefind, ROOT, table.index, fiches.length, repere)
    const engine = new Engine(index, table, fiches, genres)
    await index
    return engine
  }

  /**
   * @param {Promise<Index>} index
   * @param {import("./words.js").Table} table
   * @param {Row[]} rows
   * @param {Record<string, [one: string, many: string]>} kinds what each is called
   */
  constructor(index, table, rows, kinds) {
    this.root = ROOT
    this.index = index
    this.kinds = kinds
    this.words = new Words(table)
    // Many pages have the same headings: each is read once.
    const texts = new Set(
      rows.flatMap(([, , title, names, headings]) => [title, ...names, ...headings]),
    )
    for (const text of texts) this.words.addCompounds(text)
    this.reader = new Reader(table, this.words)
    /** @type {Described[]} */
    this.pages = rows.map((row) => ({
      url: row[0],
      kind: row[1],
      title: row[2],
      telephone: row[7] ?? "",
      edition: row[8] ?? 0,
    }))
    this.facets = rows.map(([, kind, , , , spheres, themes]) => ({
      type: [kind],
      sphere: spheres,
      theme: themes,
    }))
    this.rankByUrl = new Map(rows.map(([url], number) => [url, number]))
    /** @type {Map<string, string[]>} */
    const lemmas = new Map()
    /** @param {string} name */
    const read = (name) => {
      const known = lemmas.get(name) ?? this.words.read(name).map(makeLemma)
      lemmas.set(name, known)
      return known
    }
    /** @type {Candidate[]} */
    this.candidates = rows.map(([url, kind, title, names, headings, , , , , replacedBy]) => ({
      kind,
      replacedBy: this.rankByUrl.get(replacedBy ?? ""),
      names: [title, ...names, ...nameByAddress(url)].map(read),
      headings: headings.map(read),
    }))
    /** @type {Map<string, string>} each kind, by the lemma of its name */
    this.kindsByName = new Map(
      Object.entries(kinds).map(([kind, [one]]) => [read(one).join(" "), kind]),
    )
    /** @type {Map<string, number[]>} the pages that a lemma names: their text may not have it */
    this.named = new Map()
    for (const [number, { names }] of this.candidates.entries()) {
      for (const lemma of new Set(names.flat())) {
        const known = this.named.get(lemma)
        if (known) known.push(number)
        else this.named.set(lemma, [number])
      }
    }
  }

  /**
   * @param {string} query
   * @returns {Promise<Results>}
   */
  async search(query) {
    const { slots, leftOut, counts } = this.reader.read(query)
    const [found] = await Promise.all([
      Promise.all(slots.map((slot) => this.find(slot))),
      this.index.then(({ pages }) => pages), // an index of another day is told, whatever is asked
    ])
    const kinds = slots.length > 1 ? slots.map((slot) => this.readKind(slot)) : []
    for (const [rank, kind] of kinds.entries()) this.addKind(found[rank], kind)
    /** @type {Map<string, string>} */
    const corrections = new Map()
    /** @type {Asked[]} */
    const asked = []
    /** @type {Hits[]} */
    const near = []
    for (const [rank, slot] of slots.entries()) {
      if (found[rank].hits.size) {
        asked.push(found[rank])
        continue
      }
      const words = this.approach(slot)
      if (!words.length) continue
      const stand = await this.find({ ...slot, alternatives: words.map((word) => [word]) })
      asked.push(stand)
      near.push(stand.hits)
      const suggestion = this.words.suggest(slot.words[0])
      if (suggestion) corrections.set(slot.words[0], suggestion)
    }
    const ranked = rank(asked, this.candidates, counts || kinds.includes("chiffre")).map(
      (page) => ({
        ...page,
        ...this.pages[page.rank],
      }),
    )
    const isExact = (/** @type {Found} */ page) =>
      page.held === asked.length && !near.some((hits) => hits.has(page.rank))
    return {
      exact: ranked.filter(isExact),
      approximate: ranked.filter((page) => !isExact(page)),
      correction: corrections.size ? this.words.correct(query, corrections) : "",
      words: asked.flatMap(({ alternatives }) => alternatives.flat()),
      missing: slots.filter((_, rank) => !found[rank].hits.size).map(({ written }) => written),
      held: slots.filter((_, rank) => found[rank].hits.size).map(({ written }) => written),
      also: slots.flatMap(({ also }) => also),
      away: slots
        .filter(({ centres }, rank) => centres?.length && !found[rank].told)
        .map(({ written }) => written),
      leftOut,
    }
  }

  /**
   * The pages where one of the things that a slot may be looked for by is.
   *
   * @param {Slot} slot
   */
  async find({ alternatives, centres }) {
    const [typed, ...others] = await Promise.all(alternatives.map((words) => this.findAll(words)))
    const hits = unite([typed, ...others])
    if (typed.size) {
      for (const [number, hit] of hits) {
        if (!typed.has(number)) hits.set(number, { ...hit, instead: true })
      }
    }
    const told = hits.size > 0
    const owners = new Set((centres ?? []).map((url) => this.rankByUrl.get(url) ?? -1))
    for (const owner of owners) {
      if (!hits.has(owner)) hits.set(owner, { places: [], score: 1 })
    }
    return { alternatives: alternatives.map((words) => words.map(makeLemma)), hits, owners, told }
  }

  /**
   * The kind of page that a word asks for: a figure, in « chiffres de la santé ».
   *
   * @param {Slot} slot
   */
  readKind({ alternatives }) {
    const keys = alternatives.map((words) => words.map(makeLemma).join(" "))
    return keys.map((key) => this.kindsByName.get(key)).find(Boolean)
  }

  /**
   * Makes the word that asks for a kind a word of all its pages.
   *
   * @param {Asked} asked
   * @param {string} [kind]
   */
  addKind({ hits, owners }, kind) {
    if (!kind) return
    for (const [number, page] of this.pages.entries()) {
      if (page.kind !== kind) continue
      owners.add(number)
      if (!hits.has(number)) hits.set(number, { places: [], score: 0 })
    }
  }

  /**
   * The pages that have all of some words, in any of their forms.
   *
   * @param {string[]} words
   * @returns {Promise<Hits>}
   */
  async findAll(words) {
    const each = await Promise.all(
      words.map(async (word) => {
        const forms = this.words.listForms(word)
        const index = await this.index
        const hits = unite(await Promise.all(forms.map((form) => index.find(form))))
        for (const number of this.named.get(makeLemma(word)) ?? []) {
          if (!hits.has(number)) hits.set(number, { places: [], score: 0 })
        }
        return hits
      }),
    )
    const [first, ...others] = each
    /** @type {Hits} */
    const hits = new Map()
    for (const [rank, hit] of first ?? []) {
      const all = [hit, ...others.map((other) => other.get(rank))].filter(
        (one) => one !== undefined,
      )
      if (all.length === each.length) hits.set(rank, merge(all))
    }
    return hits
  }

  /**
   * What stands for a word that no page has: the words it begins, else the one it is a misspelling
   * of. A name is not corrected: nobody means « jeunes » by « Rennes ».
   *
   * @param {Slot} slot
   * @returns {string[]}
   */
  approach({ words, named, centres }) {
    const [word] = words
    if (words.length > 1 || centres || /[\d%€+]/.test(word)) return []
    const begun = this.words.complete(word)
    if (begun.length) return begun.slice(0, MOST_ENDINGS)
    const suggestion = named ? null : this.words.suggest(word)
    return suggestion ? this.words.read(suggestion).slice(0, 1) : []
  }

  /**
   * What search found, kept where each facet has one of the values chosen in it, if any; with
   * counts[facet], a map from value to the number of results that the other facets leave it.
   *
   * @param {Results} found
   * @param {Chosen} chosen
   */
  filter(found, chosen) {
    /**
     * @param {Found[]} pages
     * @param {string} [but] a facet whose choice does not count
     */
    const keep = (pages, but) =>
      pages.filter(({ rank }) =>
        FACETS.every(
          (facet) =>
            facet === but ||
            !chosen[facet].length ||
            chosen[facet].some((value) => this.listValues(rank, facet).includes(value)),
        ),
      )
    const all = [...found.exact, ...found.approximate]
    /** @type {Record<string, Map<string, number>>} */
    const counts = {}
    for (const facet of FACETS) {
      counts[facet] = new Map()
      for (const { rank } of keep(all, facet)) {
        for (const value of this.listValues(rank, facet)) {
          counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1)
        }
      }
    }
    return {
      ...found,
      exact: keep(found.exact),
      approximate: keep(found.approximate),
      counts,
    }
  }

  /**
   * @param {string} kind
   * @param {number} number of pages
   */
  nameKind(kind, number) {
    return this.kinds[kind][number > 1 ? 1 : 0]
  }

  /**
   * @param {number} rank
   * @param {string} facet
   */
  listValues(rank, facet) {
    return this.facets[rank][/** @type {"type" | "sphere" | "theme"} */ (facet)]
  }
}

const MOST_ENDINGS = 8 // words that a beginning stands for: the most frequent

/**
 * What the last part of an address calls a page; that of an entry says no more than its
 * title.
 *
 * @param {string} url
 */
const nameByAddress = (url) =>
  /#|^ressources\/./.test(url)
    ? []
    : [url.split("/").at(-2)?.replaceAll("-", " ") ?? ""].filter(Boolean)

/**
 * The pages of several words, each with the places of all.
 *
 * @param {Hits[]} each
 */
const unite = (each) => {
  if (each.length === 1) return new Map(each[0])
  /** @type {Hits} */
  const hits = new Map()
  for (const one of each) {
    for (const [rank, hit] of one) {
      const known = hits.get(rank)
      hits.set(rank, known ? merge([known, hit]) : hit)
    }
  }
  return hits
}

/**
 * @param {Hit[]} hits of one page
 * @returns {Hit}
 */
const merge = (hits) => ({
  places: [...new Set(hits.flatMap(({ places }) => places))].sort((a, b) => a - b),
  score: Math.max(...hits.map(({ score }) => score)),
})
