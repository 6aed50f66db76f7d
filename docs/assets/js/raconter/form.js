// The form of /contribuer/raconter/: builds its fields from the JSON Schema of a portrait, keeps a
// draft in this browser, and ends with a YAML file. Nothing is sent: the reader does it.
import { checkPortrait, foldAlarm, listDuties, resolve } from "./checks.js"
import { isPortrait, listChanges, openDrafts, parseDraft } from "./drafts.js"
import { buildField, clone } from "./fields.js"

const PATIENCE = 15_000 // milliseconds that the network is given to answer

const root = document.querySelector("#raconter")
const opening = document.querySelector(".ouverture")
const words = root.dataset
const FIELD = ".champ-saisie, .groupe"
const form = root.querySelector("form")
const summary = root.querySelector(".bilan")
const notice = root.querySelector(".avis")
const draftState = root.querySelector(".brouillon p")
const draftButtons = root.querySelectorAll(".brouillon button")
const asideList = root.querySelector(".mis-de-cote")
const questions = root.querySelectorAll(".question")
const lastSection = root.querySelector(".relire")
const result = root.querySelector(".resultat")

let slug = new URLSearchParams(location.search).get("fiche") ?? ""
let drafts = openDrafts(slug)
let shelves = [drafts] // the drafts whose texts set aside are listed
let schema
let published // the portrait to correct, as it is published; undefined where it is not known
let initial // what the form holds before anything is typed
let begun // what the text was begun from: the published portrait, as it was then
let base // the data that fills the form; what no step asks stays as it came
let falseAlarms = [] // the words that the writer says name nobody
let steps = []
let attempted // the steps that were tried
let pressing = false
const visited = new WeakSet() // the places for errors of the fields that were answered, then left

const say = (template, values) =>
  Object.entries(values).reduce(
    (text, [name, value]) => text.replaceAll(`{${name}}`, value),
    template,
  )

// ---- the draft: in this browser only ----

const writeTime = (date, style) => new Date(date).toLocaleString("fr-FR", style)
const LONG = { dateStyle: "long", timeStyle: "short" }

let saving = 0
let unsaved = false // something was typed that is kept nowhere

const describeDraft = () =>
  JSON.stringify({ date: new Date(), data: collect(), base: begun, unticked: collectUnticked() })

const stopSaving = () => {
  clearTimeout(saving)
  saving = 0
}

const saveSoon = () => {
  unsaved = true
  stopSaving()
  saving = setTimeout(saveDraft, 400)
}

const saveDraft = () => {
  stopSaving()
  const outcome = drafts.write(describeDraft())
  if (outcome !== "kept" && outcome !== "refused") return askAboutTabs(outcome)
  showDraftButtons(true)
  if (outcome === "kept") {
    unsaved = false
    const time = writeTime(Date.now(), { hour: "2-digit", minute: "2-digit" })
    // For the eye only: a screen reader would hear it at every pause.
    draftState.removeAttribute("role")
    draftState.textContent = say(words.garde, { heure: time })
  } else if (draftState.getAttribute("role") !== "alert") {
    draftState.setAttribute("role", "alert")
    draftState.textContent = words.nonGarde
  }
}

const showDraftButtons = (shown) => {
  for (const button of draftButtons) button.disabled = !shown
}

/** Erase the draft, here and in the browser, and what is set aside. */
const eraseDraft = () => {
  if (!confirm(words.effacer)) return
  const erased = shelves.map((shelf) => shelf.erase()).every(Boolean)
  beginAnew(erased ? words.efface : words.nonEfface)
}

/** Put the form back as it was before anything was typed, at its first step. */
const beginAnew = (message) => {
  stopSaving()
  unsaved = false
  begun = initial
  start(initial)
  draftState.textContent = drafts.works() ? words.aucun : words.nonGarde
  showDraftButtons(false)
  history.replaceState(null, "", `#${steps[0].id}`)
  closeQuestion()
  refresh(message)
}

/** Say what was done, and show what came of it. */
const refresh = (message = notice.textContent) => {
  notice.textContent = message
  showAside()
  showStep()
}

/** Fill the form with a draft; ask what to do when the published portrait has changed since. */
const resume = (draft) => {
  begun = draft.base
  start(draft.data, draft.unticked)
  for (const control of form.querySelectorAll("input, textarea, select")) {
    if (isAnswered(control)) markVisited(control) // what was found there is shown again
  }
  showDraftButtons(true)
  if (!published) return
  const changes = draft.base && listChanges(draft.base, published, schema)
  const same = changes?.length === 0 || !listChanges(draft.data, published, schema).length
  if (same) begun = published
  else openQuestion("outdated", changes ? say(words.ontChange, { champs: changes.join(", ") }) : "")
}

// ---- what the writer must choose ----

let ownId // of the text of this tab, set aside until the question is answered

/** Ask something: nothing can be typed until it is answered. */
const openQuestion = (name, details = "") => {
  for (const question of questions) question.hidden = question.dataset.question !== name
  findQuestion().querySelector(".precisions")?.replaceChildren(details)
  form.inert = true
}

const findQuestion = () => [...questions].find(({ hidden }) => !hidden)

const closeQuestion = () => {
  for (const question of questions) question.hidden = true
  form.inert = false
  ownId = undefined
}

/** Another tab changed the draft, set it aside or erased it. */
const askAboutTabs = (change) => {
  stopSaving()
  if (holdsText()) {
    const text = describeDraft()
    // Kept, should this tab be closed before the answer; but what was erased does not come back.
    if (change !== "erased" && !isAsked("erased")) ownId ??= drafts.setAside(text)
    unsaved = !drafts.isStoredAside(text)
  }
  if (isAsked(change)) return
  openQuestion(change)
  refresh()
}

/** Tell whether something was typed here, or taken from the draft of the browser. */
const holdsText = () => unsaved || ownId !== undefined || drafts.isKnown()

const isAsked = (name) => findQuestion()?.dataset.question === name

const compareTabs = () => {
  const change = drafts.compare()
  if (change !== "same") askAboutTabs(change)
  // The other tab erased what it had kept, and this one had kept nothing yet.
  else if (isAsked("changed") || isAsked("erased")) askAboutTabs("erased")
  else showAside()
}

const keepThisTab = () => {
  const told = isAsked("changed") ? words.misDeCote : ""
  if (!drafts.retire()) return refresh(words.sansPlace)
  if (ownId) drafts.dropAside(ownId)
  unsaved = true // until it is kept as the draft
  closeQuestion()
  saveDraft()
  refresh(told)
}

const takeOtherTab = () => {
  if (!holdsText()) return followOtherTab([])
  drafts.setAside(describeDraft(), ownId)
  followOtherTab([words.misDeCote])
}

const forgetThisTab = () => followOtherTab([words.efface])

/** Show what the browser keeps now, in the place of the text of this tab. */
const followOtherTab = (told) => {
  const draft = readDraft(told)
  if (!draft) return beginAnew(told.join(" "))
  stopSaving()
  unsaved = false
  closeQuestion()
  resume(draft)
  refresh(told.join(" "))
}

const continueDraft = () => {
  begun = published
  closeQuestion()
  saveDraft()
  refresh()
}

const setDraftAside = () => {
  if (drafts.retire()) beginAnew(words.misDeCote)
  else refresh(words.sansPlace)
}

// ---- the texts set aside ----

const listAside = () =>
  shelves.flatMap((shelf) => shelf.listAside().map((entry) => ({ ...entry, shelf })))

const showAside = () => {
  const entries = listAside()
  asideList.hidden = !entries.length || Boolean(findQuestion()) // one question at a time
  asideList.replaceChildren(
    ...entries.map(({ id, date, text, shelf }, index) => {
      const item = clone("mis-de-cote")
      const draft = parseDraft(text, schema, shelf.slug)
      const title = draft ? (draft.data.titre ?? words.sansTitre) : words.nonLu
      const label = item.querySelector("span")
      label.id = `mis-de-cote-${index}`
      label.textContent = date
        ? say(words.aPart, { titre: title, date: writeTime(date, LONG) })
        : title
      item.dataset.id = id
      item.dataset.slug = shelf.slug
      for (const button of item.querySelectorAll("button"))
        button.setAttribute("aria-describedby", label.id)
      if (!draft || shelf !== drafts) item.querySelector('[data-action="reprendre"]').remove()
      return item
    }),
  )
  if (entries.length) showDraftButtons(true)
}

const findAside = (button) => {
  const { id, slug } = button.closest("li").dataset
  return listAside().find((entry) => entry.id === id && entry.shelf.slug === slug)
}

const resumeAside = (button) => {
  const { id, text } = findAside(button)
  if (unsaved) saveDraft()
  if (findQuestion()) return // another tab changed the draft: that comes first
  if (!drafts.retire()) return refresh(words.sansPlace)
  if (unsaved) drafts.setAside(describeDraft())
  const draft = parseDraft(text, schema, slug)
  if (!draft.partial) drafts.dropAside(id)
  resume(draft)
  unsaved = true // until it is kept as the draft
  saveDraft()
  refresh(draft.partial ? words.motPerdu : "")
}

const saveAside = (button) => {
  const { text, shelf } = findAside(button)
  const draft = parseDraft(text, schema, shelf.slug)
  if (draft && !draft.partial) downloadDraft(draft.data, draft.unticked)
  else offerFile(`${words.brouillon}.txt`, text)
}

const dropAside = (button) => {
  if (!confirm(words.effacerAPart)) return
  const { id, shelf } = findAside(button)
  shelf.dropAside(id)
  if (unsaved) saveDraft() // there may be room now
  showAside()
  notice.textContent = words.effaceAPart
  notice.focus()
}

// ---- the steps ----

/** The portrait as it is told now; what no step asks stays as it came. */
const collect = () => {
  const data = { ...base, fausses_alertes: falseAlarms.length ? [...falseAlarms] : undefined }
  if (!data.fausses_alertes) delete data.fausses_alertes
  for (const { fields } of steps) {
    for (const [key, field] of fields) {
      const value = field.read()
      if (value === undefined) delete data[key]
      else data[key] = value
    }
  }
  return data
}

/** What was said under words that are no longer ticked, by the key of its field. */
const collectUnticked = () => {
  const said = steps.flatMap(({ fields }) =>
    [...fields].map(([key, field]) => [key, field.readUnticked?.() ?? []]),
  )
  return Object.fromEntries(said.filter(([, answers]) => answers.length))
}

/** The portrait as its file tells it: without the false alarms whose words have gone. */
const collectForFile = () => {
  const data = collect()
  const gone = checkPortrait(data, schema)
    .filter(({ code }) => code === USELESS)
    .map(({ path }) => path.at(-1))
  const left = falseAlarms.filter((_, index) => !gone.includes(index))
  if (gone.length && left.length) data.fausses_alertes = left
  else if (gone.length) delete data.fausses_alertes
  return data
}

/** Build every step anew, filled with the data and with what was typed under unticked words. */
const start = (data, unticked = {}) => {
  base = data
  falseAlarms = [...(data.fausses_alertes ?? [])]
  const duties = listDuties(data, schema)
  attempted = new Set()
  for (const { section } of steps) if (section !== lastSection) section.remove()
  steps = schema["x-etapes"].flatMap(({ titre, aide, champs }, index) => {
    const keys = champs.filter((key) => !duties.refuses.includes(key))
    if (!keys.length) return []
    const section = clone("etape")
    section.id = `etape-${index + 1}`
    section.querySelector("h2").textContent = titre
    section.querySelector(".chapeau").textContent = aide
    const fields = keys.map((key) => {
      const required = schema.required.includes(key) || duties.needs.includes(key)
      const asked = { key, required, words, unticked: unticked[key] }
      const field = buildField(schema, schema.properties[key], data[key], asked)
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
  steps.push({
    id: lastSection.id,
    title: lastSection.dataset.titre,
    section: lastSection,
    fields: new Map(),
  })
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
  root.querySelector(".etapes summary").textContent = say(words.etape, {
    n: number,
    total: steps.length,
  })
  root.querySelector(".a-savoir").hidden = number > 1
  if (current.section === lastSection) finish()
  else showProblems()
  if (findQuestion()) {
    findQuestion().focus({ preventScroll: true })
    findQuestion().scrollIntoView({ block: "center" })
    return
  }
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
  showProblems()
  if (problems.some(({ step }) => step === current)) {
    showSummary(problems.filter(({ step }) => step === current))
    summary.focus({ preventScroll: true })
    form.scrollIntoView()
    return
  }
  location.hash = steps[steps.indexOf(current) + 1].id
}

// ---- the problems ----

const USELESS = "fausse-alerte-inutile" // its words may come back: it stays in the draft

/**
 * All that is found in the portrait, from the top of the form to its end; stops tells what has to
 * be mended from what is to be looked at.
 */
const findAll = () =>
  checkPortrait(collect(), schema)
    .filter(({ code }) => code !== USELESS)
    .map((problem) => {
      const step = steps.find(({ fields }) => fields.has(problem.path[0])) ?? steps[0]
      const field = step.fields.get(problem.path[0]) ?? [...step.fields.values()][0]
      return { ...problem, step, place: field.find(problem.path.slice(1)) }
    })
    .sort((one, other) => compareOrder(one.place.control, other.place.control))

const compareOrder = (one, other) => {
  if (one === other) return 0
  return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
}

const findProblems = () => findAll().filter(({ stops }) => stops)

/** Show each problem at its field, once the field was left or its step tried. */
const showProblems = () => {
  const all = findAll()
  const shown = new Map()
  for (const problem of all) {
    const { error } = problem.place
    if (visited.has(error)) shown.set(error, [...(shown.get(error) ?? []), problem])
  }
  for (const error of form.querySelectorAll(".erreur")) {
    const problems = shown.get(error) ?? []
    const told = problems
      .filter(({ stops }) => stops)
      .map((p) => `${p.message} ${readRemedy(p)}`.trim())
    showFaults(error, [...new Set(told.map(setFrench))])
    showAlarms(error, problems)
  }
  const wrong = new Set(
    [...shown.values()]
      .flat()
      .filter(({ stops }) => stops)
      .map(({ place }) => place.control),
  )
  for (const control of form.querySelectorAll("[aria-invalid]"))
    control.removeAttribute("aria-invalid")
  for (const control of wrong) control.setAttribute("aria-invalid", "true")
  showStates(new Set(all.filter(({ stops }) => stops).map(({ step }) => step)))
}

/** Under a field, what is wrong in it; what is there already is not said again. */
const showFaults = (error, faults) => {
  const known = [...error.children].map(({ textContent }) => textContent)
  if (JSON.stringify(known) === JSON.stringify(faults)) return
  error.replaceChildren(...listItems(faults))
}

const listItems = (texts) =>
  texts.map((text) => Object.assign(document.createElement("li"), { textContent: text }))

/** Under a field, what the writer may say to be a false alarm, and what was said to be. */
const showAlarms = (error, problems) => {
  const alarms = new Map()
  for (const problem of problems) {
    if (problem.confirmable || problem.code === "fausse-alerte")
      alarms.set(problem.snippet, problem)
  }
  const list = error.parentElement.querySelector(":scope > .alertes")
  const known = [...list.children].map((item) => item.dataset.snippet)
  if (JSON.stringify(known) !== JSON.stringify([...alarms.keys()])) {
    list.replaceChildren(
      ...[...alarms.keys()].map((snippet) => {
        const item = clone("alerte")
        item.dataset.snippet = snippet
        item.querySelector("label span").textContent = setFrench(
          say(words.fausseAlerte, { texte: snippet }),
        )
        return item
      }),
    )
  }
  for (const item of list.children) {
    const { code, message, remedy, stops } = alarms.get(item.dataset.snippet)
    const confirmed = code === "fausse-alerte"
    item.querySelector("input").checked = confirmed
    item.querySelector("p").textContent =
      stops || confirmed ? "" : setFrench(`${message} ${remedy}`)
  }
}

const confirmAlarm = (box) => {
  const { snippet } = box.closest("li").dataset
  // The same words may have been confirmed elsewhere, typed in another way.
  falseAlarms = falseAlarms.filter((said) => foldAlarm(said, schema) !== foldAlarm(snippet, schema))
  if (box.checked) falseAlarms.push(snippet)
  showProblems()
}

/** Say of each step whether it is the current one, and what came of it once it was tried. */
const showStates = (faulty) => {
  for (const [index, link] of root.querySelectorAll(".etapes a").entries()) {
    const step = steps[index]
    const tried = attempted.has(step) && step.section !== lastSection
    link.className = tried ? (faulty.has(step) ? "a-reprendre" : "complete") : ""
    link.querySelector("span").textContent = tried
      ? ` (${faulty.has(step) ? words.aReprendre : words.complete})`
      : ""
    if (step === findCurrent()) link.setAttribute("aria-current", "step")
    else link.removeAttribute("aria-current")
  }
}

const isAnswered = (control) =>
  control.matches("[type=checkbox], [type=radio]")
    ? control.checked
    : Boolean(control.value?.trim())

const markVisited = (control) => {
  for (let part = control.closest(FIELD); part; part = part.parentElement.closest(FIELD)) {
    visited.add(part.querySelector(".erreur"))
  }
}

// Sentences are written for the command line: here no quote or colon goes alone to a new line, and
// a date is written as people do.
const setFrench = (text) =>
  text
    .replaceAll("« ", "«\u202f")
    .replaceAll(/ (?=[»;!?])/g, "\u202f")
    .replaceAll(" :", "\u00a0:")
    .replaceAll(/([0-9]{4,})-([0-9]{2})-([0-9]{2})/g, "$3/$2/$1")

// Remedies are written for who types the file by hand. Here the example is already shown with the
// field; a key is told by the title of its field, and a sentence that asks for YAML is left out.
const readRemedy = ({ code, remedy }) => {
  if (schema["x-messages"][code].remede.includes("{example}")) return ""
  return remedy
    .replaceAll(/« (\w+): »/g, (written, key) => {
      const asked = steps.some(({ fields }) => fields.has(key))
      return asked ? `« ${resolve(schema.properties[key], schema).title} »` : written
    })
    .split(/(?<=[.!?]) (?=\p{Lu})/u)
    .filter((sentence) => !/\w:(?!\/\/)/.test(sentence))
    .join(" ")
}

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
      link.textContent = setFrench(said)
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

let output // the module output.js
let names // of the published portraits
let fileName

const END_PATIENCE = 5000 // milliseconds: somebody is waiting there

/** What is promised, unless it takes too long. */
const within = (milliseconds, promise) =>
  Promise.race([
    promise,
    new Promise((_, reject) => setTimeout(reject, milliseconds, new Error("too long"))),
  ])

/** Fetch what only the end needs; what the network refuses is asked for again at the end. */
const prepareEnd = async () => {
  try {
    output ??= await within(END_PATIENCE, import("./output.js"))
    // The list of all names is asked for, never one name: the title does not leave this browser.
    if (!slug) names ??= await fetchJson(words.noms, END_PATIENCE)
  } catch {
    // the end says what is missing
  }
}

const finish = async () => {
  for (const step of steps) attempted.add(step)
  const problems = findProblems()
  for (const { place } of findAll()) visited.add(place.error)
  showProblems()
  showSummary(problems)
  const ready = root.querySelector(".pret")
  ready.hidden = true
  if (problems.length) return
  await prepareEnd()
  if (findCurrent().section !== lastSection) return
  if (!output) {
    notice.textContent = words.sansFin
    return
  }
  const data = collectForFile()
  nameFile(data)
  const told = findAll().map(({ message }) => setFrench(message))
  root.querySelector(".a-relire").hidden = !told.length
  root.querySelector(".a-relire ul").replaceChildren(...listItems(told))
  root.querySelector(".lecture-fiche").replaceChildren(...output.showPortrait(data, schema))
  root.querySelector("#texte-du-fichier").value = output.writePortrait(data, schema)
  root.querySelector(".fichier").textContent = fileName
  result.textContent = ""
  const letter = form.querySelector('[data-action="courriel"]')
  if (letter) {
    const values = { titre: data.titre, fichier: fileName }
    const subject = encodeURIComponent(say(words.objet, values))
    const body = encodeURIComponent(say(words.lettre, values))
    letter.href = `mailto:${words.contact}?subject=${subject}&body=${body}`
  }
  const host = form.querySelector('[data-action="depot"]')
  if (host) host.href = (data.slug ? words.corriger : words.nouveau) + fileName
  ready.hidden = false
}

/** Give the file the name of its portrait: for a new one, a name that no other has. */
const nameFile = (data) => {
  const slugs = output.proposeSlugs(data.titre, schema["x-adresse"])
  const wished = slugs.next().value
  let free = wished
  while (names?.includes(free)) free = slugs.next().value
  fileName = `${data.slug ?? free}.yml`
  const told = root.querySelector(".nom")
  told.hidden = Boolean(data.slug) || (names && free === wished)
  told.textContent = names ? say(words.nomPris, { nom: wished }) : words.nomIncertain
}

const offerFile = (name, text) => {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

const download = () => {
  offerFile(fileName, output.writePortrait(collectForFile(), schema))
  unsaved = false
  result.textContent = say(words.telecharge, { fichier: fileName })
}

/** Offer what is told, finished or not, and what was said under unticked words. */
const downloadDraft = async (data, unticked) => {
  await prepareEnd()
  let [name, text] = [`${words.brouillon}.txt`, JSON.stringify({ data, unticked }, null, 1)]
  if (output) {
    const slug =
      data.slug ?? output.proposeSlugs(data.titre ?? "", schema["x-adresse"]).next().value
    name = `${words.brouillon}-${slug}.yml`
    text = output.writePortrait(data, schema)
    if (Object.keys(unticked).length) text += output.writeRemark(words.nonCoche, unticked, schema)
  }
  offerFile(name, text)
  notice.textContent = say(words.brouillonTelecharge, { fichier: name })
}

const saveFile = () => {
  unsaved = false
  return downloadDraft(collectForFile(), collectUnticked())
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

const ACTIONS = {
  effacer: eraseDraft,
  sauver: saveFile,
  continuer: continueDraft,
  repartir: setDraftAside,
  garder: keepThisTab,
  prendre: takeOtherTab,
  oublier: forgetThisTab,
  reprendre: resumeAside,
  recuperer: saveAside,
  jeter: dropAside,
  telecharger: download,
  courriel: download,
  copier: copy,
  depot: copy,
}

// ---- to begin ----

const fetchJson = async (address, patience = PATIENCE) => {
  const answer = await fetch(address, { signal: AbortSignal.timeout(patience) })
  if (!answer.ok) throw new Error(`${answer.status} ${address}`)
  return answer.json()
}

const fetchPublished = async () => {
  try {
    const portrait = await fetchJson(`${words.portraits}${encodeURIComponent(slug)}.json`)
    return isPortrait(portrait, schema) ? portrait : undefined
  } catch {
    return undefined
  }
}

/** What of a portrait no step of the form asks. */
const listGiven = (portrait) => {
  const asked = schema["x-etapes"].flatMap(({ champs }) => champs)
  return Object.fromEntries(Object.entries(portrait).filter(([key]) => !asked.includes(key)))
}

/** Read the draft; what the form cannot take of it is set aside, and said to be. */
const readDraft = (told) => {
  const text = drafts.read()
  const draft = text && parseDraft(text, schema, slug)
  if (draft?.partial) {
    drafts.setAside(text)
    told.push(words.motPerdu)
  } else if (text !== null && !draft) {
    const retired = drafts.retire()
    if (!retired) drafts.guard()
    told.push(retired ? words.illisible : words.illisibleSansPlace)
  }
  return draft
}

const open = async () => {
  schema = await fetchJson(words.schema)
  const told = []
  if (slug) published = await fetchPublished()
  let draft = readDraft(told)
  if (published) {
    told.push(say(words.correction, { titre: published.titre }))
  } else if (slug && draft) {
    told.push(say(words.nonRelue, { titre: draft.data.titre ?? slug }))
  } else if (slug) {
    told.push(words.absente)
    slug = "" // what is typed is no correction
    drafts = openDrafts(slug)
    shelves = [drafts, ...shelves]
    draft = readDraft(told)
  }
  initial = published ?? (slug ? (draft.base ?? listGiven(draft.data)) : { origine: words.origine })
  begun = initial
  draftState.textContent = drafts.works() ? words.aucun : words.nonGarde
  if (draft) {
    resume(draft)
    told.push(say(words.repris, { date: writeTime(draft.date, LONG) }))
  } else {
    start(initial)
  }
  showAside()
  opening.hidden = true
  root.hidden = false
  notice.textContent = told.join(" ")
  root.querySelector(".etapes details").open = matchMedia("(min-width: 45em)").matches
  showStep({ focus: false })

  form.addEventListener("submit", submitStep)
  form.addEventListener(
    "change",
    ({ target }) => target.closest(".alertes") && confirmAlarm(target),
  )
  form.addEventListener("input", saveSoon)
  form.addEventListener("focusout", ({ target }) => {
    if (isAnswered(target)) {
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
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-action]")
    ACTIONS[button?.dataset.action]?.(button)
  })
  addEventListener("hashchange", () => {
    summary.hidden = true
    showStep()
  })
  // Somebody is there: what the end needs is fetched while the network is.
  for (const sign of ["pointerdown", "keydown", "focusin", "scroll"]) {
    addEventListener(sign, prepareEnd, { once: true })
  }
  addEventListener(
    "storage",
    (event) => shelves.some((shelf) => shelf.isAbout(event)) && compareTabs(),
  )
  addEventListener("pageshow", ({ persisted }) => persisted && compareTabs())
  document.addEventListener("visibilitychange", () => saving && saveDraft())
  addEventListener("beforeunload", (event) => {
    if (saving) saveDraft()
    if (unsaved || shelves.some((shelf) => shelf.isHeld())) event.preventDefault()
  })
}

open().catch(() => {
  root.hidden = true
  opening.hidden = false
  opening.classList.add("ouverture--panne")
})
