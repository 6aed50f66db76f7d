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
  opened.forEach((details) => (details.open = true))
})
addEventListener("afterprint", () => opened.forEach((details) => (details.open = false)))

// The search box shows its first results: the script comes when somebody goes to it.
document.querySelector(".recherche-entete")?.addEventListener(
  "focusin", () => import("./recherche/quick.js"), { once: true })
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || event.altKey || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  const box = document.querySelector("input[type=search][name=q]")
  box.focus()
  box.select()
})
