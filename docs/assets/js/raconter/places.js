// Where the actors of an alliance stand on its drawing: the rule of scripts/charts/alliance.py, whose
// measures come with the preview. tests/in_browser/test_preview.py holds both to the same places.

/**
 * @typedef {{
 *   child: number, edge: number, ring: number, largest: number, line: number, rows: number,
 *   axes: number[], nameAxis: number, name: number, ringSpan: Span,
 * }} Measures
 * @typedef {[first: number, last: number]} Span of an arc, in degrees
 * @typedef {{ number: number, sphere: string, angle: number, radius: number }} Dot
 * @typedef {{ sphere: string, level: string, numbers: number[] }} Cell
 * @typedef {{ spheres?: string[], niveau?: string }} Actor
 */

/**
 * The radius of a number, how far each level goes, and the numbers.
 *
 * @param {Actor[]} actors
 * @param {string[]} levels
 * @param {string[]} around the spheres around the child; others cross them
 * @param {Measures} measures
 */
export const placeActors = (actors, levels, around, measures) => {
  const { child, edge, largest, line, axes } = measures
  const cells = fillCells(actors, around)
  const onEdge = cells.some(({ sphere, level }) => sphere && !level)
  const end = edge - (onEdge ? largest + line : 0)

  /** @param {number[]} rows so many for each level */
  const place = (rows) => {
    const height = (end - child) / sum(rows)
    const size = Math.min(largest, (height - line) / 2)
    const gap = 2 * size + line

    /**
     * The rows of a level, the outermost first.
     *
     * @param {number} level
     */
    const listRadii = (level) => {
      const start = child + height * sum(rows.slice(0, level))
      return [...Array(rows[level]).keys()].reverse().map((row) => start + height * (row + 0.5))
    }

    /**
     * How far the middle of a number has to be from an axis.
     *
     * @param {number} axis
     * @param {number} others how many numbers stand between spheres, at this level
     */
    const findMargin = (axis, others) => {
      if (axis === measures.nameAxis) return measures.name + gap / 2
      return axes.slice(0, others).includes((axis + 360) % 360) ? gap : gap / 2
    }

    /** @type {Dot[]} */
    const dots = []
    for (const { sphere, level, numbers } of cells) {
      const radii = levels.includes(level) ? listRadii(levels.indexOf(level)) : [edge]
      /** @type {Dot[] | null} */
      let placed
      if (!sphere) placed = placeBetween(numbers, radii, axes)
      else if (around.includes(sphere)) {
        const start = 90 * around.indexOf(sphere) - 90
        const between = cells.find((cell) => !cell.sphere && cell.level === level)
        const count = between?.numbers.length ?? 0
        /** @type {Sector} */
        const sector = [start, findMargin(start, count), findMargin(start + 90, count)]
        placed = placeInside(numbers, sphere, radii, sector, gap)
      } else placed = placeRow(numbers, sphere, measures.ring, measures.ringSpan, gap)
      if (!placed) return null
      dots.push(...placed)
    }
    const bands = rows.map((_, index) => child + height * sum(rows.slice(0, index + 1)))
    return { size: round(size), bands: [...bands.slice(0, -1), edge], dots }
  }

  for (let total = Math.max(measures.rows, levels.length); ; total++) {
    const shares = listShares(total, levels.length).sort(
      (one, other) => spread(one) - spread(other),
    )
    for (const rows of shares) {
      const placed = place(rows)
      if (placed) return placed
    }
  }
}

/**
 * Who is in each sphere at each level, in the order in which they are met.
 *
 * @param {Actor[]} actors
 * @param {string[]} around
 */
const fillCells = (actors, around) => {
  /** @type {Cell[]} */
  const cells = []
  for (const [index, { spheres = [], niveau = "" }] of actors.entries()) {
    for (const sphere of spheres.length ? spheres : [""]) {
      const level = !sphere || around.includes(sphere) ? niveau : "*"
      if (!sphere && !level) continue
      let cell = cells.find((each) => each.sphere === sphere && each.level === level)
      if (!cell) {
        cell = { sphere, level, numbers: [] }
        cells.push(cell)
      }
      cell.numbers.push(index + 1)
    }
  }
  return cells
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0)

/** @param {number[]} numbers */
const spread = (numbers) => Math.max(...numbers) - Math.min(...numbers)

/** @param {number} value */
const round = (value) => Number(value.toFixed(1))

/** @param {number} angle in radians */
const degrees = (angle) => (angle * 180) / Math.PI

/**
 * Every way of sharing so many rows, the first levels with the fewest first.
 *
 * @param {number} total
 * @param {number} levels
 * @returns {number[][]}
 */
const listShares = (total, levels) => {
  if (levels === 1) return [[total]]
  /** @type {number[][]} */
  const shares = []
  for (let first = 1; first <= total - levels + 1; first++) {
    for (const rest of listShares(total - first, levels - 1)) shares.push([first, ...rest])
  }
  return shares
}

/**
 * @param {number[]} numbers
 * @param {number[]} radii
 * @param {number[]} axes
 * @returns {Dot[] | null}
 */
const placeBetween = (numbers, radii, axes) => {
  const rows = numbers.length <= axes.length ? [sum(radii) / radii.length] : radii
  if (numbers.length > axes.length * rows.length) return null
  return numbers.map((number, rank) => ({
    number,
    sphere: "",
    angle: axes[rank % axes.length],
    radius: round(rows[Math.floor(rank / axes.length)]),
  }))
}

/**
 * In the middle of a level, else row after row.
 *
 * @param {number[]} numbers
 * @param {string} sphere
 * @param {number[]} radii
 * @param {Sector} sector
 * @param {number} gap
 * @returns {Dot[] | null}
 *
 * @typedef {[start: number, before: number, after: number]} Sector where it starts, and its margins
 */
const placeInside = (numbers, sphere, radii, [start, before, after], gap) => {
  /** @type {(radius: number) => Span} */
  const findSpan = (radius) => {
    const [left, right] = [before, after].map((margin) =>
      degrees(Math.asin(Math.min(1, margin / radius))),
    )
    return [start + left, start + 90 - right]
  }
  const middle = sum(radii) / radii.length
  const row = placeRow(numbers, sphere, middle, findSpan(middle), gap)
  if (row) return row
  /** @type {Dot[]} */
  const placed = []
  for (const radius of radii) {
    const [first, last] = findSpan(radius)
    const room = last > first ? Math.floor((last - first) / findStep(gap, radius)) + 1 : 0
    const here = numbers.slice(placed.length, placed.length + room)
    placed.push(...(placeRow(here, sphere, radius, [first, last], gap) ?? []))
  }
  return placed.length === numbers.length ? placed : null
}

/**
 * Around the middle of an arc; nothing where it is too short.
 *
 * @param {number[]} numbers
 * @param {string} sphere
 * @param {number} radius
 * @param {Span} span
 * @param {number} gap
 * @returns {Dot[] | null}
 */
const placeRow = (numbers, sphere, radius, [first, last], gap) => {
  const step = findStep(gap, radius)
  const length = step * (numbers.length - 1)
  if (length > last - first) return null
  const begin = Math.min(Math.max((first + last - length) / 2, first), last - length)
  return numbers.map((number, rank) => ({
    number,
    sphere,
    angle: round(begin + step * rank),
    radius: round(radius),
  }))
}

/**
 * The angle between two numbers that touch each other.
 *
 * @param {number} gap
 * @param {number} radius
 */
const findStep = (gap, radius) => 2 * degrees(Math.asin(Math.min(1, gap / 2 / radius)))
