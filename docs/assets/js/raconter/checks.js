// Checks a portrait with the rules, patterns and sentences that its JSON Schema carries: the
// codes and the messages are those of the command line (scripts/study/validation.py).
/** The whole of a field: what is said where it stands, and what its definition says. */
export const resolve = (spec, schema) =>
  spec.$ref ? { ...schema.$defs[spec.$ref.split("/").at(-1)], ...spec } : spec

/** The title of the field at a path; that of the list for one of its elements. */
const findTitle = (path, schema) => {
  let [shape, title] = [schema, undefined]
  for (const step of path) {
    shape = resolve(typeof step === "string" ? shape.properties[step] : shape.items, schema)
    if (typeof step === "string") title = shape.title
  }
  return title
}

/** What the origin of a portrait asks: the keys it needs, the keys it refuses. */
export const listDuties = (data, schema) =>
  schema["x-regles"].find((rule) => rule.regle === "doit" && data[rule.key] === rule.value)

/** The problems of a portrait: where each is, its code, what is wrong, what to write instead. */
export const checkPortrait = (data, schema) => {
  const { find, code } = readRules(schema)
  const confirmed = new Map(
    (data.fausses_alertes ?? []).map((words, index) => [
      foldAlarm(words, schema),
      { words, index },
    ]),
  )

  const build = (path, name, values = {}) => {
    const { phrase, remede, arrete: stops, confirmable } = schema["x-messages"][name]
    const key = path.findLast((step) => typeof step === "string")
    const known = { key, label: findTitle(path, schema) ?? key, ...values }
    const message = phrase.replace(/\{(\w+)\}/g, (_, word) => known[word])
    const told = [...remede.matchAll(/\{(\w+)\}/g)].every(([, word]) => known[word] !== undefined)
    const remedy = told ? remede.replace(/\{(\w+)\}/g, (_, word) => known[word]) : ""
    return { path, code: name, message, remedy, stops, confirmable, snippet: values.snippet }
  }

  const check = (spec, written, path) => {
    const shape = resolve(spec, schema)
    const value = typeof written === "string" ? readAsMeant(written) : written
    const about = { low: shape.minimum, high: shape.maximum, input: shorten(value) }
    const name = findFault(shape, value)
    if (Array.isArray(name)) return [build(path, name[0], { ...about, ...name[1] })]
    if ("x-paragraphes" in shape) {
      return findTextFaults(shape, value).map(([name, values]) =>
        build(path, name, { ...about, ...values }),
      )
    }
    if (shape.type === "object") return checkObject(shape, value, path)
    if (shape.type === "array") return checkList(shape, value, path)
    return []
  }

  const checkObject = (shape, value, path) => {
    const found = Object.entries(shape.properties).flatMap(([key, spec]) => {
      if (value[key] !== undefined) return check(spec, value[key], [...path, key])
      return shape.required?.includes(key) ? [build([...path, key], "cle-manquante")] : []
    })
    const wrong = new Set(found.map((problem) => problem.path[path.length]))
    const broken = (shape["x-regles"] ?? []).flatMap((rule) =>
      RULES[rule.regle](rule, value, wrong).map(([at, values]) =>
        build([...path, ...at], rule.code, values),
      ),
    )
    return [...found, ...broken]
  }

  const checkList = (shape, value, path) => {
    const found = value.flatMap((item, index) => check(shape.items, item, [...path, index]))
    const { minItems: least = 0, maxItems: most = Infinity } = shape
    if (value.length < least && !found.length) {
      return [build(path, "liste-courte", { min_length: least })]
    }
    return value.length > most ? [build(path, "liste-longue", { max_length: most })] : found
  }

  /** The code of what is wrong in one value, and the values of its message. */
  const findFault = (shape, value) => {
    if (shape.type === "integer") {
      if (!/^-?[0-9]{1,9}$/.test(value)) return ["type", { expected: schema["x-attendus"].integer }]
      const outside = value < shape.minimum || value > shape.maximum
      return outside && ["nombre-hors-limites"]
    }
    if (shape.format === "date") {
      return !isDay(value) && ["type", { expected: schema["x-attendus"].date }]
    }
    if (shape["x-acceptee"]) return value !== shape.enum[0] && [shape["x-acceptee"]]
    return false
  }

  /** All that is wrong in a text: the code of each fault, and the values of its message. */
  const findTextFaults = (shape, value) => {
    const invisible = [...value].find((character) => character in schema["x-caracteres-interdits"])
    if (invisible) {
      return [["caractere-interdit", { name: schema["x-caracteres-interdits"][invisible] }]]
    }
    const faults = []
    const length = [...value].length
    if (length < shape.minLength) faults.push(["texte-vide"])
    else if (length > shape.maxLength) faults.push(["texte-long", { max_length: shape.maxLength }])
    else if (shape.pattern && !new RegExp(shape.pattern, "u").test(value)) faults.push(["forme"])
    if (!shape["x-paragraphes"] && value.includes("\n")) faults.push(["une-ligne"])
    for (const [name, pattern] of code) {
      for (const [snippet] of value.matchAll(pattern))
        faults.push([name, { snippet: shorten(snippet.trim()) }])
    }
    if (shape["x-debut"] && !value.startsWith(shape["x-debut"])) {
      faults.push(["lien-interdit", { snippet: shorten(value) }])
    }
    for (const { code: name, snippet } of shape["x-non-publie"] ? [] : find(value, shape)) {
      const key = foldAlarm(snippet, schema)
      const known = schema["x-messages"][name].confirmable && confirmed.has(key)
      if (known) used.add(key)
      faults.push([known ? "fausse-alerte" : name, { snippet }])
    }
    return faults
  }

  const used = new Set()
  const problems = check(schema, data, [])
  for (const [key, { words, index }] of confirmed) {
    if (used.has(key)) continue
    problems.push(build(["fausses_alertes", index], "fausse-alerte-inutile", { snippet: words }))
  }
  return problems
}

// What each kind of rule of scripts/schema/rules.py asks: where it is broken, and the values. The
// keys that are wrong themselves, or missing, are told already.
const RULES = {
  "une-remplie": ({ keys }, value, wrong) =>
    keys.some((key) => isFilled(value[key]) || wrong.has(key)) ? [] : [[[], {}]],
  croissante: ({ keys: [low, high] }, value, wrong) =>
    !wrong.has(low) && !wrong.has(high) && Number(value[low]) > Number(value[high])
      ? [[[], { [low]: value[low], [high]: value[high] }]]
      : [],
  distincts: ({ within, keys }, value) => {
    const seen = new Set()
    return (value[within] ?? []).flatMap((item, index) => {
      const values = keys.length ? keys.map((key) => item[key]) : [item]
      if (values.includes(undefined)) return [] // wrong itself
      const known = seen.size
      if (seen.add(JSON.stringify(values)).size > known) return []
      return [[[within, index, ...keys.slice(-1)], { title: values.at(-1) }]]
    })
  },
  doit: ({ key, value: when, needs, refuses }, value) => {
    if (value[key] !== when) return []
    const owed = needs.every((name) => isFilled(value[name]))
    return owed && !refuses.some((name) => isFilled(value[name])) ? [] : [[[], {}]]
  },
}

const isFilled = (value) => value !== undefined && value.length !== 0

/** A text as scripts/reading/documents.py reads it: letters joined or apart are the same letters. */
const readAsMeant = (text) =>
  text
    .normalize("NFC")
    .replaceAll("\u00ad", "")
    .replaceAll(/[\ufb00-\ufb06]/g, (joined) => joined.normalize("NFKC"))

// The patterns and the list of places are made ready once.
const rules = new WeakMap()
const readRules = (schema) => {
  if (!rules.has(schema)) {
    const { "x-anonymat": names, "x-code": code } = schema
    rules.set(schema, {
      find: makeFinder(names),
      fold: makeFold(names.signes),
      code: Object.entries(code).map(([name, motif]) => [name, new RegExp(motif, "gu")]),
    })
  }
  return rules.get(schema)
}

/** The same for every typing of the words that raise an alarm. */
export const foldAlarm = (words, schema) =>
  readRules(schema).fold(words).toLowerCase().split(/\s+/).filter(Boolean).join(" ")

const shorten = (value) => {
  const characters = [...String(value)]
  return characters.length <= 60 ? characters.join("") : `${characters.slice(0, 59).join("")}…`
}

const isDay = (value) => {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(value)
}

// ---- what names or reaches a person, or a place: the alarms of scripts/schema/anonymity.py, from
// the patterns and the list of places that the JSON Schema carries. Here, for a request less. ----

/** What looks for alarms: give it a text and what its field may hold. */
export const makeFinder = ({ motifs, lieux, lieux_courants: common, signes: signs }) => {
  const patterns = motifs.map(([code, motif]) => [code, new RegExp(motif, "gu")])
  const fold = makeFold(signs)
  const places = indexPlaces(lieux, new Set(common), fold)

  return (text, shape) => {
    const folded = fold(text)
    const found = []
    for (const [code, start, end] of look(folded, patterns, places)) {
      if (code === shape["x-admet"]) continue
      if (found.some((other) => end > other.start && start < other.end)) continue
      found.push({ code: shape["x-nomme"] && code === PLACE ? DOUBT : code, start, end })
    }
    if (!found.length) return found
    const origins = findOrigins(text, fold)
    return found
      .map(({ code, start, end }) => ({ code, snippet: origins(start, end) }))
      .map(({ code, snippet: [first, last] }) => ({
        code,
        start: first,
        snippet: text.slice(first, last),
      }))
      .sort((a, b) => a.start - b.start)
  }
}

const PLACE = "lieu-nomme"
const DOUBT = "lieu-possible"

/** The same text without accents, in characters of a plain keyboard: scripts/text/folding.py. */
export const makeFold = (signs) => (text) =>
  text
    .replaceAll("\t", " ")
    .replaceAll("*", "")
    .normalize("NFKD")
    .replace(/[^\x00-\x7f]/gu, (sign) => (/\p{M}/u.test(sign) ? "" : (signs[sign] ?? sign)))

/** Where each place of the folded text comes from: characters fold one by one. */
const findOrigins = (text, fold) => {
  const starts = [] // for each place of the folded text, where its character starts
  const ends = [] // and where it ends, with its accents
  let from = 0
  for (const character of text) {
    const width = fold(character).length
    for (let count = width; count; count--) {
      starts.push(from)
      ends.push(from + character.length)
    }
    from += character.length
    if (!width && ends.length) ends[ends.length - 1] = from
  }
  return (start, end) => [starts[start], ends[end - 1]]
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
      const written = folded
        .slice(start, start + name.length + 1)
        .toLowerCase()
        .replace(/[-\n]/g, " ")
      if (!written.startsWith(name) || /[a-z0-9]/.test(written.slice(name.length))) return false
      if (before.endsWith("la ") && name.startsWith("saint")) return false // a feast
      return !article || /(?:^|[ \n("])(?:(?:le|la|les|au|aux|du|des)[ \n]|l')$/.test(before)
    })
    if (!named) continue
    const opens = /(?:^|[.!?][")]?|\n)[ \n"(*-]*$/.test(folded.slice(0, start).slice(-12))
    const common = named.common && !/(?:^|[ \n])a $/.test(before) // « à Sens » is no doubt
    const doubt = common || (opens && !named.name.includes(" "))
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
