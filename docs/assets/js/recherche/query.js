// What a query asks: its words, each with what else it may be looked for by, and the places it names.
import { makeKin, makeLemma } from "./words.js"

/**
 * @import { Table, Words } from "./words.js"
 */
/**
 * @typedef {object} Slot a word asked, or several that mean one thing
 * @property {string} written as it was typed
 * @property {string[]} words folded
 * @property {string[][]} alternatives what is looked for: one of them is enough, each all of its
 *   words; what was typed comes first
 * @property {string[]} also what is looked for besides, as it is shown
 * @property {string[] | null} centres when it is a place, those of that place
 * @property {boolean} named whether a capital makes it a name: it is never corrected
 *
 * @typedef {{ word: string, written: string }} Piece a word folded, and how it was typed
 *
 * @typedef {object} Question
 * @property {Slot[]} slots
 * @property {string[]} leftOut the words that are too many, as typed
 * @property {boolean} counts whether it asks for a number
 */

const ELIDED = /^(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)['’](?=\p{L})/iu
const MOST = 12 // words of a query that are looked for

/** The synonyms and the places, ready to be found in what is typed. */
export class Reader {
  /**
   * @param {Table} table
   * @param {Words} words
   */
  constructor(table, words) {
    this.words = words
    /** @type {Map<string, string[]>} what to look for besides, by lemmas */
    this.synonyms = new Map()
    for (const [asked, also, bothWays] of table.synonymes) {
      for (const one of asked) this.addSynonyms(one, also)
      if (bothWays) for (const one of also) this.addSynonyms(one, asked)
    }
    /** @type {Map<string, string[]>} the centres of a place, by its folded name */
    this.places = new Map()
    for (const [names, centres] of table.lieux) {
      for (const name of names) {
        const key = words.read(name).join(" ")
        this.places.set(key, [...new Set([...(this.places.get(key) ?? []), ...centres])])
      }
    }
    /** @param {string[]} names */
    const index = (names) =>
      new Map(names.map((name) => [words.read(name).join(" "), words.fold(name).join(" ")]))
    /** What is a word too: each name without its article, and with it. */
    this.areas = index(table.regions_courantes)
    this.towns = index(table.villes_courantes)
    this.placeWords = new Set(table.avant_lieux.split(" "))
    this.howMany = table.combien
    this.longest = Math.max(
      2,
      ...[...this.places.keys(), ...this.synonyms.keys()].map((key) => key.split(" ").length),
    )
  }

  /**
   * @param {string} asked
   * @param {string[]} also
   */
  addSynonyms(asked, also) {
    const key = this.makeKey(this.words.read(asked))
    const others = also.filter((other) => this.makeKey(this.words.read(other)) !== key)
    this.synonyms.set(key, [...(this.synonyms.get(key) ?? []), ...others])
  }

  /** @param {string[]} words */
  makeKey(words) {
    return words.map(makeLemma).join(" ")
  }

  /**
   * @param {string} query
   * @returns {Question}
   */
  read(query) {
    const pieces = this.split(query)
    const text = this.words.fold(query).join(" ")
    /** @type {Slot[]} */
    const slots = []
    const seen = new Set()
    let rank = 0
    for (; rank < pieces.length && slots.length < MOST; ) {
      const [slot, length] = this.readSlot(pieces, rank, text)
      const key = this.makeKey(slot.words)
      if (!seen.has(key)) slots.push(slot)
      seen.add(key)
      rank += length
    }
    return {
      slots,
      leftOut: pieces.slice(rank).map(({ written }) => written),
      counts: this.words.fold(query).some((word) => /^\d|%/.test(word) || word === this.howMany),
    }
  }

  /**
   * The full words of a query, each with how it was typed.
   *
   * @param {string} query
   */
  split(query) {
    const pieces = query
      .trim()
      .split(/\s+/)
      .flatMap((written) =>
        this.words.fold(written).map((word) => ({ word, written: trim(written) })),
      )
    // The thousands of a number, typed with a space, are two pieces: as in the index.
    const full = pieces.filter(({ word }) => !this.words.empty.has(word))
    return full.length ? full : pieces
  }

  /**
   * The longest place or synonym that begins at a rank, else the word there; and how many pieces.
   * « département », « centre de ressources » before a place only say that it is one.
   *
   * @param {Piece[]} pieces
   * @param {number} rank
   * @param {string | null} text all that is asked; null when a place is sure to be meant
   * @returns {[Slot, number]}
   */
  readSlot(pieces, rank, text) {
    let start = rank
    while (this.placeWords.has(pieces[start]?.word)) start++
    if (start > rank && start < pieces.length) {
      const [slot, length] = this.readSlot(pieces, start, null)
      if (slot.centres) return [slot, start - rank + length]
    }
    for (let length = Math.min(this.longest, pieces.length - rank); length > 0; length--) {
      const taken = pieces.slice(rank, rank + length)
      const words = taken.map(({ word }) => word)
      const centres = this.findPlace(taken, text)
      const also = this.listOthers(words)
      if (centres || also.length || length === 1) {
        return [
          {
            written: [...new Set(taken.map(({ written }) => written))].join(" "),
            words,
            alternatives: [words, ...also.map((other) => this.words.read(other))],
            also,
            centres,
            named: taken.some(({ written }) => /\p{Lu}/u.test(written)),
          },
          length,
        ]
      }
    }
    throw new RangeError("no piece")
  }

  /**
   * What words are also looked for by: their synonyms, the noun of a verb or the verb of a noun,
   * the compound that is written in one word or apart (« turnover », « péri scolaire »).
   *
   * @param {string[]} words
   */
  listOthers(words) {
    const { known, compounds } = this.words
    const whole = words.join("")
    const others = [...(this.synonyms.get(this.makeKey(words)) ?? [])]
    if (words.length === 1) others.push(known.get(makeKin(whole)) ?? "")
    if (words.length === 2) others.push(known.get(whole) ?? "")
    if (!known.has(whole)) others.push(compounds.get(whole) ?? "")
    return others.filter(Boolean)
  }

  /**
   * The centres of a place; null when it is none, or a word rather than a place.
   *
   * @param {Piece[]} taken
   * @param {string | null} text
   */
  findPlace(taken, text) {
    const name = taken.map(({ word }) => word).join(" ")
    const centres = this.places.get(name)
    if (!centres || text === null) return centres ?? null
    if (/^\d/.test(name)) return text === name ? centres : null // the number of a département
    if (taken.some(({ written }) => /\p{Lu}/u.test(written))) return centres
    const town = this.towns.get(name)
    if (town) return text === town && !this.words.has(name) ? centres : null
    const area = this.areas.get(name)
    return !area || text === area ? centres : null
  }
}

/**
 * What was typed without its elision nor the punctuation around it.
 *
 * @param {string} written
 */
const trim = (written) =>
  written.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%€+]+$/gu, "").replace(ELIDED, "") || written
