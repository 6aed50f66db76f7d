// Writes a portrait as YAML, exactly as scripts/writing.py does: same order, same quotes, same
// folds. The width and the pattern of what needs quotes come with the schema.
import { resolve } from "./schema.js"

/** The file of a portrait: its data, in the order of the schema. */
export const writePortrait = (data, schema) => {
  const { premiere_ligne: firstLine, largeur: width, guillemets } = schema["x-ecriture"]
  const style = { width, quoted: new RegExp(guillemets, "u") }
  return `${firstLine}\n${writeMapping(order(data, schema, schema), 0, style)}`
}

/** The same data, its keys in the order of the schema. */
const order = (value, spec, schema) => {
  const shape = resolve(spec, schema)
  if (Array.isArray(value)) return value.map((item) => order(item, shape.items, schema))
  if (typeof value !== "object") return value
  const keys = Object.keys(shape.properties).filter((key) => value[key] !== undefined)
  return Object.fromEntries(keys.map((key) => [key, order(value[key], shape.properties[key], schema)]))
}

const writeMapping = (mapping, indent, style) =>
  Object.entries(mapping)
    .map(([key, value]) => `${" ".repeat(indent)}${key}:${writeValue(value, indent, key.length + 1, style)}`)
    .join("")

/** What follows « key: »; used is the room that the key takes on its line. */
const writeValue = (value, indent, used, style) => {
  if (Array.isArray(value)) {
    return value.length ? `\n${value.map((item) => writeItem(item, indent + 2, style)).join("")}` : " []\n"
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
    return `|\n${text.split("\n").map((line) => `${(margin + line).trimEnd()}\n`).join("")}`
  }
  if (used + 1 + count(text) > style.width && !/\s\s|[\t\r]/u.test(text)) {
    return `>-\n${fold(text, style.width - indent).map((line) => `${margin}${line}\n`).join("")}`
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
