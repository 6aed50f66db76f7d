// Reads the JSON Schema of a portrait.

/** The whole of a field: what is said where it stands, and what its definition says. */
export const resolve = (spec, schema) =>
  spec.$ref ? { ...schema.$defs[spec.$ref.split("/").at(-1)], ...spec } : spec

/** What the origin of a portrait asks: the keys it needs, the keys it refuses. */
export const listDuties = (data, schema) =>
  schema["x-regles"].find((rule) => rule.regle === "doit" && data[rule.key] === rule.value)

/** The address that stands for a title, as scripts/checks.py makes it. */
export const makeSlug = (text) => {
  const plain = text.replaceAll(/œ/gi, "oe").normalize("NFKD").replaceAll(/[^\x00-\x7f]/g, "")
  const words = plain.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return words.join("-").slice(0, 60).replace(/^-+|-+$/g, "") || "portrait"
}
