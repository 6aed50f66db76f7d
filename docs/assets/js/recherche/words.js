// What is typed, folded as the index was: the same rules, published with the words of the site.

/**
 * @typedef {[from: string, to: string][]} Rules what to replace, in order
 * @typedef {{ regles: Rules, retours: Rules, mots: string, mots_vides: string, index: number }} Table
 *   what recherche/mots.json holds
 */

/** @param {string} text */
const strip = (text) => text.normalize("NFD").replace(/\p{M}/gu, "")

/**
 * Returns the words of a text by the rules of mots.json: lower case, no accent, no elision.
 *
 * @param {string} text
 * @param {Rules} rules
 * @returns {string[]}
 */
const fold = (text, rules) => {
  let folded = text.toLowerCase().normalize("NFC")
  for (const [pattern, asked] of rules) folded = folded.replaceAll(new RegExp(pattern, "g"), asked)
  return (
    strip(folded)
      .replace(/['’]/g, "")
      .match(/[a-z0-9]+/g) ?? []
  )
}

/**
 * The singular of a folded word, as far as its last letters tell.
 *
 * @param {string} word
 */
export const makeSingular = (word) =>
  word.length < 4 ? word : word.replace(/(?<!e)aux$/, "al").replace(/[sx]$/, "")

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
    this.rules = table.regles
    this.restored = table.retours
    this.empty = new Set(table.mots_vides.split(" "))
    /** @type {Map<string, string>} each word as it is written, by its folded form */
    this.known = new Map()
    for (const word of table.mots.split(" ")) {
      const folded = fold(word, this.rules)[0]
      if (!this.known.has(folded)) this.known.set(folded, word)
    }
  }

  /**
   * The words to look for in a query: those that say nothing are left out, unless there are no
   * others.
   *
   * @param {string} query
   */
  read(query) {
    const all = [...new Set(fold(query, this.rules))]
    const full = all.filter((word) => !this.empty.has(word))
    return full.length ? full : all
  }

  /**
   * Whether the site has this word, in the singular or in the plural; of numbers, the index judges.
   *
   * @param {string} word
   */
  has(word) {
    if (word.length < 2 || /\d/.test(word)) return true
    const single = makeSingular(word)
    return [word, single, `${single}s`, `${single}x`, single.replace(/al$/, "aux")].some((form) =>
      this.known.has(form),
    )
  }

  /** @param {string} word */
  begins(word) {
    return word.length > 2 && [...this.known.keys()].some((other) => other.startsWith(word))
  }

  /**
   * The word of the site that an unknown word stands for, null if none is near: the nearest, and
   * of those the most frequent.
   *
   * @param {string} word
   */
  suggest(word) {
    if (word.length < 3) return null
    const single = makeSingular(word)
    /** @type {string | null} */
    let best = null
    let least = single.length < 5 ? 1 : single.length < 9 ? 2 : 3
    for (const [folded, written] of this.known) {
      const distance = folded.startsWith(single) ? 1 : measure(single, makeSingular(folded), least)
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

  /** @param {string} text */
  restore(text) {
    return this.restored.reduce((shown, [from, to]) => shown.replaceAll(from, to), text)
  }
}
