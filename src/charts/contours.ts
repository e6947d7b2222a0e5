/**
 * A function of two variables as a map: bands of grey between levels, the darker the higher, so
 * that coloured paths and arrows stand out on them.
 *
 * Each band is the region at or above its level, as rings around it (a hole is a ring that runs the
 * other way round), and covers what lies lower.
 */
import { contours } from 'd3-contour'
import { DomainError } from '../math/errors.js'
import { type ChartOptions, datum, type Spec } from './chart.js'
import { giving } from './options.js'
import { neutral, paper } from './theme.js'
import { extent } from './words.js'
import { type AxisOptions, axes, type Interval } from './xy.js'

/** A function of two variables: a height for each place. */
export type Surface = (x: number, y: number) => number

/** Where a function of two variables is drawn, and how finely. */
export interface MapOptions {
  /** From where to where x runs. */
  xDomain: Interval
  /** From where to where y runs. */
  yDomain: Interval
  /** Title of the x axis. */
  xTitle?: string
  /** Title of the y axis. */
  yTitle?: string
  /** What the levels mean, with the unit (default: 'f'). */
  valueTitle?: string
  /** Values at which lines are drawn; left out, about ten, closer together near the least. */
  levels?: readonly number[]
}

/** Cells along each side of the grid on which f is evaluated. */
const CELLS = 50

/** The longer side of a map, in pixels. */
const LONGER = 380

/** Of the darkest band, so that a coloured line still stands out on it. */
const DARKEST = 0.6

interface Grid {
  /** (CELLS + 1)², row by row, y from below. */
  readonly values: readonly number[]
  readonly xDomain: Interval
  readonly yDomain: Interval
}

/** The part of a specification that draws the map, and what its sentence needs. */
export interface ContourMap {
  readonly layer: Spec
  readonly values: readonly number[]
  readonly levels: readonly number[]
}

/**
 * @throws DomainError for levels that do not rise, where f is nowhere finite, or gives no number.
 */
export function contourMap(where: string, f: Surface, options: MapOptions): ContourMap {
  const { xDomain, yDomain, valueTitle = 'f' } = options
  const grid = { values: evaluated(giving(where, f), xDomain, yDomain), xDomain, yDomain }
  const levels = requireLevels(where, options.levels ?? levelsBetween(...extent(grid.values)))
  const fill = {
    field: 'level',
    type: 'quantitative',
    title: valueTitle,
    scale: { type: 'threshold', domain: [...levels], range: greys(levels.length + 1) },
    legend: { orient: 'right', gradientLength: 200 },
  }
  const layer = {
    data: { values: bands(grid, levels) },
    mark: {
      type: 'line',
      stroke: neutral,
      strokeWidth: 0.7,
      clip: true,
      order: false,
      aria: false,
    },
    encoding: { ...axes(mapAxes(options)), detail: { field: 'level' }, fill },
  }
  return { layer, values: grid.values, levels }
}

/** The notes' names for two variables, where no others are given. */
export function mapAxes(options: MapOptions): AxisOptions {
  const { xDomain, yDomain, xTitle = 'x₀', yTitle = 'x₁' } = options
  return { xDomain, yDomain, xTitle, yTitle }
}

/**
 * Width and height: left out, a unit is equally long on both axes (a gradient then stands upright
 * on the contours), unless the chart would become too narrow or too low.
 */
export function mapSize({ xDomain, yDomain, width, height }: MapOptions & Partial<ChartOptions>) {
  const ratio = (yDomain[1] - yDomain[0]) / (xDomain[1] - xDomain[0])
  const side = (share: number) => Math.round(LONGER * Math.min(1, Math.max(share, 0.5)))
  return { width: width ?? side(1 / ratio), height: height ?? side(ratio) }
}

function evaluated(f: Surface, [left, right]: Interval, [bottom, top]: Interval): number[] {
  const at = (from: number, to: number, i: number) => from + ((to - from) * i) / CELLS
  const side = Array.from({ length: CELLS + 1 }, (_, i) => i)
  return side.flatMap((row) =>
    side.map((column) => f(at(left, right, column), at(bottom, top, row))),
  )
}

/** Squares of equal steps: the rings of a quadratic bowl are then equally far apart. */
function levelsBetween(low: number, high: number): number[] {
  const range = high - low
  if (!(range > 0)) return Number.isFinite(low) ? [low] : []
  const unit = 10 ** Math.floor(Math.log10(range)) / 100
  const levels = Array.from({ length: 10 }, (_, i) => low + range * ((i + 1) / 11) ** 2)
  return [...new Set(levels.map((level) => Number(datum(Math.round(level / unit) * unit))))]
}

function requireLevels(where: string, levels: readonly number[]): readonly number[] {
  const rises = levels.every((level, i) => Number.isFinite(level) && !(level <= levels[i - 1]))
  if (rises && levels.length > 0) return levels
  throw new DomainError({
    where,
    expected: 'finite levels that rise, at least one',
    given: levels.length > 0 ? levels.join(', ') : 'a function that is nowhere finite',
    mend: 'sort the levels, or choose a domain where f is finite',
  })
}

/** From the paper's white to grey. */
function greys(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const share = (DARKEST * i) / Math.max(1, count - 1)
    const mixed = [1, 3, 5].map((at) => {
      const [white, grey] = [paper, neutral].map((hex) =>
        Number.parseInt(hex.slice(at, at + 2), 16),
      )
      return Math.round(white + (grey - white) * share)
        .toString(16)
        .padStart(2, '0')
    })
    return `#${mixed.join('')}`
  })
}

/** A null between two rings lifts the pen. */
function bands({ values, xDomain, yDomain }: Grid, levels: readonly number[]) {
  const side = CELLS + 1
  const lowest = { level: Number(datum(levels[0] - 1)), rings: [frame] }
  const higher = contours()
    .size([side, side])
    .thresholds([...levels])([...values])
    .map(({ value, coordinates }) => ({ level: value, rings: coordinates.flat() }))
  return [lowest, ...higher].flatMap(({ level, rings }) =>
    rings.flatMap((ring, i) => {
      const points = withoutStraights(ring).map(([x, y]) => ({
        x: place(x, xDomain),
        y: place(y, yDomain),
        level,
      }))
      return i === 0 ? points : [{ x: null, y: null, level }, ...points]
    }),
  )
}

/** In cells, as d3-contour counts: the value of row 0, column 0 lies at (0.5, 0.5). */
const frame = [
  [0, 0],
  [CELLS + 1, 0],
  [CELLS + 1, CELLS + 1],
  [0, CELLS + 1],
  [0, 0],
]

/** Without points in the midst of horizontal or vertical lines, such as the frame. */
function withoutStraights(ring: readonly (readonly number[])[]) {
  return ring.filter(([x, y], i) => {
    const [before, after] = [ring[i - 1], ring[i + 1]]
    if (!before || !after) return true
    return !((x === before[0] && x === after[0]) || (y === before[1] && y === after[1]))
  })
}

/** To a ten-thousandth of the domain, far below a pixel. */
function place(cells: number, [from, to]: Interval): number {
  const unit = 10 ** Math.floor(Math.log10(to - from)) / 1e4
  const value = from + ((cells - 0.5) / CELLS) * (to - from)
  return Number(datum(Math.round(value / unit) * unit))
}
