// The order of the results, the one place of its rule. docs/mainteneurs/recherche.md states it.
//
// 1. The share of the words asked that a page has, a rare word counting more than a common one; a
//    page where they stand together more than one where they are scattered.
// 2. The title: it is what is asked, begins with it, has all of it.
// 3. The rest, in one sum: what share of the words the title has, a heading has, how near they
//    stand, what the index makes of them, and, between near equals only, the kind: a figure comes
//    first where a number is asked for.
//
// What a later edition of the study replaces never comes before what replaces it.

/**
 * @import { Hit, Hits } from "./index.js"
 */
/**
 * @typedef {object} Asked a word asked, with what stands for it
 * @property {string[][]} alternatives the lemmas of each thing that it may be looked for by
 * @property {Hits} hits the pages that have one of them
 * @property {Set<number>} owners the pages that it names: the centres of a place, those of a kind
 *
 * @typedef {object} Candidate what is known of a page without its text
 * @property {string} kind
 * @property {string[][]} names its title first, then what it is also called: lemmas, no empty word
 * @property {string[][]} headings those of its sections, in the same way
 * @property {number} [replacedBy] the rank of the page that replaces it, where one does
 *
 * @typedef {object} Ranked
 * @property {number} rank of the page
 * @property {number[][]} words the places of each word that it has
 * @property {Set<number>} places all of them
 * @property {number} held how many of the words asked it has
 * @property {number} inTitle how many of them its title, or a name of it, has
 * @property {number[]} order what it is ordered by, greatest first
 */

const NEAR = 12 // places, at most, between words that stand together
const CLOSE = 2 // the same, between words of one expression
const WEIGHTS = { title: 3, heading: 1, near: 1, close: 1, score: 0.3 }
const KINDS = {
  sphere: 0.5,
  chapitre: 0.45,
  page: 0.45,
  portrait: 0.4,
  chiffre: 0.3,
  ressource: 0.3,
  terme: 0.1,
  centre: 0.1,
}
const INSTEAD = 0.85
const COUNTED = 1.2 // a figure, when a number is asked for
const JUST_BELOW = 1e-9 // less than any difference of the sum
const LEVELS = [0, 2, 3, 6] // of a title: that holds all the words, begins with them, is them

/**
 * Returns the pages that have one of the words or more, best first.
 *
 * @param {Asked[]} asked
 * @param {Candidate[]} pages every page, by rank
 * @param {boolean} counts whether a number is asked for
 * @returns {Ranked[]}
 */
export const rank = (asked, pages, counts) => {
  const weights = asked.map(({ hits }) => Math.log(1 + pages.length / (1 + hits.size)))
  const whole = sum(weights)
  const best = asked.map(({ hits }) =>
    Math.max(...[...hits.values()].map(({ score }) => score), 1e-9),
  )
  const found = new Set(asked.flatMap(({ hits }) => [...hits.keys()]))
  /** @type {Map<string[], number>} what each heading counts for: many pages have the same */
  const known = new Map()
  /** @param {string[]} name */
  const readHeading = (name) => {
    const { share, filled } = matchName(asked, name, weights)
    known.set(name, share * (0.5 + filled / 2))
    return known.get(name) ?? 0
  }
  const ranked = [...found].map((number) => {
    const page = pages[number]
    const hits = asked.map((slot) => slot.hits.get(number))
    const held = hits.filter(Boolean).length
    const owned = asked.map(({ owners }) => owners.has(number))
    const names = owned.includes(true) ? [...page.names, []] : page.names
    const titles = names.map((name) => matchName(asked, name, weights, owned))
    const title = titles.reduce((best, name) => (name.worth > best.worth ? name : best))
    const heading = Math.max(
      0,
      ...page.headings.map((name) => known.get(name) ?? readHeading(name)),
    )
    const words = hits.map((hit) => hit?.places ?? [])
    const places = words
      .flatMap((own, slot) => own.map((place) => ({ place, slot })))
      .sort((a, b) => a.place - b.place)
    const near = findNearest(places, weights, NEAR)
    const close = findNearest(places, weights, CLOSE * (asked.length - 1))
    const score = sum(hits.map((hit, slot) => (weights[slot] * (hit?.score ?? 0)) / best[slot]))
    const had = sum(hits.map((hit, slot) => weights[slot] * worth(hit))) / whole
    const together = Math.max(title.share, near / whole)
    return {
      rank: number,
      words: words.filter((places) => places.length),
      places: new Set(places.map(({ place }) => place)),
      held,
      inTitle: title.count,
      order: [
        held === asked.length ? 1 : 0,
        5 * (had + together) +
          LEVELS[title.level] +
          WEIGHTS.title * title.share * (0.5 + title.filled / 2) +
          WEIGHTS.heading * heading +
          WEIGHTS.near * (near / whole) +
          WEIGHTS.close * (close / whole) +
          WEIGHTS.score * (score / whole) +
          (counts && page.kind === "chiffre"
            ? COUNTED
            : KINDS[/** @type {keyof typeof KINDS} */ (page.kind)]),
      ],
    }
  })
  followEditions(ranked, pages)
  return ranked.sort((a, b) => compare(b.order, a.order) || a.rank - b.rank)
}

/**
 * @param {number[]} one
 * @param {number[]} other
 */
const compare = (one, other) => one[0] - other[0] || one[1] - other[1]

/**
 * Puts what a later edition of the study replaces after what replaces it, where that is found too.
 *
 * @param {Ranked[]} ranked
 * @param {Candidate[]} pages
 */
const followEditions = (ranked, pages) => {
  const found = new Map(ranked.map((page) => [page.rank, page]))
  /** @param {Ranked} page */
  const settle = (page) => {
    const newer = found.get(pages[page.rank].replacedBy ?? -1)
    if (newer && compare(settle(newer), page.order) <= 0) {
      page.order = [newer.order[0], newer.order[1] - JUST_BELOW]
    }
    return page.order
  }
  for (const page of ranked) settle(page)
}

/**
 * What having a word counts for: another in its stead less, where some page has the word itself.
 *
 * @param {Hit | undefined} hit
 */
const worth = (hit) => (hit ? (hit.instead ? INSTEAD : 1) : 0)

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0)

/**
 * How a name answers what is asked: level is 3 when it is equal to it, 2 when it begins with it, 1
 * when it holds it all, else 0; share is that of the words asked that it has, filled that of its
 * own words that are asked, count how many of those asked it has.
 *
 * @param {Asked[]} asked
 * @param {string[]} name
 * @param {number[]} weights
 * @param {boolean[]} [owned] whether each word names the page
 */
const matchName = (asked, name, weights, owned = []) => {
  const own = new Set(name)
  /** @type {Set<string>} */
  const taken = new Set()
  let share = 0
  let places = 0
  let count = 0
  let all = true
  for (const [slot, { alternatives }] of asked.entries()) {
    if (owned[slot]) {
      share += weights[slot]
      places++
      count++
      continue
    }
    const rank = alternatives.findIndex(
      (words) => words.length && words.every((word) => own.has(word)),
    )
    if (rank < 0) {
      all = false
      continue
    }
    const match = alternatives[rank]
    share += weights[slot] * (rank ? INSTEAD : 1)
    count++
    for (const word of match) taken.add(word)
  }
  const filled = own.size ? taken.size / own.size : Number(places > 0)
  const begins = all && name.slice(0, taken.size).every((word) => taken.has(word))
  const level = !all || !(taken.size + places) ? 0 : taken.size === own.size ? 3 : begins ? 2 : 1
  share /= sum(weights)
  return { level, share, filled, count, worth: LEVELS[level] + share * filled }
}

/**
 * The weight of the words that stand together, where most of it does.
 *
 * @param {{ place: number, slot: number }[]} all the places of the words, in order
 * @param {number[]} weights
 * @param {number} most how many places they may stand apart
 */
const findNearest = (all, weights, most) => {
  let best = 0
  let first = 0
  const counts = weights.map(() => 0)
  let weight = 0
  for (const { place, slot } of all) {
    if (!counts[slot]++) weight += weights[slot]
    for (; place - all[first].place > most; first++) {
      if (!--counts[all[first].slot]) weight -= weights[all[first].slot]
    }
    best = Math.max(best, weight)
  }
  return best
}
