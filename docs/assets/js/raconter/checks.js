// Checks a portrait with the rules, patterns and sentences that its JSON Schema carries: the
// codes and the messages are those of the command line (scripts/study/validation.py).

/** @import { Fault, Group, Names, Path, Problem, Rule, Schema, Shape, Value, Values } from "./types.js" */

/**
 * @param {Value | undefined} value
 * @returns {value is Group}
 */
export const isGroup = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/**
 * @param {Value | undefined} value
 * @returns {Value[]}
 */
export const readList = (value) => (Array.isArray(value) ? value : [])

/**
 * The whole of a field: what is said where it stands, and what its definition says.
 *
 * @param {Shape} spec
 * @param {Schema} schema
 * @returns {Shape}
 */
export const resolve = (spec, schema) =>
  spec.$ref ? { ...schema.$defs[spec.$ref.replace(/.*\//, "")], ...spec } : spec

/**
 * The title of the field at a path; that of the list for one of its elements.
 *
 * @param {Path} path
 * @param {Schema} schema
 */
const findTitle = (path, schema) => {
  /** @type {Shape} */
  let shape = schema
  let title
  for (const step of path) {
    shape = resolve(typeof step === "string" ? shape.properties[step] : shape.items, schema)
    if (typeof step === "string") title = shape.title
  }
  return title
}

/**
 * What the origin of a portrait asks: the keys it needs, the keys it refuses.
 *
 * @param {Group} data
 * @param {Schema} schema
 */
export const listDuties = (data, schema) =>
  schema["x-regles"]
    .filter((rule) => rule.regle === "doit")
    .find((rule) => data[rule.key] === rule.value)

/**
 * The problems of a portrait: where each is, its code, what is wrong, what to write instead.
 *
 * @param {Group} data
 * @param {Schema} schema
 * @returns {Problem[]}
 */
export const checkPortrait = (data, schema) => {
  const { find, code, invisible } = readRules(schema)
  /** @type {Map<string, { words: string, index: number }>} */
  const confirmed = new Map()
  for (const [index, said] of readList(data.fausses_alertes).entries()) {
    const words = String(said)
    confirmed.set(foldAlarm(words, schema), { words, index })
  }

  /**
   * @param {Path} path
   * @param {string} name
   * @param {Values} [values]
   * @returns {Problem}
   */
  const build = (path, name, values = {}) => {
    const message = schema["x-messages"][name]
    const { phrase, remede, arrete: stops = true, confirmable = false } = message
    const key = path.findLast((step) => typeof step === "string")
    /** @type {Values} */
    const known = { key, label: findTitle(path, schema) ?? key, ...values }
    /** @param {string} sentence */
    const fill = (sentence) => sentence.replace(/\{(\w+)\}/g, (_, word) => String(known[word]))
    const told = [...remede.matchAll(/\{(\w+)\}/g)].every(([, word]) => known[word] !== undefined)
    const remedy = told ? fill(remede) : ""
    const snippet = String(values.snippet ?? "")
    return { path, code: name, message: fill(phrase), remedy, stops, confirmable, snippet }
  }

  /**
   * @param {Shape} spec
   * @param {Value} written
   * @param {Path} path
   * @returns {Problem[]}
   */
  const check = (spec, written, path) => {
    const shape = resolve(spec, schema)
    const value = typeof written === "string" ? readAsMeant(written) : written
    const about = { low: shape.minimum, high: shape.maximum, input: shorten(value) }
    const fault = findFault(shape, value)
    if (fault) return [build(path, fault[0], { ...about, ...fault[1] })]
    if ("x-paragraphes" in shape) {
      return findTextFaults(shape, String(value)).map(([name, values]) =>
        build(path, name, { ...about, ...values }),
      )
    }
    if (isGroup(value)) return checkGroup(shape, value, path)
    if (Array.isArray(value)) return checkList(shape, value, path)
    return []
  }

  /**
   * @param {Shape} shape
   * @param {Group} value
   * @param {Path} path
   */
  const checkGroup = (shape, value, path) => {
    const found = Object.entries(shape.properties).flatMap(([key, spec]) => {
      if (value[key] !== undefined) return check(spec, value[key], [...path, key])
      return shape.required?.includes(key) ? [build([...path, key], "cle-manquante")] : []
    })
    const wrong = new Set(found.map((problem) => problem.path[path.length]))
    const broken = (shape["x-regles"] ?? []).flatMap((rule) =>
      findBroken(rule, value, wrong).map(([at, values]) =>
        build([...path, ...at], rule.code, values),
      ),
    )
    return [...found, ...broken]
  }

  /**
   * @param {Shape} shape
   * @param {Value[]} value
   * @param {Path} path
   */
  const checkList = (shape, value, path) => {
    const found = value.flatMap((item, index) => check(shape.items, item, [...path, index]))
    const { minItems: least = 0, maxItems: most = Infinity } = shape
    if (value.length < least && !found.length) {
      return [build(path, "liste-courte", { min_length: least })]
    }
    if (value.length <= most) return found
    return [build(path, "liste-longue", { max_length: most, actual_length: value.length })]
  }

  /**
   * The code of what is wrong in one value, and the values of its message.
   *
   * @param {Shape} shape
   * @param {Value} value
   * @returns {Fault | undefined}
   */
  const findFault = (shape, value) => {
    if (shape.type === "integer") {
      const written = String(value)
      if (!/^-?[0-9]{1,9}$/.test(written)) {
        return ["type", { expected: schema["x-attendus"].integer }]
      }
      const outside = Number(written) < shape.minimum || Number(written) > shape.maximum
      return outside ? ["nombre-hors-limites"] : undefined
    }
    if (shape.format === "date") {
      const expected = schema["x-attendus"].date
      const day = String(value)
      if (!isDay(day)) return ["type", { expected }]
      const near = day >= shape.formatMinimum && day <= shape.formatMaximum
      if (!near) return ["date-improbable"]
      return shape["x-passee"] && day > findLastDay() ? ["date-a-venir"] : undefined
    }
    const refused = shape["x-acceptee"]
    return refused && value !== shape.enum?.[0] ? [refused] : undefined
  }

  /**
   * All that is wrong in a text: the code of each fault, and the values of its message.
   *
   * @param {Shape} shape
   * @param {string} value
   * @returns {Fault[]}
   */
  const findTextFaults = (shape, value) => {
    const [character] = value.match(invisible) ?? []
    if (character) {
      const number = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")
      const name = [schema["x-interdits"].noms[character], `U+${number}`].filter(Boolean).join(", ")
      return [["caractere-interdit", { name }]]
    }
    /** @type {Fault[]} */
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

/**
 * Where a rule of scripts/schema/rules.py is broken, and the values of its message. The keys that
 * are wrong themselves, or missing, are told already.
 *
 * @param {Rule} rule
 * @param {Group} value
 * @param {Set<string | number>} wrong the keys that are
 * @returns {[at: Path, values: Values][]}
 */
const findBroken = (rule, value, wrong) => {
  switch (rule.regle) {
    case "une-remplie":
      return rule.keys.some((key) => isFilled(value[key]) || wrong.has(key)) ? [] : [[[], {}]]
    case "croissante": {
      const [low, high] = rule.keys
      if (wrong.has(low) || wrong.has(high) || !(Number(value[low]) > Number(value[high])))
        return []
      return [[[], { [low]: String(value[low]), [high]: String(value[high]) }]]
    }
    case "distincts":
      return findRepeated(rule.keys, readList(value[rule.within])).map(([index, title]) => [
        [rule.within, index, ...rule.keys.slice(-1)],
        { title },
      ])
    case "doit": {
      if (value[rule.key] !== rule.value) return []
      const owed = rule.needs.every((name) => isFilled(value[name]))
      return owed && !rule.refuses.some((name) => isFilled(value[name])) ? [] : [[[], {}]]
    }
  }
}

/**
 * The places of the items that say by these keys what one before them does, and what that is.
 *
 * @param {string[]} keys none when the items are words
 * @param {Value[]} items
 * @returns {[index: number, title: string][]}
 */
const findRepeated = (keys, items) => {
  const seen = new Set()
  return items.flatMap((item, index) => {
    const values = isGroup(item) ? keys.map((key) => item[key]) : [item]
    if (values.some((said) => said === undefined)) return [] // wrong itself
    const known = seen.size
    if (seen.add(JSON.stringify(values)).size > known) return []
    return [[index, String(values.at(-1))]]
  })
}

/** @param {Value | undefined} value */
const isFilled = (value) =>
  value !== undefined && value !== "" && !(Array.isArray(value) && !value.length)

/**
 * A text as scripts/reading/documents.py reads it: letters joined or apart are the same letters.
 *
 * @param {string} text
 */
const readAsMeant = (text) =>
  text
    .normalize("NFC")
    .replaceAll("\u00ad", "")
    .replaceAll(/[\ufb00-\ufb06]/g, (joined) => joined.normalize("NFKC"))

/**
 * The patterns and the list of places, made ready.
 *
 * @param {Schema} schema
 */
const makeRules = ({ "x-anonymat": names, "x-code": code, "x-interdits": { motif } }) => ({
  invisible: new RegExp(motif),
  find: makeFinder(names),
  fold: makeFold(names.signes),
  code: compile(Object.entries(code)),
})

/** @type {WeakMap<Schema, ReturnType<typeof makeRules>>} */
const known = new WeakMap()

/** @param {Schema} schema */
const readRules = (schema) => {
  const rules = known.get(schema) ?? makeRules(schema)
  known.set(schema, rules)
  return rules
}

/**
 * @param {[code: string, pattern: string][]} patterns
 * @returns {[code: string, pattern: RegExp][]}
 */
const compile = (patterns) => patterns.map(([code, pattern]) => [code, new RegExp(pattern, "gu")])

/**
 * The same for every typing of the words that raise an alarm.
 *
 * @param {string} words
 * @param {Schema} schema
 */
export const foldAlarm = (words, schema) =>
  readRules(schema).fold(words).toLowerCase().split(/\s+/).filter(Boolean).join(" ")

/** @param {Value} value */
const shorten = (value) => {
  const characters = [...String(value)]
  return characters.length <= 60 ? characters.join("") : `${characters.slice(0, 59).join("")}…`
}

/** @param {string} value */
const isDay = (value) => {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(value)
}

// Where today comes first on earth, fourteen hours before Greenwich.
const findLastDay = () => new Date(Date.now() + 14 * 3600e3).toISOString().slice(0, 10)

// ---- how the form says it ----

/**
 * Sentences are written for the command line: here no quote or colon goes alone to a new line, and
 * a date is written as people do.
 *
 * @param {string} text
 */
export const setFrench = (text) =>
  text
    .replaceAll("« ", "«\u202f")
    .replaceAll(/ (?=[»;!?])/g, "\u202f")
    .replaceAll(" :", "\u00a0:")
    .replaceAll(/([0-9]{4,})-([0-9]{2})-([0-9]{2})/g, "$3/$2/$1")

/**
 * Some remedies are written for a file typed by hand. Here the example is already shown with the
 * field; a key is told by the title of its field, and a sentence that asks for YAML is left out.
 *
 * @param {Pick<Problem, "code" | "remedy">} problem
 * @param {Schema} schema
 */
export const readRemedy = ({ code, remedy }, schema) => {
  if (schema["x-messages"][code].remede.includes("{example}")) return ""
  return remedy
    .replaceAll(/« (\w+): »/g, (written, key) => {
      const asked = schema["x-etapes"].some(({ champs }) => champs.includes(key))
      return asked ? `« ${resolve(schema.properties[key], schema).title} »` : written
    })
    .split(/(?<=[.!?]) (?=\p{Lu})/u)
    .filter((sentence) => !/\w:(?!\/\/)/.test(sentence))
    .join(" ")
}

// ---- what names or reaches a person, or a place: the alarms of scripts/schema/anonymity.py, from
// the patterns and the list of places that the JSON Schema carries. Here, for a request less. ----

/**
 * @typedef {(text: string) => string} Fold
 * @typedef {{ code: string, start: number, snippet: string }} Alarm
 * @typedef {[code: string, start: number, end: number]} Seen in a folded text
 * @typedef {{ name: string, article: boolean, common: boolean }} NamedPlace
 */

/**
 * What looks for alarms: give it a text and what its field may hold.
 *
 * @param {Names} names
 * @returns {(text: string, shape: Pick<Shape, "x-admet" | "x-nomme">) => Alarm[]}
 */
export const makeFinder = ({ motifs, lieux, lieux_courants: common, signes: signs }) => {
  const patterns = compile(motifs)
  const fold = makeFold(signs)
  const places = indexPlaces(lieux.split("|"), new Set(common), fold)

  return (text, shape) => {
    const folded = fold(text)
    /** @type {{ code: string, start: number, end: number }[]} */
    const found = []
    for (const [code, start, end] of look(folded, patterns, places)) {
      if (code === shape["x-admet"]) continue
      if (found.some((other) => end > other.start && start < other.end)) continue
      found.push({ code: shape["x-nomme"] && code === PLACE ? DOUBT : code, start, end })
    }
    if (!found.length) return []
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

/**
 * What gives the same text without accents, in characters of a plain keyboard, as
 * scripts/text/folding.py does.
 *
 * @param {Record<string, string>} signs
 * @returns {Fold}
 */
export const makeFold = (signs) => (text) =>
  text
    .replaceAll("\t", " ")
    .replaceAll("*", "")
    .normalize("NFKD")
    .replace(/[^\x00-\x7f]/gu, (sign) => (/\p{M}/u.test(sign) ? "" : (signs[sign] ?? sign)))

/**
 * Where each place of the folded text comes from: characters fold one by one.
 *
 * @param {string} text
 * @param {Fold} fold
 * @returns {(start: number, end: number) => [start: number, end: number]}
 */
const findOrigins = (text, fold) => {
  /** @type {number[]} for each place of the folded text, where its character starts */
  const starts = []
  /** @type {number[]} and where it ends, with its accents */
  const ends = []
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

/**
 * @param {string} folded
 * @param {[code: string, pattern: RegExp][]} patterns
 * @param {Map<string, NamedPlace[]>} places
 * @returns {Generator<Seen>}
 */
function* look(folded, patterns, places) {
  for (const [code, pattern] of patterns) {
    for (const match of folded.matchAll(pattern)) {
      yield [code, match.index, match.index + match[0].replace(/[ \n"'.-]+$/, "").length]
    }
  }
  yield* findPlaces(folded, places)
}

/**
 * @param {string} folded
 * @param {Map<string, NamedPlace[]>} places
 * @returns {Generator<Seen>}
 */
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

/**
 * The names of places by their first word, the longest first: « St » is written for « Saint ».
 *
 * @param {string[]} names
 * @param {Set<string>} common
 * @param {Fold} fold
 */
const indexPlaces = (names, common, fold) => {
  /** @type {Map<string, NamedPlace[]>} */
  const index = new Map()
  for (const name of names) {
    const [article] = name.match(/^(?:Le |La |Les |L')/) ?? [""]
    const plain = fold(name.slice(article.length)).toLowerCase().replaceAll("-", " ")
    for (const spelling of new Set([plain, plain.replace(/\bsaint(e?)\b/g, "st$1")])) {
      const [first] = spelling.match(/^[a-z]+/) ?? [""]
      const entry = { name: spelling, article: Boolean(article), common: common.has(name) }
      index.set(first, [...(index.get(first) ?? []), entry])
    }
  }
  for (const entries of index.values()) entries.sort((a, b) => b.name.length - a.name.length)
  return index
}
