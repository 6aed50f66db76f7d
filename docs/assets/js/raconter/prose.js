// Texts as the site prints them: set as French by the rules of scripts/text/typography.py, with the
// inline markup of scripts/text/markup.py. The patterns come with the preview.
import { escapeHtml, Markup } from "./templates.js"

/**
 * @typedef {{ typographie: [pattern: string, replacement: string][], ordinaux: string,
 *   marques: number }} Rules how texts are set, and how many marks are still a person's
 */

const MARKS = /[*_[\\]/g
// A link, then what is strong, then what is stressed: _ does not mark a part of a word.
const SPAN = new RegExp(
  [
    /\[(?<words>[^[\]]+)\]\((?<address>https:\/\/[^\s()]+)\)/u,
    /\*\*(?=\S)(?<strong>.+?)(?<=\S)\*\*/u,
    /\*(?=[^\s*])(?<stressed>.+?)(?<=[^\s*])\*/u,
    /(?<![\p{L}\p{N}_])__(?=\S)(?<strong2>.+?)(?<=\S)__(?![\p{L}\p{N}_])/u,
    /(?<![\p{L}\p{N}_])_(?=[^\s_])(?<stressed2>.+?)(?<=[^\s_])_(?![\p{L}\p{N}_])/u,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gu",
)
const TARGET = /(\]\([^)\s]*\))/ // of a link: [words](address)

/**
 * Return what sets texts, and what writes a paragraph as HTML.
 *
 * @param {Rules} rules
 */
export const makeProse = ({ typographie, ordinaux, marques }) => {
  const rules = typographie.map(
    ([pattern, by]) => /** @type {const} */ ([RegExp(pattern, "gu"), by]),
  )
  const ordinals = RegExp(ordinaux, "gu")

  /** @param {string} text */
  const setFrench = (text) =>
    rules.reduce((set, [pattern, by]) => set.replaceAll(pattern, by), text)

  /**
   * Paragraphs, parted by empty lines; the addresses of links are left alone.
   *
   * @param {string} text
   */
  const setProse = (text) =>
    text
      .trim()
      .split(/\n\s*\n/)
      .map((paragraph) =>
        paragraph
          .trim()
          .replaceAll(/\s+/g, " ")
          .split(TARGET)
          .map((part, index) => (index % 2 ? part : setFrench(part)))
          .join(""),
      )
      .join("\n\n")

  /** @param {string} text */
  const writePlain = (text) => escapeHtml(text).replaceAll(ordinals, "$1<sup>$2</sup>")

  /**
   * @param {string} text
   * @returns {string}
   */
  const writeSpans = (text) => {
    let html = ""
    let end = 0
    for (const { 0: span, index, groups = {} } of text.matchAll(SPAN)) {
      html += writePlain(text.slice(end, index))
      const { words, address, strong = groups.strong2, stressed = groups.stressed2 } = groups
      if (address) html += `<a href="${escapeHtml(address)}">${writeSpans(words)}</a>`
      else if (strong) html += `<strong>${writeSpans(strong)}</strong>`
      else html += `<em>${writeSpans(stressed)}</em>`
      end = index + span.length
    }
    return html + writePlain(text.slice(end))
  }

  /** @param {string} text one paragraph, already set as French */
  const writeInline = (text) => {
    const count = text.match(MARKS)?.length ?? 0
    return new Markup(count > marques ? writePlain(text) : writeSpans(text))
  }

  return { setFrench, setProse, writeInline }
}
