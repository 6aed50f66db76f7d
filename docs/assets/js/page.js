// What the frame of a page does better with a script; without it, everything can be reached.
// And what the scripts of its tools share, at the end: here, for a request less.

const wide = matchMedia("(min-width: 60em)")

// The colours: the device's, or those the reader chose, remembered in this browser only.
const { dataset } = document.documentElement
const themes = findAll(document, ".theme button", HTMLButtonElement)
const showTheme = () => {
  for (const button of themes) {
    button.setAttribute("aria-pressed", String(button.value === (dataset.theme ?? "auto")))
  }
}
for (const button of themes) {
  button.addEventListener("click", () => {
    dataset.theme = button.value
    showTheme()
    try {
      localStorage.setItem("theme", button.value)
    } catch {
      // refused by the browser: the choice lasts as long as the page
    }
  })
}
showTheme()
find(document, ".theme").hidden = false

// Where there is room for them, the lists that tell where one is stay unfolded.
/**
 * @param {string} list
 * @param {MediaQueryList} room
 */
const unfold = (list, room) => {
  for (const details of findAll(document, `${list} details`, HTMLDetailsElement)) {
    details.open = room.matches
    room.addEventListener("change", () => {
      details.open = room.matches
    })
  }
}
unfold(".rubrique", wide)
unfold(".sommaire", matchMedia("(min-width: 76em)"))

// The menu and the search box of a phone close when the focus leaves them, and when the screen
// becomes wide.
const drawers = findAll(document, "#menu, .recherche-entete", HTMLElement)
for (const drawer of drawers.filter((each) => "popover" in each)) {
  drawer.addEventListener("focusout", ({ relatedTarget: next }) => {
    if (next instanceof Node && !drawer.contains(next)) drawer.hidePopover()
  })
  wide.addEventListener("change", () => drawer.hidePopover())
}

// Browsers that cannot print what is folded: unfold it for them.
/** @type {HTMLDetailsElement[]} */
let opened = []
addEventListener("beforeprint", () => {
  opened = findAll(document, "main details:not([open])", HTMLDetailsElement)
  for (const details of opened) details.open = true
})
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false
})

// What is to be quoted is copied with its reference, and a heading gives its address, where the
// browser can copy. What is said of it is beside the button, or under the page.
for (const button of findAll(document, "[data-copier]", HTMLButtonElement)) {
  button.hidden = !navigator.clipboard
}
/** @param {string} text @param {Element} said @param {DOMStringMap} words */
const copy = async (text, said, { copie = "", nonCopie = "" }) => {
  try {
    await navigator.clipboard.writeText(text)
    said.textContent = copie
  } catch {
    said.textContent = nonCopie
  }
  setTimeout(() => said.replaceChildren(), 10_000)
}
/** @param {HTMLElement} part */
const readPart = ({ tagName, textContent: text }) =>
  tagName === "PRE" ? text : text.replace(/[ \n]+/g, " ").trim()
document.addEventListener("click", ({ target }) => {
  const pressed = target instanceof Element ? target.closest("[data-copier], a.ancre") : null
  if (!(pressed instanceof HTMLElement)) return
  const under = find(document, ".annonce")
  if (pressed instanceof HTMLAnchorElement) return copy(pressed.href, under, under.dataset)
  const parts = (pressed.dataset.copier ?? "").split(" ").map((id) => find(document, `#${id}`))
  const said = pressed.parentElement?.querySelector("[role=status]") ?? under
  copy(parts.map(readPart).join(" — "), said, pressed.dataset)
})

// For a citation: the reader's day, the page's address where the site has none, the formats' script.
for (const read of findAll(document, ".consulte")) {
  const day = new Date().toLocaleDateString("fr", { dateStyle: "long" })
  find(read, "span").textContent = day.replace(/^1 /, "1er ")
  read.hidden = false
}
for (const link of findAll(document, "a[data-adresse]", HTMLAnchorElement)) {
  link.href += encodeURIComponent(location.href.replace(/[?#].*/, ""))
  link.hidden = false
}
document
  .querySelector(".citer-formats")
  ?.addEventListener("toggle", () => import("./citer.js"), { once: true })

// The search box shows its first results: the script comes when somebody goes to it.
const search = document.querySelector(".recherche-entete")
search?.addEventListener("focusin", () => import("./recherche/quick.js"), { once: true })
if (search?.matches(":focus-within")) import("./recherche/quick.js") // who was quicker than this script
const goToSearch = () => {
  const box = find(document, "input[type=search][name=q]", HTMLInputElement)
  if (!box.getClientRects().length) box.closest("form")?.showPopover()
  box.focus()
  box.select()
}
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || event.altKey || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  goToSearch()
})
document.querySelector("[popovertarget=recherche]")?.addEventListener("click", (event) => {
  if (!search || !("popover" in search)) return
  event.preventDefault() // it would open the box, and leave the focus here
  goToSearch()
})

// Glossary words: a plain link without this, a tooltip with it.
// Pointing at or focusing a word shows its definition; on a touch screen the first touch does,
// and the second follows the link. Escape, or leaving, closes it.
const bubble = document.createElement("div")
bubble.className = "bulle"
bubble.id = "bulle"
bubble.setAttribute("role", "tooltip")
bubble.hidden = true
/** @type {HTMLElement | null} */
let word = null
let leaving = 0

/** @param {HTMLElement} link */
const show = (link) => {
  clearTimeout(leaving)
  if (word === link) return
  hide()
  word = link
  const name = document.createElement("strong")
  name.textContent = link.dataset.terme ?? ""
  bubble.replaceChildren(name, ` ${link.dataset.definition}`)
  find(document, "main").append(bubble) // words are there, and nothing is outside landmarks
  bubble.hidden = false
  link.setAttribute("aria-describedby", bubble.id)
  const place = link.getBoundingClientRect()
  const left = Math.min(place.left, document.documentElement.clientWidth - bubble.offsetWidth - 8)
  const under = place.bottom + bubble.offsetHeight + 8 < window.innerHeight
  const top = under ? place.bottom + 4 : place.top - bubble.offsetHeight - 4
  bubble.style.setProperty("left", `${Math.max(8, left) + window.scrollX}px`)
  bubble.style.setProperty("top", `${top + window.scrollY}px`)
}

const hide = () => {
  word?.removeAttribute("aria-describedby")
  word = null
  bubble.hidden = true
}

// The pointer may cross to the bubble, to select or enlarge what it says.
const leave = () => {
  clearTimeout(leaving)
  leaving = setTimeout(hide, 200)
}

/**
 * @param {Event} event
 * @returns {HTMLElement | null}
 */
const findWord = ({ target }) => (target instanceof Element ? target.closest("a.terme") : null)

/** @param {Event} event */
const isOver = ({ target }) => target instanceof Node && bubble.contains(target)

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return
  const link = findWord(event)
  if (link) show(link)
  else if (isOver(event)) clearTimeout(leaving)
  else if (word && document.activeElement !== word) leave()
})
document.addEventListener("focusin", (event) => {
  const link = findWord(event)
  if (link) show(link)
  else hide()
})
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && word) hide()
})

/** @type {HTMLElement | null} */
let touched = null
document.addEventListener("pointerdown", (event) => {
  touched = event.pointerType === "touch" ? findWord(event) : null
  if (event.pointerType === "touch" && touched === word) touched = null // second touch: follow
  if (!findWord(event) && !isOver(event)) hide()
})
document.addEventListener("click", (event) => {
  const link = findWord(event)
  if (!link || link !== touched) return
  event.preventDefault()
  show(link)
})

// ---- what the scripts of tools share: elements of the page, and the words of its templates ----

/**
 * Return the first element that a selector names. Throws where there is none, or of another kind.
 *
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 * @param {new () => T} [kind]
 * @returns {T}
 */
export function find(within, selector, kind) {
  const element = within.querySelector(selector)
  if (element instanceof (kind ?? HTMLElement)) return /** @type {T} */ (element)
  throw new TypeError(`${selector}: ${element}`)
}

/**
 * Return all the elements that a selector names, but those of another kind.
 *
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 * @param {new () => T} [kind]
 * @returns {T[]}
 */
export function findAll(within, selector, kind) {
  const elements = [...within.querySelectorAll(selector)]
  return /** @type {T[]} */ (elements.filter((element) => element instanceof (kind ?? HTMLElement)))
}

/**
 * Return a new copy of one of the page's pieces: the element that a template holds.
 *
 * @param {string} name
 * @returns {HTMLElement}
 */
export function clone(name) {
  const { content } = find(document, `#modele-${name}`, HTMLTemplateElement)
  return find(document.importNode(content, true), "*")
}

/**
 * Ask for a file of the site. Throws where it does not come, or not within so many milliseconds; the
 * cause is the status of the answer, if there is one.
 *
 * @param {string | URL} address
 * @param {number} [patience]
 */
const ask = async (address, patience) => {
  const signal = patience ? AbortSignal.timeout(patience) : null
  const answer = await fetch(address, { signal })
  if (!answer.ok) throw new Error(`${answer.status} ${address}`, { cause: answer.status })
  return answer
}

/**
 * Return the data of a file of the site; throws as ask does.
 *
 * @param {string | URL} address
 * @param {number} [patience]
 */
export const fetchJson = async (address, patience) => (await ask(address, patience)).json()

/**
 * Return another page of the site, to take pieces from; throws as ask does.
 *
 * @param {string} address
 */
export const fetchPage = async (address) =>
  new DOMParser().parseFromString(await (await ask(address)).text(), "text/html")

/**
 * Give a file to the reader.
 *
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export const offerFile = (name, type, text) => {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/**
 * Return what says the sentences of a template, by their names: its JSON block has this id. What a
 * sentence has {between braces} is given by name, or left to the caller; of two sentences, n tells
 * one from many.
 *
 * @param {string} id
 * @returns {Say}
 *
 * @typedef {(name: string, values?: Record<string, string | number>) => string} Say
 */
export function readWords(id) {
  /** @type {Record<string, string | string[]>} */
  const sentences = JSON.parse(find(document, `#${id}`).textContent ?? "")
  return (name, values = {}) => {
    const given = sentences[name]
    const sentence = Array.isArray(given) ? given[Number(values.n) > 1 ? 1 : 0] : given
    if (sentence === undefined) throw new RangeError(`#${id} does not say ${name}`)
    return sentence.replaceAll(
      /\{(\w+)\}/g,
      (hole, key) => values[key]?.toLocaleString("fr") ?? hole,
    )
  }
}
