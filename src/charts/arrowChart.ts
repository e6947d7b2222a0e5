import { DomainError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import { shown } from '../math/shown.js'
import { type Chart, type ChartOptions, makeChart } from './chart.js'
import { contourMap, type MapOptions, mapAxes, mapSize, type Surface } from './contours.js'
import { MAP_OPTIONS } from './options.js'
import { arrowHead, palette } from './theme.js'
import { counted, gaps, span } from './words.js'
import { axes } from './xy.js'

/** What `arrowChart` draws. */
export interface ArrowChartOptions extends ChartOptions, MapOptions {
  /** The arrow at each place, a gradient for instance. */
  field: (x: number, y: number) => readonly [alongX: number, alongY: number]
  /** Draws the contours of this function beneath. */
  f?: Surface
  /** Arrows along each side (default 11: a symmetric domain then meets 0). */
  arrows?: number
}

/**
 * A head's length in pixels, its greatest share of the arrow, and its length for a root of size.
 */
const HEAD = { length: 9, share: 0.5, perRoot: 0.6 }

/** The longest arrow fills this share of its cell. */
const FILLED = 0.95

/**
 * A field of arrows. Their middles are on a grid, all lengths are to one scale, and the longest
 * just does not reach the next. Arrows that are not finite are left out.
 *
 * @throws DomainError for a domain that is none, no arrows, a field that does not give two numbers,
 *   levels that do not rise, or an option that there is not.
 */
export function arrowChart(options: ArrowChartOptions): Chart {
  const own = { field: 'function', f: 'function', levels: 'list', arrows: 'count' } as const
  const needed = ['title', 'field', 'xDomain', 'yDomain'] as const
  checkOptions(options, { ...MAP_OPTIONS, ...own }, 'arrowChart', needed)
  const { f } = options
  const map = f ? [contourMap('arrowChart', f, options).layer] : []
  const { xTitle, yTitle } = mapAxes(options)
  const { arrows, lengths } = fieldOf(options)
  const made =
    `field of ${counted(arrows.length, 'arrow')} over ${xTitle} and ${yTitle}, ` +
    `of length ${span(lengths)}.${f ? ' Beneath, contours.' : ''}${gaps(lengths)}`
  return makeChart({ ...options, ...mapSize(options) }, made, {
    layer: [...map, ...arrowLayers(options, arrows)],
  })
}

interface Arrow {
  readonly x: number
  readonly y: number
  readonly alongX: number
  readonly alongY: number
}

/** The finite arrows, and the lengths of all. */
function fieldOf({ field, xDomain, yDomain, arrows = 11 }: ArrowChartOptions) {
  const [xs, ys] = [xDomain, yDomain].map((domain) => {
    const [from, to] = domain
    return Array.from({ length: arrows }, (_, i) => from + ((to - from) * (i + 0.5)) / arrows)
  })
  const all = ys.flatMap((y) =>
    xs.map((x): Arrow => {
      const [alongX, alongY] = requireArrow(field(x, y))
      return { x, y, alongX, alongY }
    }),
  )
  const lengths = all.map(({ alongX, alongY }) => Math.hypot(alongX, alongY))
  return { arrows: all.filter((_, i) => Number.isFinite(lengths[i])), lengths }
}

function requireArrow(arrow: readonly [number, number]): readonly [number, number] {
  if (Array.isArray(arrow) && arrow.length === 2 && arrow.every((x) => typeof x === 'number'))
    return arrow
  throw new DomainError({
    where: 'arrowChart',
    expected: 'from field two numbers [alongX, alongY]',
    given: shown(arrow),
    mend: 'as in (x, y) => [2 * x, 2 * y]; of a matrix g it is g.toArray()',
  })
}

function arrowLayers(options: ArrowChartOptions, field: readonly Arrow[]) {
  const { xDomain, yDomain, arrows = 11 } = options
  const { width, height } = mapSize(options)
  const perX = width / (xDomain[1] - xDomain[0]) // pixels for a unit
  const perY = height / (yDomain[1] - yDomain[0])
  // how many times the arrow's own length the frame would hold
  const room = field.map(({ alongX, alongY }) =>
    Math.min(width / Math.abs(alongX * perX), height / Math.abs(alongY * perY)),
  )
  const least = Math.min(...room)
  const scale = Number.isFinite(least) ? (FILLED * least) / arrows : 0
  const values = field.map(({ x, y, alongX, alongY }) => {
    const [halfX, halfY] = [(alongX * scale) / 2, (alongY * scale) / 2]
    const [right, up] = [2 * halfX * perX, 2 * halfY * perY]
    const head = Math.min(HEAD.length, HEAD.share * Math.hypot(right, up))
    return {
      ...{ x: place(x - halfX), y: place(y - halfY) },
      ...{ tipX: place(x + halfX), tipY: place(y + halfY) },
      turn: place((Math.atan2(-up, right) * 180) / Math.PI),
      size: place((head / HEAD.perRoot) ** 2),
    }
  })
  const { x, y } = axes(mapAxes(options))
  const tip = { x: { ...x, field: 'tipX' }, y: { ...y, field: 'tipY' } }
  const look = { color: palette[0], opacity: 1, aria: false }
  const shaft = {
    mark: { type: 'rule', strokeWidth: 1.5, ...look },
    encoding: { x, y, x2: { field: 'tipX' }, y2: { field: 'tipY' } },
  }
  const head = {
    mark: { type: 'point', shape: arrowHead, filled: true, ...look },
    encoding: {
      ...tip,
      angle: { field: 'turn', type: 'quantitative', scale: null },
      size: { field: 'size', type: 'quantitative', scale: null },
    },
  }
  return [{ data: { values }, layer: [shaft, head] }]
}

/** Six digits: far below a pixel. */
const place = (value: number) => Number(value.toPrecision(6))
