// Checks a portrait with the rules, patterns and sentences that its JSON Schema carries: the
// codes and the messages are those of the command line (scripts/checks.py).
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
  const anonymous = patterns(schema["x-motifs"].personnes)
  const code = patterns(schema["x-motifs"].code)

  const build = (path, name, values = {}) => {
    const { phrase, remede } = schema["x-messages"][name]
    const key = path.findLast((step) => typeof step === "string")
    const known = { key, label: findTitle(path, schema) ?? key, ...values }
    const message = phrase.replace(/\{(\w+)\}/g, (_, word) => known[word])
    const told = [...remede.matchAll(/\{(\w+)\}/g)].every(([, word]) => known[word] !== undefined)
    const remedy = told ? remede.replace(/\{(\w+)\}/g, (_, word) => known[word]) : ""
    return { path, code: name, message, remedy }
  }

  const check = (spec, written, path) => {
    const shape = resolve(spec, schema)
    const value = typeof written === "string" ? readAsMeant(written) : written
    const about = { low: shape.minimum, high: shape.maximum, input: shorten(value) }
    const name = findFault(shape, value)
    if (Array.isArray(name)) return [build(path, name[0], { ...about, ...name[1] })]
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
      RULES[rule.regle](rule, value, wrong).map(([at, values]) => build([...path, ...at], rule.code, values)))
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
    return "x-paragraphes" in shape && findTextFault(shape, value)
  }

  const findTextFault = (shape, value) => {
    const invisible = [...value].find((character) => character in schema["x-caracteres-interdits"])
    if (invisible) {
      return ["caractere-interdit", { name: schema["x-caracteres-interdits"][invisible] }]
    }
    const length = [...value].length
    if (length < shape.minLength) return ["texte-vide"]
    if (length > shape.maxLength) return ["texte-long", { max_length: shape.maxLength }]
    if (!shape["x-paragraphes"] && value.includes("\n")) return ["une-ligne"]
    for (const [name, pattern] of [...code, ...(shape["x-contact"] ? [] : anonymous)]) {
      const snippet = value.match(pattern)?.[0]
      if (snippet !== undefined) return [name, { snippet: snippet.trim() }]
    }
    if (shape["x-debut"] && !value.startsWith(shape["x-debut"])) {
      return ["lien-interdit", { snippet: value }]
    }
    return shape.pattern && !new RegExp(shape.pattern, "u").test(value) && ["forme"]
  }

  return check(schema, data, [])
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

/** A text as scripts/loading.py reads it: letters joined or apart are the same letters. */
const readAsMeant = (text) =>
  text.normalize("NFC").replaceAll("\u00ad", "").replaceAll(/[\ufb00-\ufb06]/g, (joined) => joined.normalize("NFKC"))

const patterns = (motifs) => Object.entries(motifs).map(([code, motif]) => [code, new RegExp(motif, "u")])

const shorten = (value) => {
  const characters = [...String(value)]
  return characters.length <= 60 ? characters.join("") : `${characters.slice(0, 59).join("")}…`
}

const isDay = (value) => {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(value)
}
