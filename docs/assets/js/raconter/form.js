// The form of /contribuer/raconter/: builds its fields from the JSON Schema of a portrait, keeps a
// draft in this browser, and ends with a YAML file. Nothing is sent: the reader does it.
import { checkPortrait, listDuties } from "./checks.js"
import { buildField, clone } from "./fields.js"
import { proposeSlugs, showPortrait, writePortrait } from "./output.js"

const root = document.querySelector("#raconter")
const words = root.dataset
const FIELD = ".champ-saisie, .groupe"
const form = root.querySelector("form")
const summary = root.querySelector(".bilan")
const notice = root.querySelector(".avis")
const draftState = root.querySelector(".brouillon p")
const eraseButton = root.querySelector('[data-action="effacer"]')
const lastSection = root.querySelector(".relire")
const result = root.querySelector(".resultat")

const slug = new URLSearchParams(location.search).get("fiche") ?? ""
const DRAFT = slug ? `raconter:${slug}` : "raconter"

let schema
let base // what the form starts from, with the keys that no step fills
let steps = []
let attempted // the steps that were tried
let pressing = false
const visited = new WeakSet() // the places for errors of the fields that were answered, then left

const say = (template, values) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), template)

// ---- the draft: in this browser only ----

const readDraft = () => {
  try {
    return JSON.parse(localStorage.getItem(DRAFT))
  } catch {
    return null
  }
}

const saveDraft = () => {
  clearTimeout(saving)
  saving = 0
  const now = new Date()
  try {
    localStorage.setItem(DRAFT, JSON.stringify({ date: now.toISOString(), data: collect() }))
    const time = now.toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit" })
    // For the eye only: a screen reader would hear it at every pause.
    draftState.textContent = say(words.garde, { heure: time })
    eraseButton.disabled = false
  } catch {
    draftState.textContent = words.nonGarde
  }
}

let saving = 0
const saveSoon = () => {
  clearTimeout(saving)
  saving = setTimeout(saveDraft, 400)
}

const eraseDraft = () => {
  if (!confirm(words.effacer)) return
  clearTimeout(saving)
  saving = 0
  localStorage.removeItem(DRAFT)
  start(base)
  eraseButton.disabled = true
  draftState.textContent = words.aucun
  notice.textContent = words.efface
  location.hash = steps[0].id
}

// ---- the steps ----

/** The portrait as it is told now; what no step asks stays as it came. */
const collect = () => {
  const data = { ...base }
  for (const { fields } of steps) {
    for (const [key, field] of fields) {
      const value = field.read()
      if (value === undefined) delete data[key]
      else data[key] = value
    }
  }
  return data
}

/** Build every step anew, filled with the data. */
const start = (data) => {
  const duties = listDuties(data, schema)
  attempted = new Set()
  for (const step of steps) step.section.remove()
  steps = schema["x-etapes"].flatMap(({ titre, aide, champs }, index) => {
    const keys = champs.filter((key) => !duties.refuses.includes(key))
    if (!keys.length) return []
    const section = clone("etape")
    section.id = `etape-${index + 1}`
    section.querySelector("h2").textContent = titre
    section.querySelector(".chapeau").textContent = aide
    const fields = keys.map((key) => {
      const required = schema.required.includes(key) || duties.needs.includes(key)
      const field = buildField(schema, schema.properties[key], data[key], { key, required, words })
      section.querySelector(".contenu").append(field.node)
      return [key, field]
    })
    section.append(clone("suite"))
    return [{ id: section.id, title: titre, section, fields: new Map(fields) }]
  })
  lastSection.before(...steps.map(({ section }) => section))
  for (const [index, { section }] of steps.entries()) {
    const back = section.querySelector('[data-action="retour"]')
    if (index) back.href = `#${steps[index - 1].id}`
    else back.remove()
  }
  steps.push({ id: lastSection.id, title: lastSection.dataset.titre, section: lastSection, fields: new Map() })
  root.querySelector(".etapes ol").replaceChildren(
    ...steps.map(({ id, title }) => {
      const item = document.createElement("li")
      const link = document.createElement("a")
      const state = document.createElement("span")
      link.href = `#${id}`
      link.append(title, state)
      item.append(link)
      return item
    }),
  )
}

const findCurrent = () => steps.find(({ id }) => `#${id}` === location.hash) ?? steps[0]

/** Show the step that the address names, and put the reader at its beginning. */
const showStep = ({ focus = true } = {}) => {
  const current = findCurrent()
  const number = steps.indexOf(current) + 1
  for (const { section } of steps) section.hidden = section !== current.section
  const progress = root.querySelector("progress")
  progress.max = steps.length
  progress.value = number
  root.querySelector(".etapes summary").textContent = say(words.etape, { n: number, total: steps.length })
  root.querySelector(".a-savoir").hidden = number > 1
  if (current.section === lastSection) finish()
  else showProblems()
  if (!focus) return
  const place = summary.hidden ? current.section.querySelector("h2") : summary
  place.focus({ preventScroll: true })
  form.scrollIntoView()
}

/** Check the step; go on when nothing is wrong in it. */
const submitStep = (event) => {
  event.preventDefault()
  const current = findCurrent()
  attempted.add(current)
  const problems = findProblems()
  // Shown from now on; a field that appears later is left in peace until it is answered.
  for (const { step, place } of problems) if (step === current) visited.add(place.error)
  showProblems(problems)
  if (problems.some(({ step }) => step === current)) {
    showSummary(problems.filter(({ step }) => step === current))
    summary.focus({ preventScroll: true })
    form.scrollIntoView()
    return
  }
  location.hash = steps[steps.indexOf(current) + 1].id
}

// ---- the problems ----

const findProblems = () =>
  checkPortrait(collect(), schema).map((problem) => {
    const step = steps.find(({ fields }) => fields.has(problem.path[0])) ?? steps[0]
    const field = step.fields.get(problem.path[0]) ?? [...step.fields.values()][0]
    return { ...problem, step, place: field.find(problem.path.slice(1)) }
  })

/** Show each problem at its field, once the field was left or its step tried. */
const showProblems = (problems = findProblems()) => {
  const shown = new Map()
  for (const problem of problems) {
    const { place } = problem
    if (visited.has(place.error) && !shown.has(place.error)) shown.set(place.error, problem)
  }
  for (const error of form.querySelectorAll(".erreur")) {
    const problem = shown.get(error)
    const text = problem ? setSpaces(`${problem.message} ${readRemedy(problem)}`.trim()) : ""
    if (error.textContent !== text) error.textContent = text
  }
  const wrong = new Set([...shown.values()].map(({ place }) => place.control))
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid")
  for (const control of wrong) control.setAttribute("aria-invalid", "true")
  showStates(new Set(problems.map(({ step }) => step)))
}

/** Say of each step whether it is the current one, and what came of it once it was tried. */
const showStates = (faulty) => {
  for (const [index, link] of root.querySelectorAll(".etapes a").entries()) {
    const step = steps[index]
    const tried = attempted.has(step) && step.section !== lastSection
    link.className = tried ? (faulty.has(step) ? "a-reprendre" : "complete") : ""
    link.querySelector("span").textContent = tried ? ` (${faulty.has(step) ? words.aReprendre : words.complete})` : ""
    if (step === findCurrent()) link.setAttribute("aria-current", "step")
    else link.removeAttribute("aria-current")
  }
}

const markVisited = (control) => {
  for (let part = control.closest(FIELD); part; part = part.parentElement.closest(FIELD)) {
    visited.add(part.querySelector(".erreur"))
  }
}

// Sentences are written for the command line: here no quote or colon goes alone to a new line.
const setSpaces = (text) =>
  text.replaceAll("« ", "«\u202f").replaceAll(/ (?=[»;!?])/g, "\u202f").replaceAll(" :", "\u00a0:")

// A remedy that gives an example is of use to who writes the file by hand; here the example is
// already shown with the field.
const readRemedy = ({ code, remedy }) =>
  schema["x-messages"][code].remede.includes("{example}") ? "" : remedy

const showSummary = (problems) => {
  summary.hidden = !problems.length
  const title = problems.length === 1 ? words.aFaireUne : say(words.aFaire, { n: problems.length })
  summary.querySelector("h2").textContent = title
  summary.querySelector("ul").replaceChildren(
    ...problems.map(({ message, step, place }) => {
      const item = document.createElement("li")
      const link = document.createElement("a")
      link.href = `#${place.control.id}`
      const said = message.includes(`« ${place.label} »`) ? message : `${place.label} : ${message}`
      link.textContent = setSpaces(said)
      link.addEventListener("click", (event) => {
        event.preventDefault()
        if (step !== findCurrent()) {
          history.pushState(null, "", `#${step.id}`)
          summary.hidden = true
          showStep({ focus: false })
        }
        place.control.focus()
        place.control.scrollIntoView({ block: "center" })
      })
      item.append(link)
      return item
    }),
  )
}

// ---- the end: read again, take the file away ----

const finish = () => {
  for (const step of steps) attempted.add(step)
  const problems = findProblems()
  for (const { place } of problems) visited.add(place.error)
  showProblems(problems)
  showSummary(problems)
  const ready = root.querySelector(".pret")
  ready.hidden = problems.length > 0
  if (problems.length) return
  const data = collect()
  root.querySelector(".lecture-fiche").replaceChildren(...showPortrait(data, schema))
  root.querySelector(".fichier").textContent = nameFile(data)
  root.querySelector("#texte-du-fichier").value = writePortrait(data, schema)
  result.textContent = ""
  const letter = form.querySelector('[data-action="courriel"]')
  if (letter) {
    const values = { titre: data.titre, fichier: nameFile(data) }
    const subject = encodeURIComponent(say(words.objet, values))
    const body = encodeURIComponent(say(words.lettre, values))
    letter.href = `mailto:${words.contact}?subject=${subject}&body=${body}`
  }
  const host = form.querySelector('[data-action="depot"]')
  if (host) host.href = (data.slug ? words.corriger : words.nouveau) + nameFile(data)
}

const nameFile = (data) => `${data.slug ?? proposeSlugs(data.titre, schema["x-adresse"]).next().value}.yml`

const download = () => {
  const data = collect()
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([writePortrait(data, schema)], { type: "application/yaml" }))
  link.download = nameFile(data)
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  result.textContent = say(words.telecharge, { fichier: nameFile(data) })
}

const copy = async () => {
  const text = root.querySelector("#texte-du-fichier")
  try {
    await navigator.clipboard.writeText(text.value)
    result.textContent = words.copie
  } catch {
    text.closest("details").open = true
    text.focus()
    text.select()
    result.textContent = words.nonCopie
  }
}

const ACTIONS = { effacer: eraseDraft, telecharger: download, courriel: download, copier: copy, depot: copy }

// ---- to begin ----

const fetchJson = async (address) => {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${answer.status} ${address}`)
  return answer.json()
}

const open = async () => {
  schema = await fetchJson(words.schema)
  base = { origine: words.origine }
  const draft = readDraft()
  const told = []
  if (slug) {
    try {
      base = await fetchJson(`${words.portraits}${encodeURIComponent(slug)}.json`)
      told.push(say(words.correction, { titre: base.titre }))
    } catch {
      told.push(words.absente)
      base = draft?.data ?? base
    }
  }
  start(draft?.data ?? base)
  if (draft) {
    const date = new Date(draft.date).toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "short" })
    told.push(say(words.repris, { date }))
    eraseButton.disabled = false
  }
  root.hidden = false
  notice.textContent = told.join(" ")
  draftState.textContent = words.aucun
  root.querySelector(".etapes details").open = matchMedia("(min-width: 45em)").matches
  showStep({ focus: false })

  form.addEventListener("submit", submitStep)
  form.addEventListener("input", saveSoon)
  form.addEventListener("change", saveSoon)
  form.addEventListener("focusout", ({ target }) => {
    if (target.matches("[type=checkbox], [type=radio]") ? target.checked : target.value?.trim()) {
      markVisited(target)
      if (!pressing) showProblems()
    }
  })
  // A message that appears moves what is under it: a click that has begun ends first.
  addEventListener("pointerdown", () => (pressing = true))
  for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, () => {
      pressing = false
      setTimeout(() => showProblems())
    })
  }
  form.addEventListener("input", ({ target }) => {
    if (target.getAttribute("aria-invalid")) showProblems()
  })
  form.addEventListener("keydown", (event) => {
    // Enter in a one-line field would leave the step, or make a second line: it does nothing.
    if (event.key === "Enter" && event.target.matches("input, .une-ligne")) event.preventDefault()
  })
  root.addEventListener("click", ({ target }) => ACTIONS[target.closest("[data-action]")?.dataset.action]?.())
  addEventListener("hashchange", () => {
    summary.hidden = true
    showStep()
  })
  addEventListener("pagehide", () => saving && saveDraft())
}

open().catch(() => {
  root.hidden = false
  for (const part of root.children) part.hidden = part !== notice
  notice.textContent = words.panne
})
