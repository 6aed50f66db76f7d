// The chessboard as a picture of its own: an SVG text that stands without the site.
import { find, findAll } from "../page.js"

const NAMESPACE = "http://www.w3.org/2000/svg"
const MARGIN = 24
const HEAD = 64 // the row of the levels
const SIDE = 156 // the column of the spheres
const WIDE = 300 // a square
const BAND = 220
const LINE = 20
const UNWRITABLE = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu // what XML cannot hold
const FONT = "system-ui, 'Noto Sans', sans-serif"

/**
 * Return an element of the picture. What it says is a value, never markup.
 *
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string | Element[]} [inside]
 */
const make = (name, attributes, inside = []) => {
  const element = document.createElementNS(NAMESPACE, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  if (typeof inside === "string") element.textContent = inside.replace(UNWRITABLE, "")
  else element.append(...inside)
  return element
}

/** @param {HTMLElement} element */
const readSphere = (element) => element.dataset.sphere ?? ""

const pen = document.createElement("canvas").getContext("2d")

/**
 * Cut a text into lines of at most so many pixels.
 *
 * @param {string} text
 * @param {number} width
 * @param {string} font
 */
const wrap = (text, width, font) => {
  if (pen) pen.font = font
  const room = width * 0.92 // another reader's letters may be wider
  /** @param {string} words */
  const measure = (words) => pen?.measureText(words).width ?? words.length * 9
  /** @type {string[]} */
  const lines = []
  for (const word of text.split(/\s+/)) {
    let rest = word
    const last = lines.at(-1)
    if (last !== undefined && measure(`${last} ${rest}`) <= room) {
      lines[lines.length - 1] = `${last} ${rest}`
      continue
    }
    while (measure(rest) > room) {
      let signs = rest.length - 1
      while (signs > 1 && measure(rest.slice(0, signs)) > room) signs -= 1
      lines.push(rest.slice(0, signs))
      rest = rest.slice(signs)
    }
    lines.push(rest)
  }
  return lines
}

/**
 * The lines of a square: its tokens, else its questions.
 *
 * @param {HTMLElement} square
 * @param {number} width
 */
const readLines = (square, width) => {
  const tokens = findAll(square, ".jeton")
  const said = tokens.map((token) => ({
    mark: token.classList.contains("jeton--acteur") ? "\u25cf" : "\u25a0",
    text: find(token, ".jeton-texte").textContent ?? "",
    style: "normal",
  }))
  const asked = findAll(square, ".questions li").map((question) => ({
    mark: "",
    text: question.textContent?.trim() ?? "",
    style: "italic",
  }))
  return (said.length ? said : asked).flatMap(({ mark, text, style }) =>
    wrap(text, width - 34, `${style} 15px ${FONT}`).map((line, rank) => ({
      mark: rank ? "" : mark,
      line,
      style,
    })),
  )
}

/**
 * @param {ReturnType<typeof readLines>} lines
 * @param {number} x
 * @param {number} y
 * @param {(name: string) => string} colour
 */
const writeLines = (lines, x, y, colour) =>
  lines.flatMap(({ mark, line, style }, rank) => {
    const fill = colour(style === "italic" ? "encre-douce" : "encre")
    const place = { y: y + 26 + LINE * rank, "font-size": 15, fill }
    const text = make(
      "text",
      { ...place, x: x + (style === "italic" ? 12 : 28), "font-style": style },
      line,
    )
    return mark ? [make("text", { ...place, x: x + 10 }, mark), text] : [text]
  })

/**
 * Return what tells a colour of the site as paper has it, whatever the screen shows.
 *
 * @param {string[]} spheres
 */
const readColours = (spheres) => {
  const { documentElement } = document
  const chosen = documentElement.dataset.theme
  documentElement.dataset.theme = "clair" // until the colours are read: nothing is painted between
  const style = getComputedStyle(documentElement)
  const names = ["encre", "encre-douce", "feuille", "papier", "bord", ...spheres]
  const colours = new Map(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]))
  if (chosen === undefined) delete documentElement.dataset.theme
  else documentElement.dataset.theme = chosen
  return (/** @type {string} */ name) => colours.get(name) ?? ""
}

/**
 * Return the SVG of what is on the board.
 *
 * @param {HTMLElement} root
 * @param {string} title
 * @param {string} description
 * @param {string[]} notes what is written under it
 */
export const drawBoard = (root, title, description, notes) => {
  const board = find(root, ".plateau")
  const squares = findAll(board, ".case")
  const band = squares.at(-1)
  const rows = findAll(board, ":scope > .plateau-sphere")
  const levels = findAll(board, ":scope > .plateau-niveau")
  const across = levels.length - 1
  const colour = readColours([...rows, find(board, ".plateau-bande")].map(readSphere))
  const heads = wrap(title, SIDE + WIDE * across + BAND, `bold 28px ${FONT}`)
  const top = MARGIN + 36 * heads.length + 12
  const right = MARGIN + SIDE + WIDE * across
  /** @type {Element[]} */
  const drawn = heads.map((line, rank) =>
    make(
      "text",
      {
        x: MARGIN,
        y: top - 14 - 36 * (heads.length - 1 - rank),
        "font-size": 28,
        "font-weight": "bold",
        fill: colour("encre"),
      },
      line,
    ),
  )
  levels.forEach((level, rank) => {
    const x = MARGIN + SIDE + WIDE * rank
    const name = rank < across ? find(level, "strong").textContent : level.textContent
    const width = rank < across ? WIDE : BAND
    wrap(name ?? "", width, `bold 16px ${FONT}`).forEach((line, place) => {
      drawn.push(
        make(
          "text",
          {
            x: x + 10,
            y: top + 26 + LINE * place,
            "font-size": 16,
            "font-weight": "bold",
            fill: colour("encre"),
          },
          line,
        ),
      )
    })
  })
  let y = top + HEAD
  const bandLines = band ? readLines(band, BAND) : []
  const heights = rows.map((_, row) => {
    const own = squares.slice(row * across, (row + 1) * across)
    return Math.max(110, ...own.map((square) => readLines(square, WIDE).length * LINE + 34))
  })
  const missing = bandLines.length * LINE + 70 - heights.reduce((sum, height) => sum + height, 0)
  if (missing > 0) heights[heights.length - 1] = (heights.at(-1) ?? 0) + missing
  const start = y
  rows.forEach((sphere, row) => {
    const height = heights[row] ?? 0
    const own = colour(readSphere(sphere))
    drawn.push(make("rect", { x: MARGIN, y, width: 8, height, fill: own }))
    wrap(sphere.textContent ?? "", SIDE - 20, `bold 18px ${FONT}`).forEach((line, place) => {
      drawn.push(
        make(
          "text",
          {
            x: MARGIN + 18,
            y: y + 28 + 24 * place,
            "font-size": 18,
            "font-weight": "bold",
            fill: own,
          },
          line,
        ),
      )
    })
    squares.slice(row * across, (row + 1) * across).forEach((square, rank) => {
      const x = MARGIN + SIDE + WIDE * rank
      drawn.push(
        make("rect", {
          x,
          y,
          width: WIDE,
          height,
          fill: colour("feuille"),
          stroke: colour("bord"),
        }),
      )
      drawn.push(...writeLines(readLines(square, WIDE), x, y, colour))
    })
    y += height
  })
  if (band) {
    const own = colour(readSphere(find(board, ".plateau-bande")))
    drawn.push(
      make("rect", {
        x: right,
        y: start,
        width: BAND,
        height: y - start,
        fill: colour("feuille"),
        stroke: own,
        "stroke-width": 3,
      }),
    )
    drawn.push(
      make(
        "text",
        { x: right + 12, y: start + 30, "font-size": 18, "font-weight": "bold", fill: own },
        band.dataset.nom,
      ),
    )
    drawn.push(...writeLines(bandLines, right, start + 24, colour))
  }
  const width = right + BAND + MARGIN
  const written = notes.flatMap((note) => wrap(note, width - 2 * MARGIN, `13px ${FONT}`))
  written.forEach((line, rank) => {
    drawn.push(
      make(
        "text",
        { x: MARGIN, y: y + 32 + 18 * rank, "font-size": 13, fill: colour("encre-douce") },
        line,
      ),
    )
  })
  const height = y + 32 + 18 * written.length + MARGIN
  const picture = make(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      "font-family": FONT,
      role: "img",
      lang: "fr",
    },
    [
      make("title", {}, title),
      make("desc", {}, description),
      make("rect", { width, height, fill: colour("papier") }),
      ...drawn,
    ],
  )
  return new XMLSerializer().serializeToString(picture)
}
