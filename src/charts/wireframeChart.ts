/**
 * A surface in space, as threads along both axes, seen from above and from the side.
 *
 * With all three axes running from −1 to 1 (the height from 0 to 1), a turn by $t$ and a view from
 * $e$ above the horizon, the place $(a, b, c)$ is drawn at
 *
 * $$ (a \cos t - b \sin t, \; (a \sin t + b \cos t) \sin e + c \cos e) $$
 *
 * The turn is a slider: the chart itself computes the projection.
 */
import { DomainError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import { type Chart, type ChartOptions, datum, makeChart, type Spec } from './chart.js'
import { type MapOptions, mapAxes, type Surface } from './contours.js'
import { giving, MAP_OPTIONS } from './options.js'
import { neutral } from './theme.js'
import { brief, extent, gaps, span } from './words.js'
import { colour, type Interval } from './xy.js'

/** What `wireframeChart` draws. */
export interface WireframeChartOptions extends ChartOptions, Omit<MapOptions, 'levels'> {
  /** The height at each place. */
  f: Surface
  /** Cells between the threads along each side (default 12). */
  cells?: number
}

/** How far above the horizon the eye is, as sine and cosine: 25 degrees. */
const [SIN_E, COS_E] = [Math.sin, Math.cos].map((f) => Number(f((25 * Math.PI) / 180).toFixed(4)))

/** Height of the box in units of half its width. */
const HEIGHT = 1.1

/** Pieces of a thread between two others, so that it is smooth. */
const BETWEEN = 2

/** What is seen from left to right: the floor's diagonal, and room for numbers. */
const VIEW = 3.5

const defaultSize = { width: 440, height: 310 }

/** A place in the box. */
type Place = readonly [a: number, b: number, c: number]

/**
 * A function of two variables as a wireframe in space, which a slider turns. Where f is not finite
 * the threads have gaps.
 *
 * @throws DomainError for a domain that is none, where f is nowhere finite, or for an option that
 *   there is not.
 */
export function wireframeChart(options: WireframeChartOptions): Chart {
  const known = { ...MAP_OPTIONS, f: 'function', cells: 'count' } as const
  checkOptions(options, known, 'wireframeChart', ['title', 'f', 'xDomain', 'yDomain'])
  const { xDomain, yDomain, cells = 12, valueTitle = 'f' } = options
  const { width = defaultSize.width, height = defaultSize.height } = options
  const { xTitle, yTitle } = mapAxes(options)
  const threads = threadsOf(options, cells)
  const values = threads.flatMap(({ points }) => points.map(({ value }) => value))
  const [low, high] = requireFinite(extent(values))
  const raised = (value: number) => (high > low ? (value - low) / (high - low) : 0)
  const names = [`along ${xTitle}`, `along ${yTitle}`]
  const rows = threads.flatMap(({ along, thread, points }) =>
    points.map(({ x, y, value }) => ({
      ...row([inBox(x, xDomain), inBox(y, yDomain), raised(value)]),
      ...{ thread, series: names[along] },
    })),
  )
  const view = screen(width, height)
  const ends = { xDomain, yDomain, zDomain: [low, high] as const }
  const bind = { input: 'range', min: 0, max: 90, step: 1, name: 'turn (degrees) ' }
  const made =
    `${valueTitle} (${span(values)}) over ${xTitle} and ${yTitle} as a surface in space.` +
    gaps(values)
  return makeChart({ ...options, width, height }, made, {
    params: [{ name: 'turn', value: 35, bind }],
    layer: [
      edges(view),
      {
        data: { values: rows },
        transform: projection,
        mark: { type: 'line', strokeWidth: 1.2, order: false, aria: false },
        encoding: { ...view, ...colour({ names, lines: true }), detail: { field: 'thread' } },
      },
      labels(view, [xTitle, yTitle, valueTitle], ends),
    ],
  })
}

/** Threads along x for each y of the grid, and along y for each x. */
function threadsOf({ f, xDomain, yDomain }: WireframeChartOptions, cells: number) {
  const between = ([from, to]: Interval, steps: number) =>
    Array.from({ length: steps + 1 }, (_, i) => from + ((to - from) * i) / steps)
  const height = giving('wireframeChart', f)
  const point = (x: number, y: number) => ({ x, y, value: height(x, y) })
  const [xs, ys] = [xDomain, yDomain].map((domain) => between(domain, cells))
  const [fineXs, fineYs] = [xDomain, yDomain].map((domain) => between(domain, cells * BETWEEN))
  return [
    ...ys.map((y) => ({ along: 0, points: fineXs.map((x) => point(x, y)) })),
    ...xs.map((x) => ({ along: 1, points: fineYs.map((y) => point(x, y)) })),
  ].map((thread, i) => ({ ...thread, thread: i }))
}

function inBox(value: number, [from, to]: Interval): number {
  return (2 * (value - from)) / (to - from) - 1
}

/** Four decimals of the box are a fiftieth of a pixel. */
function row([a, b, c]: Place) {
  const rounded = (value: number) => datum(Math.round(value * 1e4) / 1e4)
  return { a: rounded(a), b: rounded(b), c: rounded(c) }
}

const [SIN_T, COS_T] = ['sin', 'cos'].map((f) => `${f}(turn * PI / 180)`)

const projection: readonly Spec[] = [
  { calculate: `datum.a * ${COS_T} - datum.b * ${SIN_T}`, as: 'right' },
  {
    calculate:
      `(datum.a * ${SIN_T} + datum.b * ${COS_T}) * ${SIN_E}` +
      ` + (isValid(datum.c) ? datum.c * ${(HEIGHT * COS_E).toFixed(4)} : NaN)`,
    as: 'up',
  },
]

/** The plane of the picture, in one scale to both sides. */
function screen(width: number, height: number) {
  const [left, tall] = [VIEW / 2, (VIEW * height) / width]
  const middle = (HEIGHT * COS_E) / 2
  const channel = (field: string, domain: readonly number[]) => {
    const scale = { domain: domain.map(datum), nice: false, zero: false }
    return { field, type: 'quantitative', axis: null, scale }
  }
  return {
    x: channel('right', [-left, left]),
    y: channel('up', [middle - tall / 2, middle + tall / 2]),
  }
}

/** The floor, and the edges that carry the numbers. */
function edges(view: Spec) {
  const lines: readonly (readonly Place[])[] = [
    [
      [-1, -1, 0],
      [1, -1, 0],
      [1, 1, 0],
      [-1, 1, 0],
      [-1, -1, 0],
    ],
    [
      [-1, 1, 0],
      [-1, 1, 1],
    ],
  ]
  return {
    data: { values: lines.flatMap((line, edge) => line.map((place) => ({ ...row(place), edge }))) },
    transform: projection,
    mark: { type: 'line', color: neutral, strokeWidth: 1, order: false, aria: false },
    encoding: { ...view, detail: { field: 'edge' } },
  }
}

/** Names of the three axes, and the numbers at their ends. */
function labels(
  view: Spec,
  [xTitle, yTitle, valueTitle]: readonly string[],
  { xDomain, yDomain, zDomain }: Readonly<Record<'xDomain' | 'yDomain' | 'zDomain', Interval>>,
) {
  const text = (place: Place, words: string | number) => ({
    ...row(place),
    text: typeof words === 'number' ? brief(words).replace('-', '−') : words,
  })
  const values = [
    ...[
      text([0, -1.4, 0], xTitle),
      text([-1.4, 0, 0], yTitle),
      text([-1.25, 1.25, 0.5], valueTitle),
    ],
    ...xDomain.map((end, i) => text([0.9 * (2 * i - 1), -1.2, 0], end)),
    ...yDomain.map((end, i) => text([-1.2, 0.9 * (2 * i - 1), 0], end)),
    ...zDomain.map((end, i) => text([-1.12, 1.12, i], end)),
  ]
  return {
    data: { values },
    transform: projection,
    mark: { type: 'text', fontSize: 13, aria: false },
    encoding: { ...view, text: { field: 'text', type: 'nominal' } },
  }
}

function requireFinite([low, high]: [number, number]): [number, number] {
  if (low <= high) return [low, high]
  throw new DomainError({
    where: 'wireframeChart',
    expected: 'a function with finite values in its domain',
    given: 'none',
    mend: 'choose a domain where f is finite',
  })
}
