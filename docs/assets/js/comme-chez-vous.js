// Portraits like one's own: five questions, none compulsory, asked of the catalogue's facets. The
// portraits that share most answers come first, and each says which.
import { listItems } from "./catalogue.js"
import { clone, find, findAll, readWords } from "./page.js"

const MOST = 6 // shown
const SIDE_BY_SIDE = 3 // of the first ones

const form = find(document, ".ressemble", HTMLFormElement)
const questions = findAll(form, "select", HTMLSelectElement)
const status = find(form, ".ressemble-etat")
const list = find(form, ".ressemble-liste")
const compare = find(form, "a.bouton", HTMLAnchorElement)
const say = readWords("mots-ressemble")
let turn = 0

const show = async () => {
  const mine = ++turn
  const answers = questions.filter(({ value }) => value)
  const items = await listItems().catch(() => null)
  if (mine !== turn) return
  const alike = (items ?? [])
    .map(({ element, place, values }) => ({
      link: find(element, ".carte-titre a", HTMLAnchorElement),
      place,
      shared: answers.filter(({ name, value }) => values.get(name)?.includes(value)),
    }))
    .filter(({ shared }) => shared.length)
    .sort((one, other) => other.shared.length - one.shared.length || one.place - other.place)
  const n = alike.length
  if (!answers.length) status.textContent = ""
  else status.textContent = items ? say(n ? "trouves" : "aucun", { n }) : say("echec")
  list.replaceChildren(
    ...alike.slice(0, MOST).map(({ link, shared }) => {
      const item = clone("semblable")
      const found = find(item, "a", HTMLAnchorElement)
      found.href = link.href
      found.textContent = link.textContent
      const communs = shared.map(({ selectedOptions }) => selectedOptions[0].text).join(", ")
      find(item, "span").textContent = say("raison", { communs })
      return item
    }),
  )
  compare.hidden = n < 2
  const first = alike.slice(0, SIDE_BY_SIDE).map(({ link }) => link.pathname.split("/").at(-2))
  compare.search = `?p=${first.join(",")}`
}

form.addEventListener("change", show)
form.addEventListener("submit", (event) => event.preventDefault())
form.hidden = false
