// The glossary: terms are found as one types. The page is whole without this script.
//
// What is typed is looked for in the terms and what they stand for; where none has it, in the
// definitions. Accents and capitals count for nothing.
import { find, findAll, readWords } from "./page.js"

const form = find(document, ".filtre", HTMLFormElement)
const box = find(form, "input", HTMLInputElement)
const status = find(form, ".resultats")
const letters = find(document, ".lettres")
const say = readWords("mots")

/** @param {string} text */
const fold = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("\u0153", "oe")
    .replaceAll("\u2019", "'")
    .replace(/[\s-]+/g, " ")
    .trim()

const entries = findAll(document, ".glossaire > div").map((element) => ({
  element,
  term: fold(find(element, "dt").textContent),
  all: fold(element.textContent),
}))

const show = () => {
  const wanted = fold(box.value)
  const named = entries.filter(({ term }) => term.includes(wanted))
  const found = named.length ? named : entries.filter(({ all }) => all.includes(wanted))
  for (const entry of entries) entry.element.hidden = !found.includes(entry)
  letters.hidden = wanted !== ""
  const n = found.length
  if (!wanted) status.textContent = say("tout", { n })
  else if (named.length) status.textContent = say("trouve", { n })
  else status.textContent = n ? say("definitions", { n }) : say("aucun")
}

box.addEventListener("input", show)
form.addEventListener("submit", (event) => event.preventDefault())
form.hidden = false
show()
