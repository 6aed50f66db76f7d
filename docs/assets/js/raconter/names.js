// What names or reaches a person, or a place, in a text: the same alarms as scripts/anonymity.py,
// from the patterns and the list of places that the JSON Schema carries.

/** What looks for alarms: give it a text and what its field may hold. */
export const makeFinder = ({ motifs, lieux, lieux_courants: common, signes: signs }) => {
  const patterns = motifs.map(([code, motif]) => [code, new RegExp(motif, "gu")])
  const fold = makeFold(signs)
  const places = indexPlaces(lieux, new Set(common), fold)

  return (text, shape) => {
    const folded = fold(text)
    const found = []
    for (const [code, start, end] of take(look(folded, patterns, places), MOST_ALARMS)) {
      if (code === shape["x-admet"]) continue
      if (found.some((other) => end > other.start && start < other.end)) continue
      found.push({ code: shape["x-nomme"] && code === PLACE ? DOUBT : code, start, end })
    }
    if (!found.length) return found
    const origins = findOrigins(text, fold)
    return found
      .map(({ code, start, end }) => ({ code, snippet: origins(start, end) }))
      .map(({ code, snippet: [first, last] }) => ({ code, start: first, snippet: text.slice(first, last) }))
      .sort((a, b) => a.start - b.start)
  }
}

const PLACE = "lieu-nomme"
const DOUBT = "lieu-possible"
const MOST_ALARMS = 50

/** The same text without accents, in characters of a plain keyboard: scripts/folding.py. */
export const makeFold = (signs) => (text) =>
  text
    .replaceAll("\t", " ")
    .normalize("NFKD")
    .replace(/[^\x00-\x7f]/gu, (sign) => (/\p{M}/u.test(sign) ? "" : (signs[sign] ?? sign)))

/** Where each place of the folded text comes from: characters fold one by one. */
const findOrigins = (text, fold) => {
  const parts = []
  let [from, to] = [0, 0]
  for (const character of text) {
    const part = { from, to, fromEnd: from + character.length, toEnd: to + fold(character).length }
    parts.push(part)
    ;[from, to] = [part.fromEnd, part.toEnd]
  }
  return (start, end) => {
    const first = parts.find(({ toEnd }) => toEnd > start)
    const reached = parts.find(({ toEnd }) => toEnd >= end)
    const last = parts.findLast(({ toEnd }) => toEnd === reached.toEnd) // with its accents
    return [first.from, last.fromEnd]
  }
}

function* look(folded, patterns, places) {
  for (const [code, pattern] of patterns) {
    for (const match of folded.matchAll(pattern)) {
      yield [code, match.index, match.index + match[0].replace(/[ \n"'.-]+$/, "").length]
    }
  }
  yield* findPlaces(folded, places)
}

function* findPlaces(folded, places) {
  let end = 0
  for (const { 0: word, index: start } of folded.matchAll(/(?<![A-Za-z0-9])[A-Z][A-Za-z]+/g)) {
    if (start < end) continue
    const before = folded.slice(Math.max(0, start - 6), start).toLowerCase()
    const named = places.get(word.toLowerCase())?.find(({ name, article }) => {
      const written = folded.slice(start, start + name.length + 1).toLowerCase().replace(/[-\n]/g, " ")
      if (!written.startsWith(name) || /[a-z0-9]/.test(written.slice(name.length))) return false
      return !article || /(?:^|[ \n("])(?:(?:le|la|les|au|aux|du|des)[ \n]|l')$/.test(before)
    })
    if (!named) continue
    const opens = /(?:^|[.!?][")]?|\n)[ \n"(*-]*$/.test(folded.slice(0, start).slice(-12))
    const doubt = named.common || (opens && !named.name.includes(" "))
    end = start + named.name.length
    yield [doubt ? DOUBT : PLACE, start, end]
  }
}

/** The names of places by their first word, the longest first: « St » is written for « Saint ». */
const indexPlaces = (names, common, fold) => {
  const index = new Map()
  for (const name of names) {
    const [article] = name.match(/^(?:Le |La |Les |L')/) ?? [""]
    const plain = fold(name.slice(article.length)).toLowerCase().replaceAll("-", " ")
    for (const spelling of new Set([plain, plain.replace(/\bsaint(e?)\b/g, "st$1")])) {
      const [first] = spelling.match(/^[a-z]+/)
      const entry = { name: spelling, article: Boolean(article), common: common.has(name) }
      index.set(first, [...(index.get(first) ?? []), entry])
    }
  }
  for (const entries of index.values()) entries.sort((a, b) => b.name.length - a.name.length)
  return index
}

function* take(items, most) {
  for (const item of items) {
    if (!most--) return
    yield item
  }
}
