// What is typed, folded as the index was: the same rules, published with the words of the site.

/**
 * @typedef {[from: string, to: string][]} Rules what to replace, in order
 * @typedef {[asked: string[], also: string[], bothWays: number]} Synonym
 * @typedef {[names: string[], centres: string[]]} Place its centres are addresses
 * @typedef {{
 *   repere: string, regles: Rules, retours: Rules, mots: string, mots_vides: string, index: number,
 *   synonymes: Synonym[], lieux: Place[], regions_courantes: string[], villes_courantes: string[],
 *   avant_lieux: string, combien: string,
 * }} Table what recherche/mots.json holds
 */

// A number and its sign, a range of numbers, a word and its sign (REP+, N+1), a sign alone.
const TOKEN = /\d+(?:[-–]\d+)+|[a-z0-9]+(?:\+[a-z0-9]*)?|[%€]/g

// What « éducateur·rice », « lycéen.ne.s » add to a word, whose forms come together anyway.
const INCLUSIVE = /(?<=\p{L}{3})(?:[·•.]\p{L}{1,5})+(?!\p{L})/gu

/** @param {string} text */
const strip = (text) => text.normalize("NFD").replace(/\p{M}/gu, "")

/**
 * The words of a text in lower case, without accent nor elision; numbers as they are printed: by
 * thousands, the two ends of a range as one.
 *
 * @param {string} text
 * @param {[from: RegExp, to: string][]} rules
 * @returns {string[]}
 */
const fold = (text, rules) => {
  let folded = text.toLowerCase().normalize("NFC").replace(INCLUSIVE, "")
  for (const [pattern, asked] of rules) folded = folded.replaceAll(pattern, asked)
  return (
    strip(folded)
      .replace(/['’]/g, "")
      .replace(/(?<![\d,.-])\d{5,9}(?![\d,.-])/g, (number) =>
        number.replace(/(?=(?:\d{3})+$)/g, " "),
      )
      .match(TOKEN)
      ?.map((token) => token.replace(/(?<=\d)[-–]/g, "")) ?? []
  )
}

/**
 * The singular of a folded word, as far as its last letters tell.
 *
 * @param {string} word
 */
const makeSingular = (word) =>
  word.length < 4 || /\d/.test(word) ? word : word.replace(/(?<!e)aux$/, "al").replace(/[sx]$/, "")

/**
 * What the forms of a word have in common: singular and plural, feminine and masculine, the
 * infinitive of a verb in -er, its participle and its present. Words that are only of one origin
 * are apart: « éducatrice » goes with « éducateur », not with « éducation ».
 *
 * @param {string} word folded
 */
export const makeLemma = (word) => {
  const single = makeSingular(word)
  if (single.length < 5 || /\d/.test(single)) return single
  return single
    .replace(/(?:ee|er|ez|e)$/, "")
    .replace(/tric$/, "teur")
    .replace(/eus$/, "eur")
    .replace(/iv$/, "if")
    .replace(/er$/, "")
    .replace(/([a-z])\1$/, "$1")
}

/**
 * Whether two folded words are forms of one.
 *
 * @param {string} one
 * @param {string} other
 */
export const areForms = (one, other) =>
  makeLemma(one) === makeLemma(other) || makeSingular(one) === makeSingular(other)

/**
 * The noun in -ation of a verb in -er, the verb of such a noun, "" for any other word: only those
 * of one action are near, unlike « éducatrice » and « éducation ».
 *
 * @param {string} word folded
 */
export const makeKin = (word) => {
  if (/[a-z]{3}er$/.test(word)) return `${word.replace(/er$/, "").replace(/qu$/, "c")}ation`
  const stem = word.match(/^([a-z]{3,})(?<!qu)ations?$/)?.[1]
  return stem ? `${stem.replace(/c$/, "qu")}er` : ""
}

/**
 * Returns how many letters to add, remove, change or swap to go from one word to another, or
 * Infinity beyond most. Source: optimal string alignment distance (Damerau, 1964).
 *
 * @param {string} from
 * @param {string} to
 * @param {number} most
 */
const measure = (from, to, most) => {
  if (Math.abs(from.length - to.length) > most) return Infinity
  /** @type {number[]} */
  let before = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const now = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      let least = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (same ? 0 : 1))
      if (
        row > 1 &&
        column > 1 &&
        from[row - 1] === to[column - 2] &&
        from[row - 2] === to[column - 1]
      ) {
        least = Math.min(least, before[column - 2] + 1)
      }
      now.push(least)
    }
    if (Math.min(...now) > most) return Infinity
    ;[before, last] = [last, now]
  }
  return last[to.length] <= most ? last[to.length] : Infinity
}

/** The words of the site, most frequent first, and what is done with them. */
export class Words {
  /** @param {Table} table */
  constructor(table) {
    /** @type {[from: RegExp, to: string][]} */
    this.rules = table.regles.map(([from, to]) => [new RegExp(from, "g"), to])
    this.restored = table.retours
    this.empty = new Set(table.mots_vides.split(" "))
    /** @type {Map<string, string>} each word as it is written, by its folded form */
    this.known = new Map()
    /** @type {Map<string, Set<string>>} the folded forms of the site, by lemma */
    this.families = new Map()
    for (const word of table.mots.split(" ")) {
      const folded = fold(word, this.rules)[0]
      if (!folded || this.known.has(folded)) continue
      this.known.set(folded, word)
      const lemma = makeLemma(folded)
      this.families.set(lemma, (this.families.get(lemma) ?? new Set()).add(folded))
    }
    /** @type {Map<string, string>} each compound as it is written, by its letters: turnover */
    this.compounds = new Map()
  }

  /**
   * Notes the compounds of a text: words that a hyphen or an apostrophe joins.
   *
   * @param {string} text
   */
  addCompounds(text) {
    for (const piece of text.split(/\s+/)) {
      if (!/['’-]/.test(piece)) continue
      const parts = fold(piece, this.rules)
      if (parts.length > 1) this.compounds.set(parts.join(""), piece)
    }
  }

  /**
   * Whether the site has a word, in some form.
   *
   * @param {string} word folded
   */
  has(word) {
    return this.families.has(makeLemma(word))
  }

  /** @param {string} text */
  fold(text) {
    return fold(text, this.rules)
  }

  /**
   * The words of a text: those that say nothing are left out, unless there are no others.
   *
   * @param {string} text
   */
  read(text) {
    const all = fold(text, this.rules)
    const full = all.filter((word) => !this.empty.has(word))
    return full.length ? full : all
  }

  /**
   * The forms that the site has of a word; the word itself when it is a number, which the index
   * judges, none when the site does not have it.
   *
   * @param {string} word folded
   */
  listForms(word) {
    if (word.length < 2 || /[\d%€+]/.test(word)) return [word]
    const forms = this.families.get(makeLemma(word))
    return forms ? [...forms] : []
  }

  /**
   * The words of the site that begin with a word that it does not have, most frequent first.
   *
   * @param {string} word folded
   */
  complete(word) {
    const single = makeSingular(word)
    return single.length < 3
      ? []
      : [...this.known.keys()].filter((other) => other.startsWith(single))
  }

  /**
   * The word of the site that an unknown word stands for, null if none is near: the nearest, and
   * of those the most frequent.
   *
   * @param {string} word folded
   */
  suggest(word) {
    const single = makeSingular(word)
    if (single.length < 4) return null
    /** @type {string | null} */
    let best = null
    let least = single.length < 8 ? 1 : 2
    for (const [folded, written] of this.known) {
      const distance = measure(single, makeSingular(folded), least)
      if (distance < least || (distance === least && !best)) [best, least] = [written, distance]
    }
    return best
  }

  /**
   * The query, each misspelt word replaced by the word it stands for.
   *
   * @param {string} query
   * @param {Map<string, string>} replacements
   */
  correct(query, replacements) {
    /** @param {string} piece */
    const replace = (piece) => {
      const found = fold(piece, this.rules).find((word) => replacements.has(word))
      return (found && replacements.get(found)) ?? piece
    }
    return query
      .trim()
      .split(/\s+/)
      .flatMap((piece) => piece.split(/(?<=['’])/))
      .map(replace)
      .reduce((text, piece) => (/['’]$/.test(text) || !text ? text : `${text} `) + piece, "")
  }

  /**
   * The words of a text as they are written, an elided one parted from the next: as in the index.
   *
   * @param {string} text
   */
  split(text) {
    const [[elision]] = this.rules
    return text.replaceAll(elision, "$& ").trim().split(/\s+/)
  }

  /** @param {string} text */
  restore(text) {
    return this.restored.reduce((shown, [from, to]) => shown.replaceAll(from, to), text)
  }
}
