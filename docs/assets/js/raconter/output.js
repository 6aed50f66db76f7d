// What a portrait told in the form becomes: text to read once more, and a YAML file.
import { isGroup, resolve } from "./checks.js"

/**
 * @import { Group, Schema, Shape, Value } from "./types.js"
 */
/**
 * @typedef {{ width: number, quoted: RegExp }} Style how YAML is written
 */

// ---- text under its labels ----

/**
 * The elements that show what the steps of the form tell: a heading a field, then what it says.
 *
 * @param {Group} data
 * @param {Schema} schema
 */
export const showPortrait = (data, schema) =>
  schema["x-etapes"]
    .flatMap(({ champs }) => champs)
    .filter((key) => data[key] !== undefined)
    .flatMap((key) => show(schema.properties[key], data[key], schema, 4))

/**
 * @param {Shape} spec
 * @param {Value} value
 * @param {Schema} schema
 * @param {number} level the one of the heading
 * @returns {HTMLElement[]}
 */
const show = (spec, value, schema, level) => {
  const shape = resolve(spec, schema)
  const content = showContent(shape, value, schema, level)
  return content.length ? [element(`h${Math.min(level, 6)}`, shape.title), ...content] : []
}

/**
 * @param {Shape} shape
 * @param {Value} value
 * @param {Schema} schema
 * @param {number} level
 * @returns {HTMLElement[]}
 */
const showContent = (shape, value, schema, level) => {
  if (isGroup(value)) {
    if (shape["x-phrase"]) return [element("p", describe(shape, value, schema))]
    const given = Object.entries(shape.properties).filter(([key]) => value[key] !== undefined)
    if (given.every(([key]) => typeof value[key] !== "object" && key !== "texte")) {
      return [
        element(
          "p",
          given
            .map(([key, spec]) => `${spec.title}\u00a0: ${describe(spec, value[key], schema)}`)
            .join(" ; "),
        ),
      ]
    }
    return given.flatMap(([key, spec]) => {
      const plain = key === "texte" || key === "points" // the heading above says what they are
      const inner = resolve(spec, schema)
      return plain
        ? showContent(inner, value[key], schema, level)
        : show(spec, value[key], schema, level + 1)
    })
  }
  if (Array.isArray(value)) {
    const list = document.createElement("ul")
    list.append(...value.map((item) => element("li", describe(shape.items, item, schema))))
    return value.length ? [list] : []
  }
  return describe(shape, value, schema)
    .split(/\n\s*\n/)
    .map((paragraph) => element("p", paragraph))
}

/**
 * A value on one line: the title of a word, the parts of a group one after the other.
 *
 * @param {Shape} spec
 * @param {Value} value
 * @param {Schema} schema
 * @returns {string}
 */
const describe = (spec, value, schema) => {
  const shape = resolve(spec, schema)
  if (Array.isArray(value)) {
    return value.map((item) => describe(shape.items, item, schema)).join(" ; ")
  }
  if (isGroup(value)) {
    const told = shape["x-phrase"] && fillPhrase(shape["x-phrase"], value)
    if (told) return told
    const keys = Object.keys(shape.properties).filter((key) => value[key] !== undefined)
    return keys.map((key) => describe(shape.properties[key], value[key], schema)).join(" — ")
  }
  if (shape.format === "date") return writeDay(value)
  const text = String(value)
  return shape["x-libelles"]?.[shape.enum?.indexOf(text) ?? -1] ?? text
}

/**
 * What a group tells in one line, without the parts between brackets that lack a value.
 *
 * @param {string} phrase
 * @param {Group} group
 */
const fillPhrase = (phrase, group) =>
  phrase
    .replaceAll(/\[([^\]]*)\]/g, (_, part) =>
      [...part.matchAll(/\{(\w+)\}/g)].every(([, key]) => group[key] !== undefined) ? part : "",
    )
    .replaceAll(/\{(\w+)\}/g, (_, key) => String(group[key] ?? ""))

/**
 * A day as French says it: 23 novembre 2026.
 *
 * @param {Value} day
 */
export const writeDay = (day) =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString("fr-FR", { dateStyle: "long", timeZone: "UTC" })

/**
 * @param {string} name
 * @param {string} text
 */
const element = (name, text) => Object.assign(document.createElement(name), { textContent: text })

// ---- YAML, written exactly as scripts/reading/writing.py does: same order, same quotes, same folds. The
// width and the pattern of what needs quotes come with the schema. ----

/**
 * The file of a portrait: its data, in the order of the schema.
 *
 * @param {Group} data
 * @param {Schema} schema
 */
export const writePortrait = (data, schema) => {
  const { premiere_ligne: firstLine, largeur: width, guillemets } = schema["x-ecriture"]
  const style = { width, quoted: new RegExp(guillemets, "u") }
  return `${firstLine}\n${writeMapping(order(data, schema, schema), 0, style)}`
}

/**
 * The same data, its keys in the order of the schema.
 *
 * @param {Group} group
 * @param {Shape} shape
 * @param {Schema} schema
 */
const order = (group, shape, schema) => {
  /** @type {Group} */
  const ordered = {}
  for (const [key, spec] of Object.entries(shape.properties)) {
    if (group[key] !== undefined) ordered[key] = orderValue(group[key], spec, schema)
  }
  return ordered
}

/**
 * @param {Value} value
 * @param {Shape} spec
 * @param {Schema} schema
 * @returns {Value}
 */
const orderValue = (value, spec, schema) => {
  const shape = resolve(spec, schema)
  if (Array.isArray(value)) return value.map((item) => orderValue(item, shape.items, schema))
  return isGroup(value) ? order(value, shape, schema) : value
}

/**
 * @param {Group} mapping
 * @param {number} indent
 * @param {Style} style
 * @returns {string}
 */
const writeMapping = (mapping, indent, style) =>
  Object.entries(mapping)
    .map(
      ([key, value]) =>
        `${" ".repeat(indent)}${key}:${writeValue(value, indent, key.length + 1, style)}`,
    )
    .join("")

/**
 * What follows « key: »; used is the room that the key takes on its line.
 *
 * @param {Value} value
 * @param {number} indent
 * @param {number} used
 * @param {Style} style
 * @returns {string}
 */
const writeValue = (value, indent, used, style) => {
  if (Array.isArray(value)) {
    return value.length
      ? `\n${value.map((item) => writeItem(item, indent + 2, style)).join("")}`
      : " []\n"
  }
  if (typeof value === "object") {
    return Object.keys(value).length ? `\n${writeMapping(value, indent + 2, style)}` : " {}\n"
  }
  return ` ${writeScalar(value, indent + 2, indent + used, style)}`
}

/**
 * @param {Value} item
 * @param {number} indent
 * @param {Style} style
 */
const writeItem = (item, indent, style) => {
  const dash = `${" ".repeat(indent)}- `
  if (isGroup(item)) return dash + writeMapping(item, indent + 2, style).trimStart()
  return dash + writeScalar(item, indent + 2, indent + 1, style)
}

/**
 * @param {Value} value
 * @param {number} indent
 * @param {number} used
 * @param {Style} style
 */
const writeScalar = (value, indent, used, style) => {
  const text = String(value)
  const margin = " ".repeat(indent)
  if (text.includes("\n")) {
    return `|\n${text
      .split("\n")
      .map((line) => `${(margin + line).trimEnd()}\n`)
      .join("")}`
  }
  if (used + 1 + count(text) > style.width && !/\s\s|[\t\r]/u.test(text)) {
    return `>-\n${fold(text, style.width - indent)
      .map((line) => `${margin}${line}\n`)
      .join("")}`
  }
  if (!text || style.quoted.test(text)) {
    const escaped = text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')
    return `"${escaped.replaceAll("\t", "\\t").replaceAll("\r", "\\r")}"\n`
  }
  return `${text}\n`
}

/**
 * Lines as full as they can be, cut at spaces only.
 *
 * @param {string} text
 * @param {number} width
 */
const fold = (text, width) => {
  /** @type {string[]} */
  const lines = []
  for (const word of text.split(" ")) {
    const line = lines.at(-1)
    if (line !== undefined && count(line) + 1 + count(word) <= width) {
      lines[lines.length - 1] = `${line} ${word}`
    } else lines.push(word)
  }
  return lines
}

/**
 * The number of characters, an emoji being one as in Python.
 *
 * @param {string} text
 */
const count = (text) => [...text].length

/**
 * The slugs that may stand for a title, without end, as scripts/text/slugs.py proposes them.
 *
 * @param {string} title
 * @param {Schema["x-adresse"]} rules
 * @returns {Generator<string, never>}
 */
export function* proposeSlugs(
  title,
  { lettres: letters, largeur: width, sans_titre: untitled, reserves: reserved },
) {
  const plain = title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[\p{M}\p{Cf}]/gu, "")
  const folded = [...plain].map((letter) => letters[letter] ?? letter).join("")
  const words = folded.match(/[a-z0-9]+/g) ?? []
  const slug =
    words
      .join("-")
      .slice(0, width)
      .replace(/^-+|-+$/g, "") || untitled
  if (!reserved.includes(slug)) yield slug
  for (let number = 2; ; number++) yield `${slug}-${number}`
}
