// The chessboard: a team writes its actions and its actors on tokens, each on one square or several.
// A dialog writes, moves and takes away a token: by keyboard, mouse or touch alike.
import { clone, fetchPage, find, findAll, offerFile, readWords } from "../page.js"
import { drawBoard } from "./drawing.js"
import { isGroup, keep, readNote, readText } from "./keeping.js"

/**
 * @import { Group, Reading } from "./keeping.js"
 */
/**
 * @typedef {"action" | "acteur"} Kind
 * @typedef {{ text: string, kind: Kind, squares: string[] }} Token
 * @typedef {{ texte: string, spheres: string[], niveau: string | null }} Actor
 * @typedef {{ slug: string, titre: string, jetons: Actor[] }} Beginning
 */

const MOST = 300 // tokens
const LONGEST = { token: 200, name: 120, note: 2000 } // signs

const root = find(document, "[data-outil]")
const say = readWords("mots")
const status = find(root, ".plateau-dit")
const title = find(root, "#plateau-nom", HTMLInputElement)
const note = find(root, "[data-note]", HTMLTextAreaElement)
const waiting = find(root, ".a-placer")
const squares = new Map(findAll(root, "[data-case]").map((each) => [each.dataset.case ?? "", each]))
const bands = [...squares.keys()].filter((key) => !key.includes("."))

/** @type {Token[]} */
let tokens = []

// ---- what is on the board ----

const draw = () => {
  for (const [key, square] of squares) {
    const here = tokens.filter((token) => token.squares.includes(key))
    find(square, ".jetons").replaceChildren(...here.map(drawToken))
    square.classList.toggle("case--remplie", here.length > 0)
  }
  const nowhere = tokens.filter((token) => !token.squares.length)
  find(waiting, ".jetons").replaceChildren(...nowhere.map(drawToken))
  waiting.hidden = !nowhere.length
}

/** @param {Token} token */
const drawToken = (token) => {
  const item = clone("jeton")
  const button = find(item, "button")
  const isActor = token.kind === "acteur"
  const genre = say(isActor ? "acteur" : "action")
  button.classList.toggle("jeton--acteur", isActor)
  find(item, ".jeton-genre").textContent = genre
  find(item, ".jeton-texte").textContent = token.text
  button.setAttribute("aria-label", say("modifier", { genre, texte: token.text }))
  button.addEventListener("click", () => edit(token))
  return item
}

// ---- the dialog ----

const dialog = find(root, "dialog", HTMLDialogElement)
const text = find(dialog, "#editeur-texte", HTMLInputElement)
const kinds = findAll(dialog, "[name=genre]", HTMLInputElement)
const boxes = findAll(dialog, "[name=case]", HTMLInputElement)
const fault = find(dialog, ".editeur-faux")
const remove = find(dialog, '[data-editeur="retirer"]')
/** @type {Token | null} the token being edited; none: a new one */
let edited = null

/** @param {string} sentence */
const tellFault = (sentence) => {
  fault.textContent = sentence
  fault.hidden = !sentence
}

/**
 * Open the dialog on a token, or on a new one for a square.
 *
 * @param {Token | null} token
 * @param {string} [square]
 */
const edit = (token, square = "") => {
  edited = token
  find(dialog, "h2").textContent = say(token ? "ancien" : "nouveau")
  text.value = token?.text ?? ""
  for (const kind of kinds) kind.checked = kind.value === (token?.kind ?? "action")
  for (const box of boxes) box.checked = (token?.squares ?? [square]).includes(box.value)
  remove.hidden = !token
  tellFault("")
  dialog.showModal()
  text.focus()
}

/**
 * Close the dialog. What it was opened from is drawn anew: the focus goes to what stands there.
 *
 * @param {Token} token
 * @param {string} sentence
 */
const finish = (token, sentence) => {
  dialog.close()
  draw()
  changed()
  status.textContent = sentence
  const [square = ""] = token.squares
  const buttons = findAll(squares.get(square) ?? waiting, "button:not([hidden])")
  const own = buttons.find((b) => b.querySelector(".jeton-texte")?.textContent === token.text)
  ;(own ?? buttons.at(-1) ?? title).focus()
}

find(dialog, "form", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault()
  const written = text.value.trim()
  if (!written) {
    tellFault(say("sansTexte"))
    text.focus()
    return
  }
  if (!edited && tokens.length >= MOST) {
    tellFault(say("trop"))
    return
  }
  const token = edited ?? { text: "", kind: "action", squares: [] }
  token.text = written
  token.kind = kinds.some((kind) => kind.checked && kind.value === "acteur") ? "acteur" : "action"
  token.squares = boxes.filter((box) => box.checked).map((box) => box.value)
  if (!edited) tokens.push(token)
  finish(token, say("pose", { texte: written }))
})
remove.addEventListener("click", () => {
  const gone = edited
  if (!gone) return
  tokens = tokens.filter((token) => token !== gone)
  finish(gone, say("retire", { texte: gone.text }))
})
find(dialog, '[data-editeur="annuler"]').addEventListener("click", () => dialog.close())
for (const button of findAll(root, "[data-ajouter]")) {
  button.hidden = false
  button.addEventListener("click", () => edit(null, button.dataset.ajouter))
}

// ---- beginning with a portrait ----

/** @type {Beginning[]} those that come with the page, for a room without network */
const beginnings = JSON.parse(find(document, "#departs").textContent ?? "")
const beginning = find(root, ".depart", HTMLFormElement)
const choice = find(beginning, "select", HTMLSelectElement)
const way = find(beginning, ".depart-retour")

/** @param {string} slug */
const locate = (slug) => {
  const portraits = new URL(beginning.dataset.portraits ?? "", location.href)
  return new URL(`${encodeURIComponent(slug)}/`, portraits).href
}

/**
 * Return what a portrait begins a board with, read from its own page where it did not come with
 * this one. Throws where it does not come, or names nobody.
 *
 * @param {string} slug
 * @returns {Promise<Beginning>}
 */
const readBeginning = async (slug) => {
  const known = beginnings.find((each) => each.slug === slug)
  if (known) return known
  const page = await fetchPage(locate(slug))
  const jetons = findAll(page, ".acteurs > li").map((actor) => ({
    texte: find(actor, "strong").textContent.trim(),
    spheres: (actor.dataset.spheres ?? "").split(" ").filter(Boolean),
    niveau: actor.dataset.niveau || null,
  }))
  if (!jetons.length) throw new RangeError(`${slug}: no actor`)
  return { slug, titre: find(page, "h1").textContent.trim(), jetons }
}

/**
 * Put the actors of a portrait on the board, but those that are there; return how many.
 *
 * @param {Beginning} portrait
 */
const begin = ({ slug, titre, jetons }) => {
  const known = new Set(tokens.map((token) => token.text))
  /** @type {Token[]} */
  const actors = jetons.map(({ texte, spheres, niveau }) => ({
    text: texte,
    kind: "acteur",
    squares: spheres.flatMap((sphere) => {
      if (bands.includes(sphere)) return [sphere]
      return niveau ? [`${sphere}.${niveau}`] : []
    }),
  }))
  const added = actors.filter((token) => !known.has(token.text)).slice(0, MOST - tokens.length)
  tokens.push(...added)
  title.value ||= titre
  draw()
  const back = find(way, "[data-retour]", HTMLAnchorElement)
  back.href = locate(slug)
  back.textContent = say("retour", { titre })
  find(way, "[data-comparer]", HTMLAnchorElement).search = `?p=${encodeURIComponent(slug)}`
  way.hidden = false
  status.textContent = say("deDepart", { n: added.length, titre })
}

/** Begin with the portrait that the address asks for, on an empty board; else offer it. */
const beginAsAsked = async () => {
  const slug = new URLSearchParams(location.search).get("p")
  if (!slug) return
  try {
    const portrait = await readBeginning(slug)
    if (!beginnings.includes(portrait)) {
      beginnings.push(portrait)
      choice.add(new Option(portrait.titre, slug))
    }
    choice.value = slug
    if (isEmpty()) begin(portrait)
    else status.textContent = say("dejaEcrit", { titre: portrait.titre })
  } catch {
    status.textContent = say("sansDepart")
  }
}

beginning.addEventListener("submit", (event) => {
  event.preventDefault()
  const portrait = beginnings.find(({ slug }) => slug === choice.value)
  if (!portrait) return
  begin(portrait)
  changed()
})
beginning.hidden = false
find(root, ".plateau-nom").hidden = false

// ---- what is kept, and what leaves ----

/** @param {Token} token */
const writeToken = ({ text, kind, squares }) => ({ texte: text, genre: kind, cases: squares })

const get = () => ({ nom: title.value, note: note.value, jetons: tokens.map(writeToken) })

/** @param {Group} state */
const show = (state) => {
  title.value = readText(state.nom, LONGEST.name)
  note.value = readNote(state.note, LONGEST.note)
  const told = /** @type {ReturnType<typeof writeToken>[]} */ (state.jetons)
  tokens = told.map(({ texte, genre, cases }) => ({ text: texte, kind: genre, squares: cases }))
  draw()
}

/**
 * @param {Group} data
 * @returns {Reading | null}
 */
const read = ({ nom = "", note: told = "", jetons = [] }) => {
  if (!Array.isArray(jetons) || jetons.length > MOST) return null
  let unknown = 0
  const kept = []
  for (const token of jetons) {
    if (!isGroup(token) || !Array.isArray(token.cases)) return null
    const texte = readText(token.texte, LONGEST.token).trim()
    if (!texte || (token.genre !== "action" && token.genre !== "acteur")) return null
    const cases = [...new Set(token.cases.filter((key) => squares.has(key)))]
    unknown += new Set(token.cases).size - cases.length
    kept.push({ texte, genre: token.genre, cases })
  }
  const state = {
    nom: readText(nom, LONGEST.name),
    note: readNote(told, LONGEST.note),
    jetons: kept,
  }
  return { state, unknown }
}

const isEmpty = () => !tokens.length && !title.value && !note.value

const changed = keep(root, {
  name: "echiquier",
  key: "echiquier",
  get,
  show,
  read,
  isEmpty,
})
draw()
for (const field of [title, note]) field.addEventListener("input", changed)
beginAsAsked() // not written by the team: nothing is lost with it, the address brings it back

find(root, "[data-svg]").addEventListener("click", () => {
  const name = title.value || find(document, "h1").textContent || ""
  const nowhere = tokens.filter((token) => !token.squares.length).map((token) => token.text)
  const notes = [say("legende"), say("source")]
  if (nowhere.length) notes.unshift(say("aPlacer", { textes: nowhere.join(" ; ") }))
  const picture = drawBoard(root, name, say("dessin", { titre: name }), notes)
  offerFile("echiquier.svg", "image/svg+xml", picture)
})
