// A catalogue: filters, sorts and shares a list that is whole without this script.
//
// The page holds everything. An item of the list has its values as data-<facet>="a b" and its
// place in each order as data-tri-<order>="12" (empty: last). The form has a checkbox a value.
// The values of one facet add up, facets narrow; the count beside a value is of the items that
// have it and pass all the other facets. The address says what is ticked: ?theme=sport&tri=annee.
// Where data-suite names the pages that have the whole list, they are fetched at the first use.
import { clone, fetchPage, find, findAll, readWords } from "./page.js"

const form = find(document, "form.filtres", HTMLFormElement)
const list = find(document, "[data-liste]")
const status = find(document, ".resultats")
const active = find(document, ".actifs")
const chips = find(active, "ul")
const nothing = find(document, ".aucun")
const failure = find(document, ".echec")
const boxes = findAll(form, "input[type=checkbox]", HTMLInputElement)
const facets = [...new Set(boxes.map((box) => box.name))]
const panel = find(form, ".filtres-boite", HTMLDetailsElement)
const wide = matchMedia("(min-width: 60em)") // where the filters stand beside the list
const order = find(form, "[name=tri]", HTMLSelectElement)
const total = Number(form.dataset.total)
const say = readWords("mots")

/**
 * @typedef {{ element: HTMLElement, place: number, values: Map<string, string[]> }} Item
 * @typedef {Map<string, Set<string>>} Choices the values chosen of each facet that has some
 */

/** @returns {Item[]} */
const readItems = () =>
  findAll(list, ":scope > *").map((element, place) => ({
    element,
    place,
    values: new Map(facets.map((name) => [name, readAttribute(element, name).split(" ")])),
  }))

/**
 * @param {Element} element
 * @param {string} name
 */
const readAttribute = (element, name) => element.getAttribute(`data-${name}`) ?? ""

/** @param {HTMLElement} box */
const findLabel = (box) => /** @type {HTMLElement} */ (box.closest("label"))

let items = readItems()
/** @type {Promise<void> | null} */
let loading = list.dataset.suite ? null : Promise.resolve()
let turn = 0

/** Puts the whole list in place of the first items; a failure may be tried again. */
const load = () => {
  loading ??= Promise.all(readAttribute(list, "suite").trim().split(" ").map(fetchPage))
    .then((pages) => {
      list.replaceChildren(...pages.flatMap((page) => [...find(page, "[data-liste]").children]))
      items = readItems()
      delete list.dataset.suite
      find(document, ".suite").hidden = true
    })
    .catch((error) => {
      loading = null
      throw error
    })
  return loading
}

/** Return every item of the list, fetched when the page has but the first ones. */
export const listItems = async () => {
  await load()
  return items
}

/** @returns {Choices} */
const readChoices = () => {
  const chosen = new Map()
  for (const box of boxes.filter((box) => box.checked)) {
    if (!chosen.has(box.name)) chosen.set(box.name, new Set())
    chosen.get(box.name).add(box.value)
  }
  return chosen
}

/**
 * @param {Item} item
 * @param {Choices} chosen
 */
const passes = (item, chosen, except = "") =>
  [...chosen].every(
    ([name, wanted]) =>
      name === except || item.values.get(name)?.some((value) => wanted.has(value)),
  )

/** @param {number} n */
const showNumber = (n) => {
  status.textContent = n === total ? say("tout", { n }) : say("partie", { n, total })
}

const sort = () => {
  /** @param {Item} item */
  const rank = ({ element }) => {
    const written = readAttribute(element, `tri-${order.value}`)
    return written ? Number(written) : Infinity
  }
  const sorted = order.value
    ? items
        .map((item) => ({ item, rank: rank(item) }))
        .sort(
          (one, other) =>
            (one.rank === other.rank ? 0 : one.rank - other.rank) ||
            one.item.place - other.item.place,
        )
        .map(({ item }) => item)
    : items
  if (sorted.some(({ element }, place) => list.children[place] !== element)) {
    list.append(...sorted.map(({ element }) => element))
  }
}

/** @param {Choices} chosen */
const count = (chosen) => {
  const counts = new Map(boxes.map((box) => [`${box.name} ${box.value}`, 0]))
  for (const name of facets) {
    for (const item of items.filter((item) => passes(item, chosen, name))) {
      for (const value of item.values.get(name) ?? []) {
        const key = `${name} ${value}`
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
    }
  }
  for (const box of boxes) {
    const number = counts.get(`${box.name} ${box.value}`) ?? 0
    const label = findLabel(box)
    find(label, ".compte").textContent = number.toLocaleString("fr")
    label.classList.toggle("vide", number === 0)
  }
}

const showActive = () => {
  const ticked = boxes.filter((box) => box.checked)
  active.hidden = ticked.length === 0
  chips.replaceChildren(
    ...ticked.map((box) => {
      const piece = clone("actif")
      const facette = box.closest("fieldset")?.querySelector("legend")?.textContent ?? ""
      const valeur = find(findLabel(box), ".facette-nom").textContent
      find(piece, ".actif-nom").textContent = say("actif", { facette, valeur })
      find(piece, "button").addEventListener("click", () => {
        const place = ticked.indexOf(box)
        box.checked = false
        change()
        const left = findAll(chips, "button")
        const next = left[Math.min(place, left.length - 1)] ?? find(panel, "summary")
        next.focus()
      })
      return piece
    }),
  )
}

const waitForPaint = () =>
  new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(undefined))))

/**
 * Shows what the form says; the list follows once ready is.
 *
 * @param {Promise<unknown>} ready
 */
const show = async (ready = Promise.resolve()) => {
  const mine = ++turn
  const chosen = readChoices()
  showActive()
  list.setAttribute("aria-busy", "true")
  await ready
  const whole =
    (chosen.size === 0 && !order.value) ||
    (await load().then(
      () => true,
      () => false,
    ))
  if (mine !== turn) return
  list.removeAttribute("aria-busy")
  failure.hidden = whole
  if (!whole) return
  if (!list.dataset.suite) {
    sort()
    count(chosen)
  }
  let left = 0
  for (const item of items) {
    item.element.hidden = !passes(item, chosen)
    if (!item.element.hidden) left += 1
  }
  nothing.hidden = left > 0
  showNumber(list.dataset.suite ? total : left)
}

/** Ticks what the address says; a value it does not know is left out. */
const readAddress = () => {
  const query = new URLSearchParams(location.search)
  for (const box of boxes) box.checked = query.getAll(box.name).includes(box.value)
  order.value = query.get("tri") ?? ""
  if (order.selectedIndex < 0) order.value = ""
}

/**
 * Puts what the form says in the address; replace leaves no step in the history.
 *
 * @param {{ replace: boolean }} how
 */
const writeAddress = ({ replace }) => {
  const query = new URLSearchParams()
  for (const box of boxes.filter((box) => box.checked)) query.append(box.name, box.value)
  if (order.value) query.set("tri", order.value)
  const address = location.pathname + (String(query) && `?${query}`)
  if (address !== location.pathname + location.search) {
    history[replace ? "replaceState" : "pushState"](null, "", address)
  }
}

const change = ({ replace = false } = {}) => {
  writeAddress({ replace })
  show(waitForPaint()) // the box is seen ticked, on a slow telephone too, before the list follows
}

// A keyboard goes through the orders one by one: none of them is a step to go back to.
form.addEventListener("change", ({ target }) => change({ replace: target === order }))
form.addEventListener("submit", (event) => {
  event.preventDefault()
  if (!wide.matches) panel.open = false
  status.focus()
})
find(active, ".tout-effacer").addEventListener("click", () => {
  for (const box of boxes) box.checked = false
  change()
  find(panel, "summary").focus()
})
window.addEventListener("popstate", () => {
  readAddress()
  show()
})

readAddress()
const groups = findAll(form, ".facette", HTMLDetailsElement)
for (const group of groups) group.open = group.querySelector(":checked") !== null
if (wide.matches) {
  panel.open = true
  if (groups.every((group) => !group.open)) groups[0].open = true
}
form.hidden = false
if (location.search) show()
