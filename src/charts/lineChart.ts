import { DomainError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import { shownEach } from '../math/shown.js'
import type { Matrix } from '../math/types.js'
import { type Chart, datum, makeChart, pairs } from './chart.js'
import { checkEach, XY_OPTIONS } from './options.js'
import { neutral } from './theme.js'
import { counted, doubled, gaps, listed, span } from './words.js'
import { axes, clip, colour, dashes, dots, onAxis, symbolSize, type XYOptions } from './xy.js'

/** One line, or its points. */
export interface Series {
  /** Its name in the legend. */
  name: string
  /** N numbers; a value that is not finite is a gap. */
  x: ArrayLike<number> | Matrix
  /** As many numbers as x has; a value that is not finite is a gap. */
  y: ArrayLike<number> | Matrix
  /** Draw the line dashed. */
  dash?: boolean
  /** Mark each point with a dot; 'only' leaves out the line between them. */
  points?: boolean | 'only'
}

const SERIES = {
  name: 'string',
  x: 'list',
  y: 'list',
  dash: 'boolean',
  points: ['boolean', 'string'],
} as const

const Y_BAND = { from: 'number', to: 'number', name: 'string' } as const

/** What `lineChart` draws. */
export interface LineChartOptions extends XYOptions {
  /** A line each. */
  series: readonly Series[]
  /** A shaded range of y, such as the values to be reproduced. */
  yBand?: { from: number; to: number; name: string }
}

/**
 * Lines through points, one per series. NaN and infinities leave gaps.
 *
 * @throws ShapeError when x and y of a series differ in length, DomainError without any series, for
 *   two of one name, or for an option that there is not.
 */
export function lineChart(options: LineChartOptions): Chart {
  const known = { ...XY_OPTIONS, series: 'list', yBand: 'object' } as const
  checkOptions(options, known, 'lineChart', ['title', 'xTitle', 'yTitle', 'series'])
  checkEach(options.series, SERIES, 'lineChart, series', ['name', 'x', 'y'])
  if (options.yBand) checkOptions(options.yBand, Y_BAND, 'lineChart, yBand', ['from', 'to', 'name'])
  const { series, yBand } = options
  requireSeries('lineChart', series)
  const lines = series.map((one) => plainLine(one, options))
  const places = lines.flatMap(({ name, x, y }) => x.map((at, i) => ({ x: at, y: y[i], name })))
  const values = places.map(({ x, y, name }) => ({ x: datum(x), y: datum(y), series: name }))
  const joined = series.filter(({ points }) => points !== 'only').map(({ name }) => name)
  const names = series.map(({ name }) => name)
  const legend = { names, band: yBand?.name, lines: joined.length > 0 }
  const encoding = { ...axes(options, places), ...colour(legend) }
  const isDashed = series.map(({ dash = false }) => dash)
  const line = {
    ...(joined.length < series.length ? { transform: [oneOf(joined)] } : {}),
    mark: { type: 'line', ...clip(options) },
    encoding: { ...encoding, ...dashes(legend, isDashed) },
  }
  const dotted = series.filter(({ points }) => points).map(({ name }) => name)
  const alone = joined.length > 0 ? dotted.filter((name) => !joined.includes(name)) : []
  const dotLayer = (names: readonly string[], size: number, shape = {}) => ({
    transform: [oneOf(names), ...within(options)],
    mark: { type: 'point', filled: true, size, opacity: 1, tooltip: true },
    encoding: { ...encoding, ...shape },
  })
  const onLines = dotted.filter((name) => !alone.includes(name))
  const unmarked = lines.filter(({ name }) => !dotted.includes(name)).flatMap(lonely)
  return makeChart(options, describe(options, lines), {
    data: { values },
    layer: [
      ...bandLayer(options),
      line,
      ...(onLines.length > 0 ? [dotLayer(onLines, 45)] : []),
      ...(alone.length > 0 ? [dotLayer(alone, symbolSize, dots(legend, alone))] : []),
      // last, so that sliderChart finds the others in their places
      ...(unmarked.length > 0 ? [{ data: { values: unmarked }, ...dotLayer(names, 45) }] : []),
    ],
  })
}

/** The points between two gaps, to which no line leads: they would not be seen. */
function lonely({ name, x, y }: PlainLine) {
  // vega-lite joins points in the order of x, those without one first
  const points = x.map((at, i) => ({ x: datum(at), y: datum(y[i]), series: name }))
  const inOrder = points.sort((a, b) => (a.x ?? -Infinity) - (b.x ?? -Infinity))
  const isGap = (i: number) => (inOrder[i]?.x ?? null) === null || inOrder[i].y === null
  return inOrder.filter((_, i) => !isGap(i) && isGap(i - 1) && isGap(i + 1))
}

const oneOf = (names: readonly string[]) => ({ filter: { field: 'series', oneOf: [...names] } })

/** Keeps the dots inside the frame, where clipping would halve those on its edge. */
function within({ xDomain, yDomain }: XYOptions) {
  const filter = (field: string, range: readonly number[]) => ({
    filter: { field, range: [...range] },
  })
  return [...(xDomain ? [filter('x', xDomain)] : []), ...(yDomain ? [filter('y', yDomain)] : [])]
}

/** The shaded range, over the whole width, in the colour that the legend gives it. */
function bandLayer(options: LineChartOptions) {
  const { yBand } = options
  if (!yBand) return []
  const { from, to, name } = yBand
  const y = { ...axes(options).y, field: 'to' }
  return [
    {
      data: { values: [{ from, to, series: name }] },
      mark: { type: 'rect', color: neutral, opacity: 0.35 },
      encoding: { y, y2: { field: 'from' } },
    },
  ]
}

function plainLine({ name, x, y, points }: Series, { xLog, yLog }: XYOptions): PlainLine {
  checkPoints(name, points)
  const [xs, ys] = pairs('lineChart', name, x, y)
  return { name, x: xs.map((v) => onAxis(v, xLog)), y: ys.map((v) => onAxis(v, yLog)) }
}

function checkPoints(name: string, points: Series['points']): void {
  if (typeof points !== 'string' || points === 'only') return
  throw new DomainError({
    where: `lineChart, series ${name}`,
    expected: "points: true, false or 'only'",
    given: shownEach({ points }),
    mend: "true marks each point of the line; 'only' leaves out the line",
  })
}

/** @throws DomainError for no series, or two of one name (they would be one line). */
export function requireSeries(where: string, series: readonly { name: string }[]): void {
  const names = series.map(({ name }) => name)
  const twice = doubled(names)
  if (names.length > 0 && twice === undefined) return
  throw new DomainError({
    where,
    expected: 'at least one series, each with a name of its own',
    given: twice === undefined ? 'no series' : `two series named '${twice}'`,
    mend: 'give each line a name; the legend shows it',
  })
}

interface PlainLine {
  readonly name: string
  readonly x: readonly number[]
  readonly y: readonly number[]
}

function describe(options: LineChartOptions, lines: readonly PlainLine[]): string {
  const { xTitle, yTitle, yBand } = options
  const x = lines.flatMap((line) => line.x)
  const parts = lines.map(({ name, y }) => `${name} ${span(y)}`)
  const band = yBand ? ` Shaded: ${yBand.name}.` : ''
  return (
    `${yTitle} against ${xTitle} (${span(x)}) in ${counted(lines.length, 'line')}: ` +
    `${listed(parts)}.${band}${gaps(lines.flatMap((line) => line.y))}`
  )
}
