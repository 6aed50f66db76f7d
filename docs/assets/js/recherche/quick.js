// The search box of every page, a plain form without this script, which page.js asks for when
// somebody goes to the box: the first results show under it as one types. Nothing of the index is
// asked before the first letter.
import { find, findAll, readWords } from "../page.js"

const MOST = 6 // results shown
const PAUSE = 120 // ms without a key before a search

const say = readWords("mots-recherche")
const form = find(document, ".recherche-entete", HTMLFormElement)
const field = find(form, "input", HTMLInputElement)

const start = () => {
  const panel = document.createElement("div")
  panel.className = "recherche-panneau"
  panel.hidden = true
  const state = document.createElement("p")
  state.setAttribute("role", "status")
  const found = document.createElement("div")
  const all = document.createElement("a")
  all.textContent = say("tous")
  panel.append(state, found, all)
  form.append(panel)

  /** @type {ReturnType<typeof fetchEngine> | undefined} */
  let loading
  let turn = 0
  let pause = 0

  const fetchEngine = () =>
    Promise.all([
      import("./engine.js").then(({ Engine }) => Engine.load()),
      import("./results.js"),
      addStyle(),
    ])
  const load = () => (loading ??= fetchEngine())

  const search = async () => {
    const mine = ++turn
    const query = field.value.trim()
    panel.hidden = !query
    if (!query) return
    all.href = `${form.action}?${new URLSearchParams({ q: query })}`
    try {
      const [engine, { build, showResult, showSuggestion }] = await load()
      const { exact, approximate, correction, words } = await engine.search(query)
      const first = [...exact, ...approximate].slice(0, MOST)
      const items = await Promise.all(first.map((result) => showResult(engine, result, words, "p")))
      if (mine !== turn) return
      const parts = []
      if (correction) parts.push(showSuggestion(say("suggestion"), correction, form.action))
      const known = items.slice(0, exact.length)
      const near = items.slice(exact.length)
      if (known.length) parts.push(build("ul", "resultats sans-puce", ...known))
      if (near.length) {
        parts.push(build("p", "recherche-approchants", say("approchants")))
        parts.push(build("ul", "resultats sans-puce", ...near))
      }
      found.replaceChildren(...parts)
      const n = exact.length + approximate.length
      state.textContent = n ? say("nombre", { n }) : say("aucun")
      all.textContent = say(n ? "tous" : "ouvrir")
    } catch (error) {
      console.error(error)
      loading = undefined
      if (mine !== turn) return
      found.replaceChildren()
      state.textContent = say("panne")
    }
  }

  const close = () => {
    turn++
    clearTimeout(pause)
    panel.hidden = true
  }

  const addStyle = () =>
    new Promise((done) => {
      const style = document.createElement("link")
      style.rel = "stylesheet"
      style.href = new URL("../../css/recherche.css", import.meta.url).href
      style.onload = style.onerror = done
      document.head.append(style)
    })

  field.addEventListener("input", () => {
    clearTimeout(pause)
    load().catch(() => {})
    pause = setTimeout(search, PAUSE)
  })
  field.addEventListener("focus", () => {
    if (field.value.trim() && found.childElementCount) panel.hidden = false
  })
  form.addEventListener("focusout", (event) => {
    const { relatedTarget: next } = event
    if (next instanceof Node && !form.contains(next)) close()
  })
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !form.contains(event.target)) close()
  })
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault()
      field.focus()
      close()
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0
    if (!step || panel.hidden) return
    const stops = [field, ...findAll(panel, "a")]
    const { activeElement: focused } = document
    const place = focused instanceof HTMLElement ? stops.indexOf(focused) : -1
    if (place < 0) return
    event.preventDefault()
    stops[(place + step + stops.length) % stops.length].focus()
  })
  if (document.activeElement === field && field.value) search()
}

start()
