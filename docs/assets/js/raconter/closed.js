// The form once it is closed: the drafts that this browser still keeps, to take away or to erase.
import { clone, find, findAll, offerFile, readWords } from "../page.js"
import { isGroup } from "./checks.js"
import { listShelves, openDrafts } from "./drafts.js"

const say = readWords("mots")
const place = find(document, "#brouillons")
const notice = find(place, ".avis")

/**
 * The title that the text of a draft gives, if it can be read.
 *
 * @param {string} text
 */
const readTitle = (text) => {
  try {
    const draft = JSON.parse(text)
    return String((isGroup(draft.data) && draft.data.titre) || say("sansTitre"))
  } catch {
    return say("sansTitre")
  }
}

/**
 * A text that is kept, with what may be done of it.
 *
 * @param {string} text
 * @param {() => void} erase
 * @param {number} index
 */
const showText = (text, erase, index) => {
  const item = clone("mis-de-cote")
  const label = find(item, "span")
  label.id = `mis-de-cote-${index}`
  label.textContent = readTitle(text)
  for (const button of findAll(item, "button")) button.setAttribute("aria-describedby", label.id)
  find(item, '[data-action="recuperer"]').addEventListener("click", () => {
    const fichier = `${say("brouillon")}-${index + 1}.json`
    offerFile(fichier, "application/json", text)
    notice.textContent = say("telecharge", { fichier })
  })
  find(item, '[data-action="jeter"]').addEventListener("click", () => {
    if (!confirm(say("effacer"))) return
    erase()
    item.remove()
    showIntroduction()
    notice.textContent = say("efface")
    notice.focus()
  })
  return item
}

const kept = listShelves().flatMap((slug) => {
  const drafts = openDrafts(slug)
  const text = drafts.read()
  const aside = drafts.listAside().map((each) => ({
    text: each.text,
    erase: () => drafts.dropAside(each.id),
  }))
  return text === null ? aside : [{ text, erase: () => void drafts.erase() }, ...aside]
})
place.hidden = kept.length === 0
const list = find(place, "ul")
/** Nothing is kept any more: only what was done is still said. */
const showIntroduction = () => {
  find(place, "p").hidden = list.children.length === 0
}
list.replaceChildren(...kept.map(({ text, erase }, index) => showText(text, erase, index)))
