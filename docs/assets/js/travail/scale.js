// A scale on which a team places itself: what is answered is counted and shown, part by part. Alone,
// a statement has one answer; in a room, each answer has the number of its paper votes.
import { clone, find, findAll, readWords } from "../page.js"
import { isGroup, keep, readNote } from "./keeping.js"

/**
 * @import { Group, Reading } from "./keeping.js"
 */
/**
 * @typedef {{ one: HTMLInputElement, many: HTMLInputElement }} Choice
 * @typedef {{ key: string, choices: Map<string, Choice>, total: HTMLElement }} Statement
 */

const VOTES = /^[0-9]{1,3}$/
const LONGEST = 2000 // signs of a note

const say = readWords("mots")

/**
 * Tell whether a value of a file is a number of votes, which it may hold as a text: nothing else
 * is made a text here, since a group may refuse it.
 *
 * @param {unknown} value
 */
const isVotes = (value) =>
  (typeof value === "string" || typeof value === "number") && VOTES.test(String(value))

/** @param {HTMLElement} root */
const start = (root) => {
  const modes = findAll(root, ".repere-mode input", HTMLInputElement)
  const notes = findAll(root, "[data-note]", HTMLTextAreaElement)
  const parts = findAll(root, ".partie", HTMLDetailsElement).map((element) => ({
    element,
    result: find(element, ".dispersion"),
    rows: find(element, ".dispersion tbody"),
    wrong: find(element, ".partie-nombre-faux"),
    statements: findAll(element, ".enonce").map(readStatement),
  }))
  const statements = parts.flatMap((part) => part.statements)

  const isRoom = () => modes.some((mode) => mode.checked && mode.value === "salle")

  /**
   * How many gave each answer to a statement, as it is now answered.
   *
   * @param {Statement} statement
   */
  const count = ({ choices }) => {
    const room = isRoom()
    return [...choices.values()].map(({ one, many }) =>
      room ? Number(VOTES.test(many.value) && many.value) : Number(one.checked),
    )
  }

  const draw = () => {
    for (const part of parts) {
      const counts = part.statements.map(count)
      const most = Math.max(1, ...counts.flat())
      const rows = part.statements.flatMap((statement, rank) => {
        const total = (counts[rank] ?? []).reduce((sum, n) => sum + n, 0)
        statement.total.hidden = !(isRoom() && total) // to count papers again while typing
        statement.total.textContent = say("reponses", { n: total })
        return total ? [drawRow(statement, counts[rank] ?? [], most, total)] : []
      })
      part.rows.replaceChildren(...rows)
      part.result.hidden = rows.length === 0
      part.element.classList.toggle("partie--remplie", rows.length > 0)
      const wrong = isRoom() && part.statements.some(hasWrongNumber)
      if (part.wrong.hidden === wrong) {
        part.wrong.hidden = !wrong
        part.wrong.textContent = wrong ? say("nombre") : ""
      }
    }
    root.classList.toggle("repere--rempli", root.querySelector(".partie--remplie") !== null)
  }

  /**
   * @param {Statement} statement
   * @param {number[]} counts
   * @param {number} most
   * @param {number} total
   */
  const drawRow = (statement, counts, most, total) => {
    const row = clone("ligne")
    const legend = find(root, `[data-enonce="${statement.key}"] legend`)
    find(row, "th").textContent = legend.textContent
    const names = [...statement.choices.values()].map(({ many }) => many.labels?.[0]?.textContent)
    counts.forEach((n, rank) => {
      const cell = clone("nombre")
      find(cell, ".dispersion-reponse").textContent = names[rank]?.trim() ?? ""
      find(cell, ".dispersion-nombre").textContent = String(n)
      const bar = find(cell, "rect", SVGRectElement)
      bar.setAttribute("width", String(Math.round((100 * n) / most)))
      row.append(cell)
    })
    const last = document.createElement("td")
    last.className = "dispersion-total"
    last.textContent = say("reponses", { n: total })
    row.append(last)
    return row
  }

  /** @returns {Group} */
  const get = () => ({
    repere: root.dataset.repere,
    mode: isRoom() ? "salle" : "seul",
    reponses: Object.fromEntries(
      statements.flatMap(({ key, choices }) => {
        const chosen = [...choices].find(([, { one }]) => one.checked)
        return chosen ? [[key, chosen[0]]] : []
      }),
    ),
    papiers: Object.fromEntries(
      statements.flatMap(({ key, choices }) => {
        const votes = [...choices].flatMap(([answer, { many }]) =>
          many.value ? [[answer, many.value]] : [],
        )
        return votes.length ? [[key, Object.fromEntries(votes)]] : []
      }),
    ),
    notes: notes.map((note) => note.value),
  })

  /** @param {Group} state */
  const show = (state) => {
    for (const mode of modes) mode.checked = mode.value === state.mode
    const answers = /** @type {Record<string, string>} */ (state.reponses)
    const votes = /** @type {Record<string, Record<string, string>>} */ (state.papiers)
    for (const { key, choices } of statements) {
      for (const [answer, { one, many }] of choices) {
        one.checked = answers[key] === answer
        many.value = votes[key]?.[answer] ?? ""
      }
    }
    const written = /** @type {string[]} */ (state.notes)
    for (const [rank, note] of notes.entries()) note.value = written[rank] ?? ""
    draw()
    for (const part of parts) {
      if (part.element.classList.contains("partie--remplie")) part.element.open = true
    }
  }

  /**
   * What a file says, line by line: only what is known here, in numbers and texts of our own.
   *
   * @param {Group} data
   * @returns {Reading | null}
   */
  const read = (data) => {
    const { repere = root.dataset.repere, mode = "seul", reponses = {}, papiers = {} } = data
    const { notes: told = [] } = data
    if (repere !== root.dataset.repere || !isGroup(reponses) || !isGroup(papiers)) return null
    if (!Array.isArray(told) || (mode !== "seul" && mode !== "salle")) return null
    const known = new Map(statements.map(({ key, choices }) => [key, choices]))
    let unknown = 0
    /** @type {[string, string][]} */
    const answers = []
    for (const [key, answer] of Object.entries(reponses)) {
      if (typeof answer === "string" && known.get(key)?.has(answer)) answers.push([key, answer])
      else unknown += 1
    }
    /** @type {[string, Record<string, string>][]} */
    const votes = []
    for (const [key, numbers] of Object.entries(papiers)) {
      if (!isGroup(numbers)) return null
      const entries = Object.entries(numbers)
      if (entries.some(([, n]) => !isVotes(n))) return null
      const mine = entries.filter(([answer]) => known.get(key)?.has(answer))
      unknown += entries.length - mine.length
      if (mine.length) votes.push([key, Object.fromEntries(mine.map(([a, n]) => [a, String(n)]))])
    }
    const state = {
      mode,
      reponses: Object.fromEntries(answers),
      papiers: Object.fromEntries(votes),
      notes: told.map((note) => readNote(note, LONGEST)),
    }
    return { state, unknown }
  }

  const isEmpty = () =>
    statements.every(({ choices }) =>
      [...choices.values()].every(({ one, many }) => !one.checked && !many.value),
    ) && notes.every((note) => !note.value)

  draw()
  const name = `se-situer-${root.dataset.repere}`
  const key = `se-situer:${root.dataset.repere}`
  const changed = keep(root, { name, key, get, show, read, isEmpty })
  find(root, "form").addEventListener("input", () => {
    draw()
    changed()
  })
}

/**
 * @param {HTMLElement} element
 * @returns {Statement}
 */
const readStatement = (element) => ({
  key: element.dataset.enonce ?? "",
  total: find(element, ".enonce-total"),
  choices: new Map(
    findAll(element, ".reponse").map((answer) => [
      answer.dataset.reponse ?? "",
      {
        one: find(answer, "[type=radio]", HTMLInputElement),
        many: find(answer, "[inputmode]", HTMLInputElement),
      },
    ]),
  ),
})

/** @param {Statement} statement */
const hasWrongNumber = ({ choices }) =>
  [...choices.values()].some(({ many }) => many.value !== "" && !VOTES.test(many.value))

for (const root of findAll(document, ".repere")) start(root)
