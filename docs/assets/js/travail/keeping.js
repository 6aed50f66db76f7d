// What the tools of a team share: what it writes leaves as a file, comes back from one, and is kept
// in this browser only if somebody asks for it.
//
// What is replaced or erased stays at hand until the page closes: one button brings it back. A file
// that cannot be read whole changes nothing. A tab neither replaces nor erases what another tab has
// kept and that it has not read: it stops keeping, and asks which of the two to keep.
import { find, offerFile, readWords } from "../page.js"

/**
 * @typedef {Record<string, unknown>} Group
 * @typedef {{ state: Group, unknown: number }} Reading what is read of a file; unknown: how many of
 *   its lines are no longer here
 * @typedef {object} Tool
 * @property {string} name the name of its files, and what tells them from another tool's
 * @property {string} key under which the browser keeps what is written
 * @property {() => Group} get all that is written
 * @property {(state: Group) => void} show put it in the place of what is written
 * @property {(data: Group) => Reading | null} read what comes from outside; null: not a file of the tool
 * @property {() => boolean} isEmpty whether nothing is written
 */

const MOST = 1_000_000 // bytes of a file: what a team writes takes far less
// Controls, the signs that turn a line around, and half of a sign: replaced in what a file says.
const UNREADABLE = /[\p{Cc}\p{Bidi_Control}\p{Cs}]/gu

/**
 * @param {unknown} value
 * @returns {value is Group}
 */
export const isGroup = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/**
 * Return a text of a file, on one line, cut at so many signs; nothing where it is none.
 *
 * @param {unknown} value
 * @param {number} most
 */
export const readText = (value, most) => readNote(value, most).replaceAll("\n", " ")

/**
 * The same, of a note, whose lines stay lines.
 *
 * @param {unknown} value
 * @param {number} most
 */
export const readNote = (value, most) => {
  if (typeof value !== "string") return ""
  const lines = value.slice(0, most).split("\n")
  return lines.map((line) => line.replace(UNREADABLE, " ")).join("\n")
}

/**
 * Make the controls of a tool work; return what it calls when something is written.
 *
 * @param {ParentNode} root
 * @param {Tool} tool
 */
export const keep = (root, tool) => {
  const say = readWords("mots-garde")
  /** @param {string} name */
  const control = (name) => find(root, `[data-garde="${name}"]`)
  const box = find(root, '[data-garde="garder"]', HTMLInputElement)
  const files = find(root, '[data-garde="ouvrir"]', HTMLInputElement)
  const back = control("revenir")
  const status = find(root, ".garde-dit")
  const other = find(root, ".garde-autre")
  /** @type {Group | null} what was written before it was replaced or erased */
  let before = null
  /** @type {string | null} what the browser keeps, as this tab last read or wrote it */
  let known = null
  let unsaved = false

  const write = () => ({ outil: tool.name, ...tool.get() })

  /** What the browser keeps; null: nothing, or it refuses to say. */
  const readStored = () => {
    try {
      return localStorage.getItem(tool.key)
    } catch {
      return null
    }
  }

  /** Tell what another tab did, where it did something: nothing more is kept from here. */
  const giveWay = () => {
    const stored = readStored()
    other.hidden = true
    if (stored === known) return false
    if (stored === JSON.stringify(write())) {
      known = stored
      return false
    }
    box.checked = false
    unsaved = !tool.isEmpty()
    if (stored === null) {
      known = null
      status.textContent = say("effaceAilleurs")
    } else {
      other.hidden = false
      status.textContent = ""
    }
    return true
  }

  const store = () => {
    if (giveWay()) return
    const text = JSON.stringify(write())
    try {
      localStorage.setItem(tool.key, text)
    } catch {
      box.checked = false
      status.textContent = say("nonGarde")
      return
    }
    known = text
    unsaved = false
    const heure = new Date().toLocaleTimeString("fr", { hour: "2-digit", minute: "2-digit" })
    status.textContent = say("garde", { heure })
  }

  /** Erase what is kept; false where another tab has kept something else since. */
  const forget = () => {
    if (readStored() !== known) return false
    try {
      localStorage.removeItem(tool.key)
    } catch {
      // refused by the browser: nothing is kept there
    }
    known = null
    return true
  }

  const changed = () => {
    unsaved = !tool.isEmpty()
    if (box.checked) store()
  }

  /** @param {Group} state */
  const replace = (state) => {
    before = tool.isEmpty() ? before : tool.get()
    back.hidden = before === null
    tool.show(state)
    changed()
  }

  /**
   * Read the text of a file; return what is in it, or the sentence that says why not.
   *
   * @param {string} text
   * @param {string} fichier
   * @returns {Reading | string}
   */
  const parse = (text, fichier) => {
    /** @type {unknown} */
    let data = null
    try {
      data = JSON.parse(text)
    } catch {
      // not a file of this page: below
    }
    if (!isGroup(data) || typeof data.outil !== "string") return say("pasUnFichier", { fichier })
    if (data.outil !== tool.name) return say("dUnAutre", { fichier })
    return tool.read(data) ?? say("pasUnFichier", { fichier })
  }

  /** @param {File} file */
  const open = async (file) => {
    const fichier = file.name
    if (file.size > MOST) {
      status.textContent = say("tropGros", { fichier })
      return
    }
    const read = parse(await file.text().catch(() => ""), fichier)
    if (typeof read === "string") {
      status.textContent = read
      return
    }
    replace(read.state)
    const { unknown: n } = read
    status.textContent = n ? say("inconnus", { n, fichier }) : say("ouvert", { fichier })
  }

  files.addEventListener("change", async () => {
    const file = files.files?.[0]
    if (file) await open(file)
    files.value = "" // the same file may be opened again
  })
  box.addEventListener("change", () => {
    if (box.checked) store()
    else {
      const forgotten = forget()
      status.textContent = say(forgotten ? "plusGarde" : "gardeAilleurs")
      unsaved = !tool.isEmpty()
    }
  })
  control("imprimer").addEventListener("click", () => print())
  control("enregistrer").addEventListener("click", () => {
    const fichier = `${tool.name}-${new Date().toISOString().slice(0, 10)}.json`
    offerFile(fichier, "application/json", `${JSON.stringify(write(), null, 1)}\n`)
    unsaved = false
    status.textContent = say("enregistre", { fichier })
  })
  control("effacer").addEventListener("click", () => {
    const kept = box.checked
    const forgotten = forget()
    box.checked = false
    const empty = tool.read({})
    if (empty) replace(empty.state)
    if (forgotten) status.textContent = say(kept ? "effacePartout" : "efface")
    else status.textContent = `${say("efface")} ${say("gardeAilleurs")}`
    unsaved = false
  })
  back.addEventListener("click", () => {
    const now = tool.get()
    if (before) tool.show(before)
    before = now
    changed()
    status.textContent = say("revenu")
  })
  control("reprendre").addEventListener("click", () => {
    const stored = readStored()
    const read = stored === null ? "" : parse(stored, tool.key)
    if (typeof read === "string") {
      status.textContent = say(stored === null ? "effaceAilleurs" : "illisible")
      return
    }
    known = stored
    box.checked = true
    replace(read.state)
    status.textContent = say("reprisAilleurs")
    box.focus()
  })
  control("imposer").addEventListener("click", () => {
    known = readStored()
    const read = known === null ? "" : parse(known, tool.key)
    if (typeof read !== "string") before = read.state
    back.hidden = before === null
    box.checked = true
    store()
    box.focus()
  })
  addEventListener("storage", ({ key }) => {
    const isMine = key === null || key === tool.key
    if (isMine && (box.checked || !other.hidden)) giveWay()
  })
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault()
  })

  // What was kept comes back.
  try {
    known = localStorage.getItem(tool.key)
  } catch {
    box.disabled = true
  }
  if (known !== null) {
    const read = parse(known, tool.key)
    if (typeof read === "string") status.textContent = say("illisible")
    else {
      tool.show(read.state)
      box.checked = true
      status.textContent = say("repris")
    }
  }
  find(root, ".garde").hidden = false

  return changed
}
