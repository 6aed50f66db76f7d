// The search box of every page, a plain form without this script, which page.js asks for when
// somebody goes to the box: the first results show under it as one types. Nothing of the index is
// asked before the first letter.
import { find, findAll, readWords } from "../page.js"

/**
 * @import { Engine, Found } from "./engine.js"
 */

const MOST = 8 // results shown
const PAUSE = 80 // ms without a key before a search

const say = readWords("mots-recherche")
const form = find(document, ".recherche-entete", HTMLFormElement)
const field = find(form, "input", HTMLInputElement)

const start = () => {
  const panel = document.createElement("div")
  panel.className = "recherche-panneau"
  panel.hidden = true
  const state = document.createElement("p")
  state.setAttribute("role", "status")
  const all = document.createElement("a")
  all.className = "recherche-tout"
  const found = document.createElement("div")
  panel.append(state, all, found)
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
      const [engine, shown] = await load()
      const results = await engine.search(query)
      const { exact, approximate, words } = results
      const remarks = shown.showRemarks(results, form.action)
      const near = shown.build("p", "recherche-approchants", say("approchants"))
      const parts = await Promise.all([
        showGroups(engine, shown, exact.slice(0, MOST), words),
        showGroups(engine, shown, approximate.slice(0, Math.max(0, MOST - exact.length)), words),
      ])
      if (mine !== turn) return
      found.replaceChildren(
        ...remarks,
        ...parts[0],
        ...(parts[1].length ? [near] : []),
        ...parts[1],
      )
      panel.dataset.pour = query
      const n = exact.length || approximate.length
      if (!n) state.textContent = say("aucun")
      else state.textContent = say(exact.length ? "nombre" : "nombreApprochants", { n })
      all.textContent = say(n ? "tous" : "ouvrir")
    } catch (error) {
      loading = undefined
      if (mine !== turn) return
      found.replaceChildren()
      state.textContent = (await import("./results.js")).tellFailure(error)
    }
  }

  /**
   * Results under the name of their kind, the kind of the best one first.
   *
   * @param {Engine} engine
   * @param {typeof import("./results.js")} shown
   * @param {Found[]} results
   * @param {string[]} words those looked for
   */
  const showGroups = async (engine, { build, showIcon, showShortly }, results, words) => {
    /** @type {Map<string, Found[]>} */
    const groups = new Map()
    for (const result of results) {
      groups.set(result.kind, [...(groups.get(result.kind) ?? []), result])
    }
    return Promise.all(
      [...groups].map(async ([kind, pages]) => {
        const items = await Promise.all(pages.map((page) => showShortly(engine, page, words)))
        const name = engine.nameKind(kind, pages.length)
        return build(
          "div",
          "recherche-groupe",
          build("p", "resultat-genre", showIcon(kind), name),
          build("ul", "resultats sans-puce", ...items),
        )
      }),
    )
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
