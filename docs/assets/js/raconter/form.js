// The form of /contribuer/raconter/: builds its fields from the JSON Schema of a portrait, keeps a
// draft in this browser, and ends with a YAML file. Nothing is sent: the reader does it.
import { clone, fetchJson, find, findAll, offerFile, readWords } from "../page.js"
import { checkPortrait, foldAlarm, listDuties, readList, readRemedy, setFrench } from "./checks.js"
import { isPortrait, listChanges, listKept, openDrafts, parseDraft } from "./drafts.js"
import { arrange, buildField, listItems, showAlarms, showFaults } from "./fields.js"

/**
 * @import { Group, Path, Problem, Schema, Value } from "./types.js"
 * @import { Aside, Draft, Drafts } from "./drafts.js"
 * @import { Field, Place } from "./fields.js"
 */
/**
 * @typedef {{ id: string, title: string, section: HTMLElement, fields: Map<string, Field> }} Step
 * @typedef {Problem & { step: Step, place: Place }} Placed
 */

const YAML = "application/yaml"
const PATIENCE = 15_000 // milliseconds that the network is given to answer
const CLICK_PATIENCE = 400 // milliseconds from a finger that is lifted to its click, if one comes

const root = find(document, "#raconter")
const opening = find(document, ".ouverture")
const say = readWords("mots")
const FIELD = ".champ-saisie, .groupe"
const form = find(root, "form", HTMLFormElement)
const summary = find(root, ".bilan")
const notice = find(root, ".avis")
const draftState = find(root, ".brouillon p")
const draftButtons = findAll(root, ".brouillon button", HTMLButtonElement)
const draftFile = find(root, ".brouillon [type=file]", HTMLInputElement)
const others = find(root, ".autres-brouillons")
const questions = findAll(root, ".question")
const lastSection = find(root, ".relire")
const result = find(root, ".resultat")

/** @param {string} name of what the page says of the site */
const readSetting = (name) => root.dataset[name] ?? ""

let slug = new URLSearchParams(location.search).get("fiche") ?? ""
let drafts = openDrafts(slug)
let shelves = [drafts] // the drafts whose texts set aside are listed
/** @type {Schema} */
let schema
/** @type {Group | undefined} the portrait to correct, as it is published, where it is known */
let published
/** @type {Group} what the form holds before anything is typed */
let initial
/** @type {Group | undefined} what the text was begun from: the published portrait, as it was then */
let begun
/** @type {Group} the data that fills the form; what no step asks stays as it came */
let base
/** @type {string[]} the words that the writer says name nobody */
let falseAlarms = []
/** @type {Step[]} */
let steps = []
/** @type {Set<Step>} the steps that were tried */
let attempted = new Set()
let pressing = false
/** @type {WeakSet<Element>} the places for errors of the fields that were answered, then left */
const visited = new WeakSet()

// ---- the draft: in this browser only ----

/**
 * @param {string | number} date
 * @param {Intl.DateTimeFormatOptions} style
 */
const writeTime = (date, style) => new Date(date).toLocaleString("fr-FR", style)

/** @type {Intl.DateTimeFormatOptions} */
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
    draftState.textContent = say("garde", { heure: time })
  } else if (draftState.getAttribute("role") !== "alert") {
    draftState.setAttribute("role", "alert")
    draftState.textContent = say("nonGarde")
  }
}

/** @param {boolean} shown */
const showDraftButtons = (shown) => {
  for (const button of draftButtons) button.disabled = !shown
}

/** Erase the draft, here and in the browser. */
const eraseDraft = () => {
  if (confirm(say("effacer"))) beginAnew(drafts.erase() ? say("efface") : say("nonEfface"))
}

/** Erase every draft of this browser, and what is set aside. */
const eraseAll = () => {
  if (!confirm(say("toutEffacer"))) return
  const elsewhere = listKept().filter((known) => known !== slug)
  const erased = [...shelves, ...elsewhere.map((known) => openDrafts(known))]
    .map((shelf) => shelf.eraseAll())
    .every(Boolean)
  beginAnew(erased ? say("toutEfface") : say("nonEfface"))
}

/** Leave the draft where it is kept, and begin another portrait. */
const beginAnother = () => {
  if (unsaved) saveDraft()
  if (findQuestion()) return // another tab changed the draft: that comes first
  if (unsaved) refresh(say("sansPlace"))
  else if (slug) location.assign(location.pathname)
  else if (drafts.retire()) beginAnew(say("misDeCote"))
  else refresh(say("sansPlace"))
}

/**
 * Put the form back as it was before anything was typed, at its first step.
 *
 * @param {string} message
 */
const beginAnew = (message) => {
  stopSaving()
  unsaved = false
  begun = initial
  start(initial)
  draftState.textContent = drafts.works() ? say("aucun") : say("nonGarde")
  showDraftButtons(false)
  history.replaceState(null, "", `#${steps[0].id}`)
  closeQuestion()
  refresh(message)
}

/** Say what was done, and show what came of it. */
const refresh = (message = notice.textContent ?? "") => {
  notice.textContent = message
  showAside()
  showStep()
}

/**
 * Fill the form with a draft; ask what to do when the published portrait has changed since.
 *
 * @param {Draft} draft
 */
const resume = (draft) => {
  begun = draft.base
  start(draft.data, draft.unticked)
  for (const control of findAll(form, "input, textarea, select")) {
    if (isAnswered(control)) markVisited(control) // what was found there is shown again
  }
  showDraftButtons(true)
  if (!published) return
  const changes = draft.base && listChanges(draft.base, published, schema)
  const same = changes?.length === 0 || !listChanges(draft.data, published, schema).length
  if (same) begun = published
  else openQuestion("outdated", changes ? say("ontChange", { champs: changes.join(", ") }) : "")
}

// ---- what the writer must choose ----

/** @type {string | undefined} of the text of this tab, set aside until the question is answered */
let ownId

/**
 * Ask something: nothing can be typed until it is answered.
 *
 * @param {string} name
 */
const openQuestion = (name, details = "") => {
  for (const question of questions) question.hidden = question.dataset.question !== name
  findQuestion()?.querySelector(".precisions")?.replaceChildren(details)
  form.inert = true
}

const findQuestion = () => questions.find(({ hidden }) => !hidden)

const closeQuestion = () => {
  for (const question of questions) question.hidden = true
  form.inert = false
  ownId = undefined
}

/**
 * Another tab changed the draft, set it aside or erased it.
 *
 * @param {string} change
 */
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

/** @param {string} name */
const isAsked = (name) => findQuestion()?.dataset.question === name

const compareTabs = () => {
  const change = drafts.compare()
  if (change !== "same") askAboutTabs(change)
  // The other tab erased what it had kept, and this one had kept nothing yet.
  else if (isAsked("changed") || isAsked("erased")) askAboutTabs("erased")
  else showAside()
}

const keepThisTab = () => {
  const told = isAsked("changed") ? say("misDeCote") : ""
  if (!drafts.retire()) return refresh(say("sansPlace"))
  if (ownId) drafts.dropAside(ownId)
  unsaved = true // until it is kept as the draft
  closeQuestion()
  saveDraft()
  refresh(told)
}

const takeOtherTab = () => {
  if (!holdsText()) return followOtherTab([])
  drafts.setAside(describeDraft(), ownId)
  followOtherTab([say("misDeCote")])
}

const forgetThisTab = () => followOtherTab([say("efface")])

/**
 * Show what the browser keeps now, in the place of the text of this tab.
 *
 * @param {string[]} told
 */
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
  if (drafts.retire()) beginAnew(say("misDeCote"))
  else refresh(say("sansPlace"))
}

// ---- the texts set aside ----

/** @type {typeof import("./shelf.js") | undefined} */
let shelfModule

/** Fetch what only who has several drafts needs; without network, the list waits. */
const loadShelf = async () => {
  try {
    shelfModule ??= await import("./shelf.js")
  } catch {
    // asked for again the next time
  }
}

const listAside = () =>
  shelves.flatMap((shelf) => shelf.listAside().map((entry) => ({ ...entry, shelf })))

/** Show the other drafts of this browser, where there are some. */
const showAside = async () => {
  const aside = listAside()
  const kept = aside.length || listKept().some((known) => known !== slug)
  others.hidden = !kept || Boolean(findQuestion()) // one thing at a time
  if (aside.length) showDraftButtons(true)
  if (!kept) return
  await loadShelf()
  shelfModule?.showShelf(find(others, "ul"), listAside(), drafts, schema, say)
}

/**
 * @param {HTMLElement} button
 * @returns {Aside & { shelf: Drafts }}
 */
const findAside = (button) => {
  const item = button.closest("li")
  const entry = listAside().find(
    ({ id, shelf }) => id === item?.dataset.id && shelf.slug === item.dataset.slug,
  )
  if (!entry) throw new Error("not set aside any more")
  return entry
}

/** @param {HTMLElement} button */
const resumeAside = (button) => {
  const { id, text } = findAside(button)
  const draft = parseDraft(text, schema, slug)
  if (!draft || !takeUp(draft)) return // only what can be read is offered
  if (!draft.partial) drafts.dropAside(id)
  refresh(draft.partial ? say("motPerdu") : "")
}

/**
 * Put a draft in the place of the one that is shown, which is set aside; tell whether it was done.
 *
 * @param {Draft} draft
 */
const takeUp = (draft) => {
  if (unsaved) saveDraft()
  if (findQuestion()) return false // another tab changed the draft: that comes first
  if (!drafts.retire()) {
    refresh(say("sansPlace"))
    return false
  }
  if (unsaved) drafts.setAside(describeDraft())
  resume(draft)
  unsaved = true // until it is kept as the draft
  saveDraft()
  return true
}

/** Open a draft that was taken away as a file, here or on another device. */
const openFile = async () => {
  const [file] = draftFile.files ?? []
  if (!file) return
  await loadShelf()
  const read = await shelfModule?.readDraftFile(file, schema)
  draftFile.value = "" // the same file may be opened again
  if (!shelfModule || !read) return refresh(say("pasUnBrouillon", { fichier: file.name }))
  const { text, draft } = read
  const theirs = String(draft.data.slug ?? "")
  if (theirs === slug) {
    if (!takeUp(draft)) return
    if (draft.partial) drafts.setAside(text)
    return refresh(draft.partial ? say("motPerdu") : say("ouvert", { fichier: file.name }))
  }
  // The draft of another portrait: it is kept in its place, and shown there.
  if (unsaved) saveDraft()
  if (findQuestion()) return
  const place = openDrafts(theirs)
  if (unsaved || !place.retire() || place.write(text) !== "kept") return refresh(say("sansPlace"))
  location.assign(shelfModule.addressForm(theirs))
}

/** @param {HTMLElement} button */
const saveAside = (button) => {
  const { text, shelf } = findAside(button)
  const draft = parseDraft(text, schema, shelf.slug)
  if (draft) downloadDraft(text, draft.data)
  else offerFile(`${say("brouillon")}.txt`, "text/plain", text)
}

/** @param {HTMLElement} button */
const dropAside = (button) => {
  if (!confirm(say("effacer"))) return
  const { id, shelf } = findAside(button)
  shelf.dropAside(id)
  if (unsaved) saveDraft() // there may be room now
  showAside()
  notice.textContent = say("efface")
  notice.focus()
}

// ---- the steps ----

/** The portrait as it is told now; what no step asks stays as it came. */
const collect = () => {
  const data = { ...base }
  if (falseAlarms.length) data.fausses_alertes = [...falseAlarms]
  else delete data.fausses_alertes
  for (const { fields } of steps) {
    for (const [key, field] of fields) {
      const value = field.read()
      if (value === undefined) delete data[key]
      else data[key] = value
    }
  }
  return data
}

/**
 * What was said under words that are no longer ticked, by the key of its field.
 *
 * @returns {Group}
 */
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
  if (left.length) data.fausses_alertes = left
  else delete data.fausses_alertes
  return data
}

/**
 * Build every step anew, filled with the data and with what was typed under unticked words.
 *
 * @param {Group} data
 * @param {Group} unticked
 */
const start = (data, unticked = {}) => {
  base = data
  falseAlarms = readList(data.fausses_alertes).map(String)
  const { needs = [], refuses = [] } = listDuties(data, schema) ?? {}
  /** @param {string} key */
  const isRequired = (key) => schema.required.includes(key) || needs.includes(key)
  attempted = new Set()
  for (const { section } of steps) if (section !== lastSection) section.remove()
  steps = schema["x-etapes"].flatMap(({ titre, champs }, index) => {
    const keys = champs.filter((key) => !refuses.includes(key))
    if (!keys.length) return []
    const section = clone("etape")
    section.id = `etape-${index + 1}`
    find(section, "h2").textContent = titre
    /** @type {Map<string, Field>} */
    const fields = new Map()
    const optional = keys.filter((key) => !isRequired(key))
    const alone = optional.length === keys.length - 1 // the step says what its one question is
    for (const key of keys) {
      const required = isRequired(key)
      const asked = {
        id: key,
        required,
        plain: required && alone,
        say,
        unticked: unticked[key],
      }
      fields.set(key, buildField(schema, schema.properties[key], data[key], asked))
    }
    find(section, ".contenu").append(...arrange(fields, optional, data, say("facultatif")))
    section.append(clone("suite"))
    return [{ id: section.id, title: titre, section, fields }]
  })
  lastSection.before(...steps.map(({ section }) => section))
  for (const [index, { section }] of steps.entries()) {
    const back = find(section, '[data-action="retour"]', HTMLAnchorElement)
    if (index) back.href = `#${steps[index - 1].id}`
    else back.remove()
  }
  steps.push({
    id: lastSection.id,
    title: lastSection.dataset.titre ?? "",
    section: lastSection,
    fields: new Map(),
  })
  find(root, ".etapes ol").replaceChildren(
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

let shown = 0 // steps, one after the other: what comes after its own step was left is not shown

/** Show the step that the address names, and put the reader at its beginning. */
const showStep = ({ focus = true } = {}) => {
  shown += 1
  const current = findCurrent()
  const number = steps.indexOf(current) + 1
  for (const { section } of steps) section.hidden = section !== current.section
  find(root, ".etapes summary").textContent = say("etape", { n: number, total: steps.length })
  find(root, ".a-savoir").hidden = number > 1
  if (current.section === lastSection) finish()
  else showProblems()
  const question = findQuestion()
  if (question) {
    question.focus({ preventScroll: true })
    question.scrollIntoView({ block: "center" })
    return
  }
  if (!focus) return
  const place = summary.hidden ? find(current.section, "h2") : summary
  place.focus({ preventScroll: true })
  form.scrollIntoView()
}

/**
 * Check the step; go on when nothing is wrong in it.
 *
 * @param {Event} event
 */
const submitStep = (event) => {
  event.preventDefault()
  const current = findCurrent()
  attempted.add(current)
  const problems = findProblems()
  // Shown from now on; a field that appears later is left in peace until it is answered.
  for (const { step, place } of problems) if (step === current) visited.add(place.error)
  showProblems()
  const here = problems.filter((problem) => problem.step === current && !isAgreement(problem))
  if (here.length) {
    showSummary(here)
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
 *
 * @returns {Placed[]}
 */
const findEverything = () =>
  checkPortrait(collect(), schema)
    .filter(({ code }) => code !== USELESS)
    .map((problem) => {
      const [key, ...rest] = problem.path
      const step = steps.find(({ fields }) => fields.has(String(key))) ?? steps[0]
      const field = step.fields.get(String(key)) ?? [...step.fields.values()][0]
      return { ...problem, step, place: field.find(rest) }
    })
    .sort((one, other) => compareOrder(one.place.control, other.place.control))

/**
 * @param {Node} one
 * @param {Node} other
 */
const compareOrder = (one, other) => {
  if (one === other) return 0
  return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
}

/**
 * Whether a problem is that the people concerned did not agree: they agree to what they have read,
 * which the end shows them.
 *
 * @param {Placed} problem
 */
const isAgreement = ({ path }) => path.join(".") === "provenance.consentement"

const findProblems = () => findEverything().filter(({ stops }) => stops)

/** Show each problem at its field, once the field was left or its step tried. */
const showProblems = () => {
  const all = findEverything()
  /** @type {Map<Element, Placed[]>} */
  const shown = new Map()
  for (const problem of all) {
    const { error } = problem.place
    if (visited.has(error)) shown.set(error, [...(shown.get(error) ?? []), problem])
  }
  for (const error of form.querySelectorAll(".erreur")) {
    const problems = shown.get(error) ?? []
    const told = problems
      .filter(({ stops }) => stops)
      .map((p) => `${p.message} ${readRemedy(p, schema)}`.trim())
    showFaults(error, [...new Set(told.map(setFrench))])
    showAlarms(error, problems, say)
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

/** @param {HTMLInputElement} box */
const confirmAlarm = (box) => {
  const snippet = box.closest("li")?.dataset.snippet ?? ""
  // The same words may have been confirmed elsewhere, typed in another way.
  falseAlarms = falseAlarms.filter((said) => foldAlarm(said, schema) !== foldAlarm(snippet, schema))
  if (box.checked) falseAlarms.push(snippet)
  showProblems()
}

/**
 * Say of each step whether it is the current one, and what came of it once it was tried.
 *
 * @param {Set<Step>} faulty
 */
const showStates = (faulty) => {
  for (const [index, link] of findAll(root, ".etapes a").entries()) {
    const step = steps[index]
    const tried = attempted.has(step) && step.section !== lastSection
    link.className = tried ? (faulty.has(step) ? "a-reprendre" : "complete") : ""
    find(link, "span").textContent = tried
      ? ` (${faulty.has(step) ? say("aReprendre") : say("complete")})`
      : ""
    if (step === findCurrent()) link.setAttribute("aria-current", "step")
    else link.removeAttribute("aria-current")
  }
}

/** @param {Element} control */
const isAnswered = (control) => {
  if (control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type)) {
    return control.checked
  }
  return "value" in control && String(control.value).trim() !== ""
}

/** @param {Element} control */
const markVisited = (control) => {
  let part = control.closest(FIELD)
  while (part) {
    visited.add(find(part, ".erreur"))
    part = part.parentElement?.closest(FIELD) ?? null
  }
}

/**
 * @template Item, Key
 * @param {Item[]} items
 * @param {(item: Item) => Key} choose
 */
const groupBy = (items, choose) => {
  /** @type {Map<Key, Item[]>} */
  const groups = new Map()
  for (const item of items) groups.set(choose(item), [...(groups.get(choose(item)) ?? []), item])
  return groups
}

/**
 * The answers to mend, each once, under the step where it is when several steps have some.
 *
 * @param {Placed[]} problems
 */
const showSummary = (problems) => {
  const answers = groupBy(problems, ({ place }) => place.control)
  const bySteps = groupBy([...answers.values()], ([{ step }]) => step)
  summary.hidden = !problems.length
  find(summary, "h2").textContent = say("aFaire", { n: answers.size })
  find(summary, "ul").replaceChildren(
    ...[...bySteps].flatMap(([step, found]) => {
      const items = found.map(showAnswer)
      if (bySteps.size < 2) return items
      const group = document.createElement("li")
      const list = document.createElement("ul")
      list.append(...items)
      group.append(say("deLEtape", { n: steps.indexOf(step) + 1, titre: step.title }), list)
      return [group]
    }),
  )
}

/**
 * Open all that an element is closed in.
 *
 * @param {Element} element
 */
const unfold = (element) => {
  const details = element.closest("details:not([open])")
  if (!(details instanceof HTMLDetailsElement)) return
  details.open = true
  unfold(details)
}

/**
 * A link to an answer, with all that is wrong in it.
 *
 * @param {Placed[]} problems
 */
const showAnswer = (problems) => {
  const [{ step, place }] = problems
  const item = document.createElement("li")
  const link = document.createElement("a")
  link.href = `#${place.control.id}`
  const named = `« ${place.title} »`
  const told = new Set(problems.map(({ message }) => message.replace(named, `« ${place.label} »`)))
  const said = [...told].join(" ")
  link.textContent = setFrench(
    said.includes(`« ${place.label} »`) ? said : `${place.label} : ${said}`,
  )
  link.addEventListener("click", (event) => {
    event.preventDefault()
    if (step !== findCurrent()) {
      history.pushState(null, "", `#${step.id}`)
      summary.hidden = true
      showStep({ focus: false })
    }
    unfold(place.control)
    place.control.focus()
    place.control.scrollIntoView({ block: "center" })
  })
  item.append(link)
  return item
}

// ---- the end: read again, take the file away ----

/** @type {typeof import("./sending.js") | undefined} */
let sending
/** @type {string[] | undefined} of the published portraits */
let names
/** @type {import("./sending.js").PortraitFile | undefined} what is ready to be taken away */
let ready

const END_PATIENCE = 5000 // milliseconds: somebody is waiting there

/**
 * What is promised, unless it takes too long.
 *
 * @template Promised
 * @param {number} milliseconds
 * @param {Promise<Promised>} promise
 * @returns {Promise<Promised>}
 */
const within = (milliseconds, promise) =>
  new Promise((resolve, reject) => {
    setTimeout(reject, milliseconds, new Error("too long"))
    promise.then(resolve, reject)
  })

/** Fetch what only the end needs; what the network refuses is asked for again at the end. */
const prepareEnd = async () => {
  try {
    sending ??= await within(END_PATIENCE, import("./sending.js"))
    await loadShelf()
    // The list of all names is asked for, never one name: the title does not leave this browser.
    if (!slug) names ??= await fetchJson(readSetting("noms"), END_PATIENCE)
  } catch {
    // the end says what is missing
  }
}

const finish = async () => {
  const turn = shown
  for (const step of steps) attempted.add(step)
  const everything = findEverything()
  const problems = everything.filter(({ stops }) => stops)
  for (const { place } of everything) visited.add(place.error)
  showProblems()
  showSummary(problems)
  const page = find(root, ".a-lire")
  const end = find(root, ".pret")
  ready = undefined
  page.hidden = end.hidden = true
  if (!problems.every(isAgreement)) return
  await prepareEnd()
  if (turn !== shown) return
  if (!sending) {
    notice.textContent = say("sansFin")
    return
  }
  const data = collectForFile()
  const file = sending.makeFile(data, schema, names ?? [])
  const doubts = findEverything().filter(({ stops }) => !stops)
  const told = doubts.map(({ message }) => setFrench(message))
  find(root, ".a-relire").hidden = !told.length
  find(root, ".a-relire ul").replaceChildren(...listItems(told))
  find(root, ".lecture-fiche").replaceChildren(...sending.showPortrait(data, schema))
  sending.showFile(root, file, String(data.titre))
  const note = find(root, ".nom")
  note.hidden = Boolean(data.slug) || (names !== undefined && file.name === `${file.wished}.yml`)
  note.textContent = names ? say("nomPris", { nom: file.wished }) : say("nomIncertain")
  result.textContent = ""
  const agreed = !problems.length
  find(page, ".passe").hidden = !agreed
  find(page, ".sans-accord").hidden = agreed
  page.hidden = false
  try {
    const { showPreview } = await within(END_PATIENCE, import("./preview.js"))
    await showPreview(find(root, ".a-venir"), data, file.name.replace(/\.yml$/, ""), schema)
  } catch {
    if (turn !== shown) return
    notice.textContent = say("sansApercu")
    find(root, ".reponses", HTMLDetailsElement).open = true
  }
  // Only now that the page above has its height: a button that moves is missed by a finger.
  if (!agreed || turn !== shown) return
  ready = file
  end.hidden = false
}

const download = () => {
  if (!ready) return
  offerFile(ready.name, YAML, ready.text)
  unsaved = false
  result.textContent = say("telecharge", { fichier: ready.name })
}

const copy = async () => {
  const came = await sending?.copyFile(root, say)
  result.textContent = came ?? ""
}

/**
 * Offer a draft as a file, which the form can open again.
 *
 * @param {string} text
 * @param {Group} data
 */
const downloadDraft = async (text, data) => {
  await prepareEnd()
  const word = say("brouillon")
  const name = sending ? sending.nameDraft(word, data, schema) : `${word}.json`
  offerFile(name, "application/json", text)
  notice.textContent = say("brouillonTelecharge", { fichier: name })
}

const saveFile = () => {
  unsaved = false
  return downloadDraft(describeDraft(), collect())
}

/** @type {Record<string, (button: HTMLElement) => void>} */
const ACTIONS = {
  effacer: eraseDraft,
  "tout-effacer": eraseAll,
  commencer: beginAnother,
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

const fetchPublished = async () => {
  try {
    const address = `${readSetting("portraits")}${encodeURIComponent(slug)}.json`
    const portrait = await fetchJson(address, PATIENCE)
    return isPortrait(portrait, schema) ? portrait : undefined
  } catch {
    return undefined
  }
}

/**
 * What of a portrait no step of the form asks.
 *
 * @param {Group} portrait
 */
const listGiven = (portrait) => {
  const asked = schema["x-etapes"].flatMap(({ champs }) => champs)
  return Object.fromEntries(Object.entries(portrait).filter(([key]) => !asked.includes(key)))
}

/**
 * Read the draft; what the form cannot take of it is set aside, and said to be.
 *
 * @param {string[]} told
 */
const readDraft = (told) => {
  const text = drafts.read()
  const draft = text === null ? null : parseDraft(text, schema, slug)
  if (text !== null && draft?.partial) {
    drafts.setAside(text)
    told.push(say("motPerdu"))
  } else if (text !== null && !draft) {
    const retired = drafts.retire()
    if (!retired) drafts.guard()
    told.push(retired ? say("illisible") : say("illisibleSansPlace"))
  }
  return draft
}

const open = async () => {
  schema = await fetchJson(readSetting("schema"), PATIENCE)
  /** @type {string[]} */
  const told = []
  if (slug) published = await fetchPublished()
  let draft = readDraft(told)
  if (published) {
    told.push(say("correction", { titre: String(published.titre) }))
  } else if (slug && draft) {
    told.push(say("nonRelue", { titre: String(draft.data.titre ?? slug) }))
  } else if (slug) {
    told.push(say("absente"))
    slug = "" // what is typed is no correction
    drafts = openDrafts(slug)
    shelves = [drafts, ...shelves]
    draft = readDraft(told)
  }
  const known = slug && draft ? (draft.base ?? listGiven(draft.data)) : undefined
  initial = published ?? known ?? { origine: readSetting("origine") }
  begun = initial
  draftState.textContent = drafts.works() ? say("aucun") : say("nonGarde")
  if (draft) {
    resume(draft)
    told.push(say("repris", { date: writeTime(draft.date, LONG) }))
  } else {
    start(initial)
  }
  showAside()
  opening.hidden = true
  root.hidden = false
  notice.textContent = told.join(" ")
  find(root, ".etapes details", HTMLDetailsElement).open = matchMedia("(min-width: 45em)").matches
  showStep({ focus: false })

  draftFile.addEventListener("change", openFile)
  form.addEventListener("submit", submitStep)
  form.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.closest(".alertes")) confirmAlarm(target)
  })
  form.addEventListener("input", saveSoon)
  form.addEventListener("focusout", ({ target }) => {
    if (target instanceof Element && isAnswered(target)) {
      markVisited(target)
      if (!pressing) showProblems()
    }
  })
  // A message that appears moves what is under it: a click that has begun ends first. Under a
  // finger, the field is left and the click comes only after the finger is lifted.
  let lifted = 0
  const endPress = () => {
    clearTimeout(lifted)
    pressing = false
    setTimeout(() => showProblems())
  }
  addEventListener("pointerdown", () => {
    clearTimeout(lifted)
    pressing = true
  })
  addEventListener("pointerup", () => {
    lifted = setTimeout(endPress, CLICK_PATIENCE)
  })
  for (const end of ["click", "pointercancel"]) addEventListener(end, endPress)
  form.addEventListener("input", ({ target }) => {
    if (target instanceof Element && target.getAttribute("aria-invalid")) showProblems()
  })
  form.addEventListener("keydown", (event) => {
    // Enter in a one-line field would leave the step, or make a second line: it does nothing.
    const { key, target } = event
    if (key !== "Enter" || !(target instanceof Element)) return
    if (target.matches("input, .une-ligne")) event.preventDefault()
  })
  root.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-action]") : null
    if (button instanceof HTMLElement) ACTIONS[button.dataset.action ?? ""]?.(button)
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
