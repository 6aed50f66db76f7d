// What a query asks: its words, each with what else it may be looked for by, and the places it names.
import { makeLemma } from "./words.js"

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
      for (const name of names) this.places.set(words.read(name).join(" "), centres)
    }
    const common = table.noms.map((name) => words.read(name).join(" "))
    /** What is a place only when a capital says so. */
    this.common = new Set(common)
    this.howMany = table.combien
    this.longest = Math.max(
      1,
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
    /** @type {Slot[]} */
    const slots = []
    const seen = new Set()
    let rank = 0
    for (; rank < pieces.length && slots.length < MOST; ) {
      const [slot, length] = this.readSlot(pieces, rank)
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
   *
   * @param {{ word: string, written: string }[]} pieces
   * @param {number} rank
   * @returns {[Slot, number]}
   */
  readSlot(pieces, rank) {
    for (let length = Math.min(this.longest, pieces.length - rank); length > 0; length--) {
      const taken = pieces.slice(rank, rank + length)
      const words = taken.map(({ word }) => word)
      const centres = this.findPlace(taken, pieces.length === length)
      const also = this.synonyms.get(this.makeKey(words)) ?? []
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
   * @param {{ word: string, written: string }[]} taken
   * @param {boolean} alone whether nothing else is asked
   */
  findPlace(taken, alone) {
    const name = taken.map(({ word }) => word).join(" ")
    const centres = this.places.get(name)
    if (!centres) return null
    if (/^\d/.test(name)) return alone ? centres : null // the number of a département
    if (this.common.has(name) && !taken.some(({ written }) => /\p{Lu}/u.test(written))) return null
    return centres
  }
}

/**
 * What was typed without its elision nor the punctuation around it.
 *
 * @param {string} written
 */
const trim = (written) =>
  written.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%€+]+$/gu, "").replace(ELIDED, "") || written
