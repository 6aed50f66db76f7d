// What a portrait told in the form becomes: text to read once more, and a YAML file.
import { resolve } from "./checks.js"

// ---- text under its labels ----

/** The elements that show what the steps of the form tell: a heading a field, then what it says. */
export const showPortrait = (data, schema) =>
  schema["x-etapes"]
    .flatMap(({ champs }) => champs)
    .filter((key) => data[key] !== undefined)
    .flatMap((key) => show(schema.properties[key], data[key], schema, 4))

const show = (spec, value, schema, level) => {
  const shape = resolve(spec, schema)
  const content = showContent(shape, value, schema, level)
  return content.length ? [element(`h${Math.min(level, 6)}`, shape.title), ...content] : []
}

const showContent = (shape, value, schema, level) => {
  if (shape.type === "object") {
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

/** A value on one line: the title of a word, the parts of a group one after the other. */
const describe = (spec, value, schema) => {
  const shape = resolve(spec, schema)
  if (shape.type === "array")
    return value.map((item) => describe(shape.items, item, schema)).join(" ; ")
  if (shape.type === "object") {
    const keys = Object.keys(shape.properties).filter((key) => value[key] !== undefined)
    return keys.map((key) => describe(shape.properties[key], value[key], schema)).join(" — ")
  }
  if (shape.format === "date") return writeDay(value)
  return shape["x-libelles"]?.[shape.enum.indexOf(value)] ?? String(value)
}

/** A day as French says it: 23 novembre 2026. */
const writeDay = (day) =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString("fr-FR", { dateStyle: "long", timeZone: "UTC" })

const element = (name, text) => Object.assign(document.createElement(name), { textContent: text })

// ---- YAML, written exactly as scripts/reading/writing.py does: same order, same quotes, same folds. The
// width and the pattern of what needs quotes come with the schema. ----

/** The file of a portrait: its data, in the order of the schema. */
export const writePortrait = (data, schema) => {
  const { premiere_ligne: firstLine, largeur: width, guillemets } = schema["x-ecriture"]
  const style = { width, quoted: new RegExp(guillemets, "u") }
  return `${firstLine}\n${writeMapping(order(data, schema, schema), 0, style)}`
}

/** Lines of YAML that are only a remark: a title, then the data of some fields. */
export const writeRemark = (title, data, schema) => {
  const { largeur: width, guillemets } = schema["x-ecriture"]
  const style = { width, quoted: new RegExp(guillemets, "u") }
  const lines = writeMapping(order(data, schema, schema), 0, style)
    .trimEnd()
    .split("\n")
  return ["", title, ...lines].map((line) => `${`# ${line}`.trimEnd()}\n`).join("")
}

/** The same data, its keys in the order of the schema. */
const order = (value, spec, schema) => {
  const shape = resolve(spec, schema)
  if (Array.isArray(value)) return value.map((item) => order(item, shape.items, schema))
  if (typeof value !== "object") return value
  const keys = Object.keys(shape.properties).filter((key) => value[key] !== undefined)
  return Object.fromEntries(
    keys.map((key) => [key, order(value[key], shape.properties[key], schema)]),
  )
}

const writeMapping = (mapping, indent, style) =>
  Object.entries(mapping)
    .map(
      ([key, value]) =>
        `${" ".repeat(indent)}${key}:${writeValue(value, indent, key.length + 1, style)}`,
    )
    .join("")

/** What follows « key: »; used is the room that the key takes on its line. */
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

const writeItem = (item, indent, style) => {
  const dash = `${" ".repeat(indent)}- `
  if (typeof item === "object") return dash + writeMapping(item, indent + 2, style).trimStart()
  return dash + writeScalar(item, indent + 2, indent + 1, style)
}

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

/** Lines as full as they can be, cut at spaces only. */
const fold = (text, width) => {
  const lines = []
  for (const word of text.split(" ")) {
    const line = lines.at(-1)
    if (line !== undefined && count(line) + 1 + count(word) <= width) {
      lines[lines.length - 1] = `${line} ${word}`
    } else lines.push(word)
  }
  return lines
}

/** The number of characters, an emoji being one as in Python. */
const count = (text) => [...text].length

/** The slugs that may stand for a title, without end, as scripts/text/slugs.py proposes them. */
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
