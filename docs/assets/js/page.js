// What the frame of a page does better with a script; without it, everything can be reached.

const wide = matchMedia("(min-width: 60em)")

// The colours: the device's, or those the reader chose, remembered in this browser only.
const field = document.querySelector(".theme")
const choice = field.querySelector("select")
choice.value = document.documentElement.dataset.theme ?? "auto"
choice.addEventListener("change", () => {
  document.documentElement.dataset.theme = choice.value
  try {
    localStorage.setItem("theme", choice.value)
  } catch {
    // refused by the browser: the choice lasts as long as the page
  }
})
field.hidden = false

// Where there is room for them, the lists that tell where one is stay unfolded.
const unfold = (list, room) => {
  const details = document.querySelector(`${list} details`)
  if (!details) return
  details.open = room.matches
  room.addEventListener("change", () => (details.open = room.matches))
}
unfold(".rubrique", wide)
unfold(".sommaire", matchMedia("(min-width: 76em)"))

// The menu of a phone closes when the focus leaves it, and when the screen becomes wide.
const menu = document.getElementById("menu")
if ("popover" in menu) {
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.hidePopover()
  })
}
wide.addEventListener("change", () => {
  if (wide.matches && menu.matches(":popover-open")) menu.hidePopover()
})

// Browsers that cannot print what is folded: unfold it for them.
let opened = []
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open])")]
  for (const details of opened) details.open = true
})
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false
})

// The search box shows its first results: the script comes when somebody goes to it.
document
  .querySelector(".recherche-entete")
  ?.addEventListener("focusin", () => import("./recherche/quick.js"), { once: true })
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || event.altKey || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  const box = document.querySelector("input[type=search][name=q]")
  box.focus()
  box.select()
})

// Glossary words: a plain link without this, a tooltip with it.
// Pointing at or focusing a word shows its definition; on a touch screen the first touch does,
// and the second follows the link. Escape, or leaving, closes it.
const bubble = document.createElement("div")
bubble.className = "bulle"
bubble.id = "bulle"
bubble.setAttribute("role", "tooltip")
bubble.hidden = true
let word = null
let leaving = 0

const show = (link) => {
  clearTimeout(leaving)
  if (word === link) return
  hide()
  word = link
  const name = document.createElement("strong")
  name.textContent = link.dataset.terme
  bubble.replaceChildren(name, ` ${link.dataset.definition}`)
  document.querySelector("main").append(bubble) // words are there, and nothing is outside landmarks
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

const find = (event) => (event.target instanceof Element ? event.target.closest("a.terme") : null)
const over = (event) => event.target === bubble || bubble.contains(event.target)

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return
  const link = find(event)
  if (link) show(link)
  else if (over(event)) clearTimeout(leaving)
  else if (word && document.activeElement !== word) leave()
})
document.addEventListener("focusin", (event) => {
  const link = find(event)
  if (link) show(link)
  else hide()
})
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && word) hide()
})

let touched = null
document.addEventListener("pointerdown", (event) => {
  touched = event.pointerType === "touch" ? find(event) : null
  if (event.pointerType === "touch" && touched === word) touched = null // second touch: follow
  if (!find(event) && !over(event)) hide()
})
document.addEventListener("click", (event) => {
  const link = find(event)
  if (!link || link !== touched) return
  event.preventDefault()
  show(link)
})
