// The search box of every page, a plain form without this script, which page.js asks for when
// somebody goes to the box: the first results show under it as one types. Nothing of the index is asked before the first letter.

const MOST = 6 // results shown
const PAUSE = 120 // ms without a key before a search

const form = document.querySelector(".recherche-entete")
const field = form.querySelector("input")

const start = () => {
  const panel = document.createElement("div")
  panel.className = "recherche-panneau"
  panel.hidden = true
  const state = document.createElement("p")
  state.setAttribute("role", "status")
  const found = document.createElement("div")
  const all = document.createElement("a")
  all.textContent = "Tous les résultats"
  panel.append(state, found, all)
  form.append(panel)

  let loading
  let turn = 0
  let pause = 0

  const load = () =>
    (loading ??= Promise.all([
      import("./engine.js").then(({ Engine }) => Engine.load()),
      import("./results.js"),
      addStyle(),
    ]))

  const search = async () => {
    const mine = ++turn
    const query = field.value.trim()
    panel.hidden = !query
    if (!query) return
    all.href = `${form.action}?${new URLSearchParams({ q: query })}`
    try {
      const [engine, { build, showResult }] = await load()
      const { exact, approximate, correction, words } = await engine.search(query)
      const first = [...exact, ...approximate].slice(0, MOST)
      const items = await Promise.all(first.map((result) => showResult(engine, result, words, "p")))
      if (mine !== turn) return
      const parts = []
      if (correction) {
        const link = build("a", "", correction)
        link.href = `${form.action}?${new URLSearchParams({ q: correction })}`
        parts.push(
          build("p", "recherche-suggestion", "Vouliez-vous dire «\u202f", link, "\u202f»\u202f?"),
        )
      }
      const known = items.slice(0, exact.length)
      const near = items.slice(exact.length)
      if (known.length) parts.push(build("ul", "resultats sans-puce", ...known))
      if (near.length) {
        parts.push(build("p", "recherche-approchants", "Résultats approchants"))
        parts.push(build("ul", "resultats sans-puce", ...near))
      }
      found.replaceChildren(...parts)
      const total = exact.length + approximate.length
      state.textContent = total
        ? `${total} résultat${total > 1 ? "s" : ""}`
        : "Aucun résultat. La page de recherche dit quoi essayer."
      all.textContent = total ? "Tous les résultats" : "Ouvrir la page de recherche"
    } catch (error) {
      console.error(error)
      loading = undefined
      if (mine !== turn) return
      found.replaceChildren()
      state.textContent = "La recherche ne répond pas."
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
      style.href = new URL("../../css/recherche.css", import.meta.url)
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
    if (event.relatedTarget && !form.contains(event.relatedTarget)) close()
  })
  document.addEventListener("pointerdown", (event) => {
    if (!form.contains(event.target)) close()
  })
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault()
      field.focus()
      close()
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || panel.hidden) return
    const stops = [field, ...panel.querySelectorAll("a")]
    const place = stops.indexOf(document.activeElement)
    if (place < 0) return
    event.preventDefault()
    stops[(place + step + stops.length) % stops.length].focus()
  })
  if (document.activeElement === field && field.value) search()
}

start()
