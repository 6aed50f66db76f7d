// A catalogue: filters, sorts and shares a list that is whole without this script.
//
// The page holds everything. An item of the list has its values as data-<facet>="a b" and its
// place in each order as data-tri-<order>="12" (empty: last). The form has a checkbox a value.
// The values of one facet add up, facets narrow; the count beside a value is of the items that
// have it and pass all the other facets. The address says what is ticked: ?theme=sport&tri=annee.
// Where data-suite names the page that has the whole list, it is fetched at the first use.

const form = document.querySelector("form.filtres")
const list = document.querySelector("[data-liste]")
const status = document.querySelector(".resultats")
const active = document.querySelector(".actifs")
const chips = active.querySelector("ul")
const chip = active.querySelector("template")
const nothing = document.querySelector(".aucun")
const failure = document.querySelector(".echec")
const boxes = [...form.querySelectorAll("input[type=checkbox]")]
const facets = [...new Set(boxes.map((box) => box.name))]
const panel = form.querySelector(".filtres-boite")
const wide = matchMedia("(min-width: 60em)") // where the filters stand beside the list
const order = form.elements.namedItem("tri")
const total = Number(form.dataset.total)

const readItems = () =>
  [...list.children].map((element, place) => ({
    element,
    place,
    values: new Map(facets.map((name) => [name, element.getAttribute(`data-${name}`).split(" ")])),
  }))

let items = readItems()
let loading = list.dataset.suite ? null : Promise.resolve()
let turn = 0

/** Puts the whole list in place of the first items; a failure may be tried again. */
const load = () => {
  loading ??= fetch(list.dataset.suite)
    .then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`)
      return answer.text()
    })
    .then((html) => {
      const page = new DOMParser().parseFromString(html, "text/html")
      list.replaceChildren(...page.querySelector("[data-liste]").children)
      items = readItems()
      delete list.dataset.suite
      document.querySelector(".suite").hidden = true
    })
    .catch((error) => {
      loading = null
      throw error
    })
  return loading
}

const readChoices = () => {
  const chosen = new Map()
  for (const box of boxes.filter((box) => box.checked)) {
    if (!chosen.has(box.name)) chosen.set(box.name, new Set())
    chosen.get(box.name).add(box.value)
  }
  return chosen
}

const passes = (item, chosen, except = "") =>
  [...chosen].every(
    ([name, wanted]) => name === except || item.values.get(name).some((value) => wanted.has(value)),
  )

const say = (count) => {
  const write = (number) => number.toLocaleString("fr")
  const noun = count > 1 ? form.dataset.plusieurs : form.dataset.un
  const whole = count === total ? "" : ` sur ${write(total)}`
  status.textContent = `${write(count)} ${noun}${whole}`
}

const sort = () => {
  const rank = ({ element }) => {
    const written = element.getAttribute(`data-tri-${order.value}`)
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

const count = (chosen) => {
  const counts = new Map(boxes.map((box) => [`${box.name} ${box.value}`, 0]))
  for (const name of facets) {
    for (const item of items.filter((item) => passes(item, chosen, name))) {
      for (const value of item.values.get(name)) {
        const key = `${name} ${value}`
        counts.set(key, counts.get(key) + 1)
      }
    }
  }
  for (const box of boxes) {
    const number = counts.get(`${box.name} ${box.value}`)
    const label = box.closest("label")
    label.querySelector(".compte").textContent = number.toLocaleString("fr")
    label.classList.toggle("vide", number === 0)
  }
}

const showActive = () => {
  const ticked = boxes.filter((box) => box.checked)
  active.hidden = ticked.length === 0
  chips.replaceChildren(
    ...ticked.map((box) => {
      const piece = chip.content.cloneNode(true)
      const facet = box.closest("fieldset").querySelector("legend").textContent
      const value = box.closest("label").querySelector(".facette-nom").textContent
      piece.querySelector(".actif-nom").textContent = `${facet}\u00a0: ${value}`
      piece.querySelector("button").addEventListener("click", () => {
        const place = ticked.indexOf(box)
        box.checked = false
        change()
        const left = chips.querySelectorAll("button")
        ;(left[Math.min(place, left.length - 1)] ?? panel.querySelector("summary")).focus()
      })
      return piece
    }),
  )
}

/** Shows what the form says. */
const show = async () => {
  const mine = ++turn
  const chosen = readChoices()
  showActive()
  if (chosen.size > 0 || order.value) {
    list.setAttribute("aria-busy", "true")
    const whole = await load().then(
      () => true,
      () => false,
    )
    list.removeAttribute("aria-busy")
    if (mine !== turn) return
    failure.hidden = whole
    if (!whole) return
  }
  failure.hidden = true
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
  say(list.dataset.suite ? total : left)
}

/** Ticks what the address says; a value it does not know is left out. */
const readAddress = () => {
  const query = new URLSearchParams(location.search)
  for (const box of boxes) box.checked = query.getAll(box.name).includes(box.value)
  order.value = query.get("tri") ?? ""
  if (order.selectedIndex < 0) order.value = ""
}

/** Puts what the form says in the address; replace leaves no step in the history. */
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
  show()
}

// A keyboard goes through the orders one by one: none of them is a step to go back to.
form.addEventListener("change", ({ target }) => change({ replace: target === order }))
form.addEventListener("submit", (event) => {
  event.preventDefault()
  if (!wide.matches) panel.open = false
  status.focus()
})
active.querySelector(".tout-effacer").addEventListener("click", () => {
  for (const box of boxes) box.checked = false
  change()
  panel.querySelector("summary").focus()
})
window.addEventListener("popstate", () => {
  readAddress()
  show()
})

readAddress()
for (const box of boxes.filter((box) => box.checked)) box.closest("details").open = true
if (wide.matches) {
  panel.open = true
  if (!form.querySelector(".facette[open]")) form.querySelector(".facette").open = true
}
form.hidden = false
if (location.search) show()
