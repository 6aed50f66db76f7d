// The search page: its address says all of its state, q and facets, and can be shared.
import { clone, find, findAll, readWords } from "../page.js"
import { Engine } from "./engine.js"

const FACETS = ["type", "sphere", "theme"]

/**
 * @import { Found, Results } from "./engine.js"
 */

const MANY = 10 // results shown at a time
const PAUSE = 150 // ms without a key before a search

const say = readWords("mots")
const sayAnywhere = readWords("mots-recherche")
const form = find(document, ".recherche-page", HTMLFormElement)
const field = find(form, "[name=q]", HTMLInputElement)
const facets = find(form, ".facettes", HTMLDetailsElement)
const boxes = findAll(facets, "input", HTMLInputElement)
const clear = find(facets, ".facettes-effacer")
const state = find(document, ".recherche-etat")
const list = find(document, ".recherche-resultats")
const doors = find(document, ".recherche-portes")
const title = document.title

/** @type {ReturnType<typeof load> | undefined} */
let loading
let turn = 0

/** What is searched, and what shows the results: asked for by the first search. */
const load = () => Promise.all([Engine.load(), import("./results.js")])

const readForm = () => {
  const data = new FormData(form)
  data.set("q", field.value.trim())
  const filled = [...data].filter(([, value]) => value)
  return new URLSearchParams(filled.map(([name, value]) => [name, String(value)]))
}

const fillForm = () => {
  const parameters = new URLSearchParams(location.search)
  field.value = parameters.get("q") ?? ""
  for (const box of boxes) {
    box.checked = parameters.getAll(box.name).includes(box.value)
  }
  facets.open = FACETS.some((facet) => parameters.has(facet))
}

const readChosen = () => {
  const data = new FormData(form)
  return Object.fromEntries(FACETS.map((facet) => [facet, data.getAll(facet).map(String)]))
}

/** Puts the state of the form in the address, then searches; replace leaves no step in the history. */
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
    const [engine, { showRemarks, showResult }] = await (loading ??= load())
    /** @param {Found} result */
    const showOne = (result) => showResult(engine, result, found.words)
    const found = engine.filter(await engine.search(query), readChosen())
    const parts = await Promise.all([
      showPart(showOne, found.exact, say("resultats")),
      showPart(showOne, found.approximate, sayAnywhere("approchants")),
    ])
    if (mine !== turn) return
    showCounts(found.counts)
    const some = found.exact.length + found.approximate.length > 0
    show(
      [...showRemarks(found, ""), ...parts, some ? "" : clone("conseils")],
      announce(query, found),
    )
    facets.hidden = false
    doors.hidden = some
    list.dataset.pour = query
  } catch (error) {
    loading = undefined
    const { tellFailure } = await import("./results.js")
    if (mine === turn) show([], tellFailure(error))
  }
}

/**
 * @param {(Node | "")[]} parts
 * @param {string} message
 */
const show = (parts, message) => {
  list.replaceChildren(...parts.filter(Boolean))
  state.textContent = message
  doors.hidden = false
  facets.hidden = true
}

/**
 * How many pages have all the words, or all those that some page has.
 *
 * @param {string} query
 * @param {Results} results
 */
const announce = (query, { exact, approximate, missing, held }) => {
  const mots = missing.length && held.length ? held.join(" ") : query
  if (!approximate.length && !exact.length) return say("aucun", { mots: query })
  if (exact.length) {
    return say("pour", { nombre: sayAnywhere("nombre", { n: exact.length }), mots })
  }
  return say("pour", {
    nombre: sayAnywhere("nombreApprochants", { n: approximate.length }),
    mots: query,
  })
}

/**
 * A heading and its results, the first ones shown, more on demand.
 *
 * @param {(result: Found) => Promise<HTMLElement>} showOne
 * @param {Found[]} found
 * @param {string} heading
 */
const showPart = async (showOne, found, heading) => {
  if (!found.length) return ""
  const part = clone("partie")
  find(part, "h2").textContent = heading
  const items = find(part, ".resultats")
  const more = find(part, ".recherche-suite")
  const add = async () => {
    const next = found.slice(items.childElementCount, items.childElementCount + MANY)
    const shown = await Promise.all(next.map(showOne))
    items.append(...shown)
    more.hidden = items.childElementCount >= found.length
    return shown[0]
  }
  more.addEventListener("click", async () => find(await add(), "a").focus())
  await add()
  return part
}

/** @param {Record<string, Map<string, number>>} counts */
const showCounts = (counts) => {
  for (const box of boxes) {
    const number = counts[box.name].get(box.value) ?? 0
    const label = /** @type {HTMLElement} */ (box.closest("label"))
    find(label, ".compte").textContent = `(${number})`
    label.hidden = !number && !box.checked
  }
  for (const group of findAll(facets, "fieldset")) {
    group.hidden = !group.querySelector("label:not([hidden])")
  }
  clear.hidden = !facets.querySelector(":checked")
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
clear.addEventListener("click", () => {
  for (const box of boxes) box.checked = false
  go()
  field.focus()
})

list.addEventListener("click", (event) => {
  const { target } = event
  const link = target instanceof Element && target.closest(".recherche-suggestion a")
  if (!link) return
  event.preventDefault()
  field.value = link.textContent ?? ""
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
