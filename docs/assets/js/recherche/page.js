// The search page: its address says all of its state, q and facets, and can be shared.
import { Engine, FACETS } from "./engine.js"
import { build, showResult } from "./results.js"

const MANY = 10 // results shown at a time
const PAUSE = 150 // ms without a key before a search

const form = document.querySelector(".recherche-page")
const field = form.elements.q
const facets = form.querySelector(".facettes")
const state = document.querySelector(".recherche-etat")
const list = document.querySelector(".recherche-resultats")
const doors = document.querySelector(".recherche-portes")
const title = document.title

let loading
let turn = 0

const readForm = () => {
  const data = new FormData(form)
  data.set("q", field.value.trim())
  return new URLSearchParams([...data].filter(([, value]) => value))
}

const fillForm = () => {
  const parameters = new URLSearchParams(location.search)
  field.value = parameters.get("q") ?? ""
  for (const box of facets.querySelectorAll("input")) {
    box.checked = parameters.getAll(box.name).includes(box.value)
  }
  facets.open = FACETS.some((facet) => parameters.has(facet))
}

const chosen = () =>
  Object.fromEntries(FACETS.map((facet) => [facet, new FormData(form).getAll(facet)]))

// Puts the state of the form in the address, then searches; replace leaves no step in the history.
const go = ({ replace = false } = {}) => {
  const parameters = readForm().toString()
  const address = parameters ? `?${parameters}` : location.pathname
  if (location.search !== (parameters ? address : "")) {
    history[replace ? "replaceState" : "pushState"](null, "", address)
  }
  return search()
}

const search = async () => {
  const mine = ++turn
  const query = field.value.trim()
  document.title = query ? `${query} – ${title}` : title
  if (!query) return show([], "")
  try {
    const engine = await (loading ??= Engine.load())
    const found = await engine.filter(await engine.search(query), chosen())
    if (mine !== turn) return
    const parts = await Promise.all([
      showPart(engine, found.words, found.exact, "Résultats"),
      showPart(engine, found.words, found.approximate, "Résultats approchants"),
    ])
    if (mine !== turn) return
    showCounts(found.counts)
    const suggestion = found.correction ? suggest(found.correction) : ""
    const nothing = found.exact.length + found.approximate.length ? "" : advise()
    show([suggestion, ...parts, nothing], announce(query, found))
    facets.hidden = false
    doors.hidden = !nothing
  } catch (error) {
    console.error(error)
    loading = undefined
    if (mine === turn)
      show([], "La recherche ne répond pas. Les catalogues, plus bas, donnent accès à tout.")
  }
}

const show = (parts, message) => {
  list.replaceChildren(...parts.filter(Boolean))
  state.textContent = message
  doors.hidden = false
  facets.hidden = true
}

const announce = (query, { exact, approximate }) => {
  const say = (count, one, many) => `${count} ${count > 1 ? many : one}`
  const said = [say(exact.length, "résultat", "résultats")]
  if (approximate.length)
    said.push(say(approximate.length, "résultat approchant", "résultats approchants"))
  if (!exact.length && !approximate.length) said[0] = "Aucun résultat"
  else if (!exact.length) said.shift()
  return `${said.join(" et ")} pour «\u202f${query}\u202f».`
}

const suggest = (correction) => {
  const link = build("a", "", correction)
  link.href = `?${new URLSearchParams({ q: correction })}`
  return build("p", "recherche-suggestion", "Vouliez-vous dire «\u202f", link, "\u202f»\u202f?")
}

const advise = () =>
  build(
    "div",
    "recherche-conseils",
    build("p", "", "Ce que vous pouvez essayer\u00a0:"),
    build(
      "ul",
      "",
      build("li", "", "un mot plus courant, ou un seul mot\u202f;"),
      build("li", "", "un sigle ou le mot entier (CPO, chef de projet)\u202f;"),
      build("li", "", "moins de filtres, si vous en avez choisi\u202f;"),
      build("li", "", "les catalogues, ci-dessous."),
    ),
  )

// A heading and its results, the first ones shown, more on demand.
const showPart = async (engine, words, found, heading) => {
  if (!found.length) return ""
  const items = build("ol", "resultats sans-puce")
  const more = build("button", "recherche-suite", "Afficher les résultats suivants")
  more.type = "button"
  const add = async () => {
    const next = found.slice(items.childElementCount, items.childElementCount + MANY)
    const shown = await Promise.all(next.map((result) => showResult(engine, result, words, "h3")))
    items.append(...shown)
    more.hidden = items.childElementCount >= found.length
    return shown[0]
  }
  more.addEventListener("click", async () => (await add()).querySelector("a").focus())
  await add()
  return build("section", "", build("h2", "", heading), items, more)
}

const showCounts = (counts) => {
  for (const box of facets.querySelectorAll("input")) {
    const number = counts[box.name].get(box.value) ?? 0
    const label = box.closest("label")
    label.querySelector(".compte").textContent = `(${number})`
    label.hidden = !number && !box.checked
  }
  for (const group of facets.querySelectorAll("fieldset")) {
    group.hidden = !group.querySelector("label:not([hidden])")
  }
  facets.querySelector(".facettes-effacer").hidden = !facets.querySelector(":checked")
}

form.addEventListener("submit", (event) => {
  event.preventDefault()
  go()
})

let pause = 0
field.addEventListener("input", () => {
  clearTimeout(pause)
  pause = setTimeout(() => go({ replace: true }), PAUSE)
})

facets.addEventListener("change", () => go())
facets.querySelector(".facettes-effacer").addEventListener("click", () => {
  for (const box of facets.querySelectorAll("input")) box.checked = false
  go()
  field.focus()
})

list.addEventListener("click", (event) => {
  const link = event.target.closest(".recherche-suggestion a")
  if (!link) return
  event.preventDefault()
  field.value = link.textContent
  go()
  field.focus()
})

addEventListener("popstate", () => {
  fillForm()
  search()
})

document.querySelector(".recherche-sans-script")?.remove()
form.hidden = false
fillForm()
search()
