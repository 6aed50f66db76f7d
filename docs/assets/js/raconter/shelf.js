// The list of the other drafts that this browser keeps, and the drafts that come back as files.
import { clone, find } from "../page.js"
import { listKept, openDrafts, parseDraft } from "./drafts.js"

/**
 * @import { Say } from "../page.js"
 * @import { Schema } from "./types.js"
 * @import { Aside, Draft, Drafts } from "./drafts.js"
 */
/**
 * @typedef {Aside & { shelf: Drafts }} Text a text set aside, and where it is kept
 */

const MOST = 1_000_000 // bytes of a draft that is opened: one takes a few thousand

/** @type {Intl.DateTimeFormatOptions} */
const LONG = { dateStyle: "long", timeStyle: "short" }

/**
 * List the texts set aside, then the drafts of other portraits.
 *
 * @param {HTMLElement} list
 * @param {Text[]} aside
 * @param {Drafts} drafts those that the form is filled from
 * @param {Schema} schema
 * @param {Say} say
 */
export const showShelf = (list, aside, drafts, schema, say) => {
  /**
   * @param {Text} text
   * @param {number} index
   */
  const showText = ({ id, date, text, shelf }, index) => {
    const item = clone("mis-de-cote")
    const draft = parseDraft(text, schema, shelf.slug)
    const titre = draft ? String(draft.data.titre ?? say("sansTitre")) : say("nonLu")
    const label = find(item, "span")
    label.id = `mis-de-cote-${index}`
    label.textContent = date
      ? say("aPart", { titre, date: new Date(date).toLocaleString("fr-FR", LONG) })
      : titre
    item.dataset.id = id
    item.dataset.slug = shelf.slug
    for (const button of item.querySelectorAll("button"))
      button.setAttribute("aria-describedby", label.id)
    if (!draft || shelf !== drafts) item.querySelector('[data-action="reprendre"]')?.remove()
    return item
  }

  /** @param {string} slug */
  const showElsewhere = (slug) => {
    const item = clone("autre-brouillon")
    const draft = parseDraft(openDrafts(slug).read() ?? "", schema, slug)
    const titre = String(draft?.data.titre ?? say("sansTitre"))
    const link = find(item, "a", HTMLAnchorElement)
    link.textContent = slug ? say("correctionDe", { titre }) : say("nouvelle", { titre })
    link.href = addressForm(slug)
    return item
  }

  list.replaceChildren(
    ...aside.map(showText),
    ...listElsewhere(drafts).map((slug) => showElsewhere(slug)),
  )
}

/**
 * The slugs of the drafts kept for other portraits; "" for that of a new one.
 *
 * @param {Drafts} drafts
 */
const listElsewhere = (drafts) => listKept().filter((slug) => slug !== drafts.slug)

/**
 * Where the form shows the draft of a portrait.
 *
 * @param {string} slug
 */
export const addressForm = (slug) =>
  slug ? `?fiche=${encodeURIComponent(slug)}` : location.pathname

/**
 * The draft that a file holds, and its text; null when it holds none.
 *
 * @param {File} file
 * @param {Schema} schema
 * @returns {Promise<{ text: string, draft: Draft } | null>}
 */
export const readDraftFile = async (file, schema) => {
  const text = file.size > MOST ? "" : await file.text().catch(() => "")
  const draft = parseDraft(text, schema)
  return draft && { text, draft }
}
