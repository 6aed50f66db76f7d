// The end of the form: the file of a portrait, and the ways it may leave. Nothing is sent from
// here: each way is a link that the page gives, whose {holes} take the title and the file's name.
import { find, findAll } from "../page.js"
import { proposeSlugs, showPortrait, writePortrait } from "./output.js"

/**
 * @import { Say } from "../page.js"
 * @import { Group, Schema } from "./types.js"
 */
/**
 * wished is the name that its title gives; it is not the file's when another portrait has it.
 *
 * @typedef {{ name: string, text: string, wished: string }} PortraitFile
 */

export { showPortrait }

/**
 * The file of a portrait, under its own name: for a new one, a name that no other has.
 *
 * @param {Group} data
 * @param {Schema} schema
 * @param {string[]} names those of the published portraits
 * @returns {PortraitFile}
 */
export const makeFile = (data, schema, names) => {
  const text = writePortrait(data, schema)
  if (typeof data.slug === "string") return { name: `${data.slug}.yml`, text, wished: data.slug }
  const slugs = proposeSlugs(String(data.titre ?? ""), schema["x-adresse"])
  const wished = slugs.next().value
  let free = wished
  while (names.includes(free)) free = slugs.next().value
  return { name: `${free}.yml`, text, wished }
}

/**
 * Show the file at the end of the form, and where each way out of it leads.
 *
 * @param {HTMLElement} root
 * @param {PortraitFile} file
 * @param {string} title the portrait's
 */
export const showFile = (root, file, title) => {
  find(root, "#texte-du-fichier", HTMLTextAreaElement).value = file.text
  for (const place of findAll(root, ".fichier")) place.textContent = file.name
  for (const way of findAll(root, "[data-adresse]", HTMLAnchorElement)) {
    way.href = fillAddress(way.dataset.adresse ?? "", { titre: title, fichier: file.name })
  }
}

/**
 * @param {string} address
 * @param {Record<string, string>} values
 */
const fillAddress = (address, values) =>
  address.replaceAll(/\{(\w+)\}/g, (_, key) => encodeURIComponent(values[key] ?? ""))

/**
 * Copy the text of the file; where the browser refuses, show it, ready to be copied.
 *
 * @param {HTMLElement} root
 * @param {Say} say
 * @returns {Promise<string>} what came of it
 */
export const copyFile = async (root, say) => {
  const field = find(root, "#texte-du-fichier", HTMLTextAreaElement)
  try {
    await navigator.clipboard.writeText(field.value)
    return say("copie")
  } catch {
    const details = field.closest("details")
    if (details) details.open = true
    field.focus()
    field.select()
    return say("nonCopie")
  }
}

/**
 * The name of the file of a draft.
 *
 * @param {string} word
 * @param {Group} data
 * @param {Schema} schema
 */
export const nameDraft = (word, data, schema) =>
  `${word}-${makeFile(data, schema, []).name.replace(/yml$/, "json")}`
