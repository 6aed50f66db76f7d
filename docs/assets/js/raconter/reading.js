// Shows a portrait as plain text under its labels, to be read once more before it is sent.
import { resolve } from "./schema.js"

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
      return [element("p", given.map(([key, spec]) => `${spec.title}\u00a0: ${describe(spec, value[key], schema)}`).join(" ; "))]
    }
    return given.flatMap(([key, spec]) => {
      const plain = key === "texte" || key === "points" // the heading above says what they are
      const inner = resolve(spec, schema)
      return plain ? showContent(inner, value[key], schema, level) : show(spec, value[key], schema, level + 1)
    })
  }
  if (Array.isArray(value)) {
    const list = document.createElement("ul")
    list.append(...value.map((item) => element("li", describe(shape.items, item, schema))))
    return value.length ? [list] : []
  }
  return describe(shape, value, schema).split(/\n\s*\n/).map((paragraph) => element("p", paragraph))
}

/** A value on one line: the title of a word, the parts of a group one after the other. */
const describe = (spec, value, schema) => {
  const shape = resolve(spec, schema)
  if (shape.type === "array") return value.map((item) => describe(shape.items, item, schema)).join(" ; ")
  if (shape.type === "object") {
    const keys = Object.keys(shape.properties).filter((key) => value[key] !== undefined)
    return keys.map((key) => describe(shape.properties[key], value[key], schema)).join(" — ")
  }
  return shape["x-libelles"]?.[shape.enum.indexOf(value)] ?? String(value)
}

const element = (name, text) => Object.assign(document.createElement(name), { textContent: text })
