// What is cited, in the formats of programs that keep references. The page says it once, as
// CSL-JSON; BibTeX and RIS are written from it by the same rules as the whole files of donnees/
// (scripts/site/citations.py).
import { clone, fetchJson, find, offerFile } from "./page.js"

/**
 * @typedef {{ family?: string, given?: string, literal?: string }} Name
 * @typedef {{ id: string, type: "webpage" | "book" | "report", title: string, author?: Name[],
 *   issued: { "date-parts": number[][] }, accessed?: { "date-parts": number[][] },
 *   [key: string]: any }} Work
 */

// Signs that LaTeX reads as its own.
/** @type {Record<string, string>} */
const NAMED = {
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "\\": "\\textbackslash{}",
}
const BIBTEX_TYPES = { webpage: "online", book: "book", report: "misc" }
const RIS_TYPES = { webpage: "ELEC", book: "BOOK", report: "RPRT" }

/** @param {string} [text] */
const escapeLatex = (text = "") =>
  text.replace(/[&%$#_{}~^\\]/g, (sign) => NAMED[sign] ?? `\\${sign}`)

/** @param {{ "date-parts": number[][] }} day @param {string} sign */
const writeDate = (day, sign) =>
  (day["date-parts"][0] ?? []).map((part) => String(part).padStart(2, "0")).join(sign)

/**
 * A date of RIS is year/month/day/more: what is not known leaves its slash.
 *
 * @param {{ "date-parts": number[][] }} day
 */
const writeRisDate = (day) =>
  writeDate(day, "/") + "/".repeat(4 - (day["date-parts"][0]?.length ?? 0))

/** @param {Work} work */
const nameInBibtex = ({ author = [] }) =>
  author
    .map(({ literal, family, given }) =>
      literal ? `{${escapeLatex(literal)}}` : `${escapeLatex(family)}, ${escapeLatex(given)}`,
    )
    .join(" and ")

/** @param {Work} work */
const writeEntry = (work) => {
  const [year, month, day] = work.issued["date-parts"][0] ?? []
  const fields = {
    author: nameInBibtex(work),
    title: `{${escapeLatex(work.title)}}`,
    organization: escapeLatex(work["container-title"]),
    publisher: escapeLatex(work.publisher),
    year,
    month,
    day,
    isbn: escapeLatex(work.ISBN),
    pages: escapeLatex(work.page).replace("-", "--"),
    pagetotal: escapeLatex(work["number-of-pages"]),
    language: escapeLatex(work.language),
    url: work.URL,
    urldate: work.accessed && writeDate(work.accessed, "-"),
    note: escapeLatex(work.note),
  }
  const lines = Object.entries(fields).map(([name, value]) =>
    value ? `,\n  ${name} = {${value}}` : "",
  )
  return `@${BIBTEX_TYPES[work.type]}{${work.id}${lines.join("")}\n}\n`
}

/** @param {Work} work */
const writeRecord = (work) => {
  const [first, last] = (work.page ?? work["number-of-pages"] ?? "").split("-")
  const authors = (work.author ?? []).map(({ literal, family, given }) => [
    "AU",
    literal ?? `${family}, ${given}`,
  ])
  const tags = [
    ["TY", RIS_TYPES[work.type]],
    ["ID", work.id],
    ...authors,
    ["TI", work.title],
    ["T2", work["container-title"]],
    ["PB", work.publisher],
    ["PY", work.issued["date-parts"][0]?.[0]],
    ["DA", writeRisDate(work.issued)],
    ["SN", work.ISBN],
    ["SP", first],
    ["EP", last],
    ["LA", work.language],
    ["UR", work.URL],
    ["Y2", work.accessed && writeRisDate(work.accessed)],
    ["N1", work.note],
  ]
  const lines = tags.map(([tag, value]) => (value ? `${tag}  - ${value}\r\n` : ""))
  return `${lines.join("")}ER  - \r\n`
}

/**
 * How works are written in each format, by the end of its files' names.
 *
 * @type {Record<string, { type: string, write: (works: Work[]) => string }>}
 */
export const FORMATS = {
  bib: { type: "application/x-bibtex", write: (works) => works.map(writeEntry).join("\n") },
  ris: {
    type: "application/x-research-info-systems",
    write: (works) => works.map(writeRecord).join("\r\n"),
  },
  json: {
    type: "application/vnd.citationstyles.csl+json",
    write: (works) => `${JSON.stringify(works, null, 1)}\n`,
  },
}

/** Fill what a reader has unfolded. @param {HTMLDetailsElement} details */
const show = (details) => {
  /** @type {Work[]} */
  const whole = JSON.parse(find(details, "#oeuvres").textContent ?? "")
  const panel = clone("citer")
  const format = find(panel, "#citer-format", HTMLSelectElement)
  const file = find(panel, "#citer-fichier")
  const today = new Date()
  const accessed = {
    "date-parts": [[today.getFullYear(), today.getMonth() + 1, today.getDate()]],
  }
  let works = whole

  const write = () => {
    const read = works.map((work) => (work.URL ? { ...work, accessed } : work))
    file.textContent = FORMATS[format.value]?.write(read) ?? ""
  }
  format.addEventListener("change", write)
  find(panel, "[data-action=telecharger]").addEventListener("click", () => {
    const { type } = FORMATS[format.value] ?? { type: "" }
    const ending = format.value === "json" ? "csl.json" : format.value
    offerFile(`${works[0]?.id}.${ending}`, type, file.textContent ?? "")
  })
  find(details, "template", HTMLTemplateElement).replaceWith(panel)
  write()
  const what = panel.querySelector("select#citer-quoi")
  if (!(what instanceof HTMLSelectElement)) return
  offerParts(what, whole, (chosen) => {
    works = chosen
    write()
  }).catch(() => {
    find(panel, ".citer-panne").hidden = false
  })
}

/**
 * Let a part of the page be chosen, among those that the whole file has under its address.
 *
 * @param {HTMLSelectElement} what
 * @param {Work[]} whole
 * @param {(works: Work[]) => void} choose
 */
const offerParts = async (what, whole, choose) => {
  /** @type {Work[]} */
  const every = await fetchJson(what.dataset.source ?? "")
  const start = `${whole[0]?.id}-`
  const parts = every.filter(({ id }) => id.startsWith(start))
  parts.sort((one, other) => one.title.localeCompare(other.title, "fr"))
  what.append(...parts.map(({ title, id }) => new Option(title, id)))
  const text = find(document, "#citation")
  const own = [...text.cloneNode(true).childNodes]

  const show = () => {
    const part = parts.find(({ id }) => id === what.value)
    text.replaceChildren(...own.map((node) => node.cloneNode(true)))
    if (!part) return choose(whole)
    // what restates the study says where in a note; what does not has none
    const study = part.note ? whole.slice(1) : []
    find(text, ".cite-titre").textContent = part.title
    const address = text.querySelector(".cite-adresse")
    if (address) address.textContent = part.URL
    const provenance = (part.note ?? "").replace(/ (?=[:»])|(?<=«) /g, "\u00a0")
    find(text, ".cite-provenance").textContent = provenance
    choose([part, ...study])
  }
  what.addEventListener("change", show)
  const here = start + location.hash.slice(1)
  if (!parts.some(({ id }) => id === here)) return
  what.value = here
  show()
}

for (const details of document.querySelectorAll("details.citer-formats")) {
  if (details instanceof HTMLDetailsElement) show(details)
}
