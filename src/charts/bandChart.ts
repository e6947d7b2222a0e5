import { DomainError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import { type Chart, type ChartOptions, makeChart, type Spec } from './chart.js'
import { CHART_OPTIONS, checkEach } from './options.js'
import { neutral, palette } from './theme.js'
import { counted, doubled } from './words.js'

/** Numbers found, beside the band that they were expected in. */
export interface Banded {
  /** Its name on the axis. */
  readonly name: string
  /** From the least to the greatest that is expected. */
  readonly band: readonly [least: number, greatest: number]
  /** The single number that was expected, where there is one. */
  readonly expected?: number
  /** What was found. */
  readonly values: readonly number[]
}

/** What `bandChart` draws. */
export interface BandChartOptions extends ChartOptions {
  /** From top to bottom. */
  rows: readonly Banded[]
  /** What the band is: "the book's program". */
  bandName: string
}

/** The parts of a row, with their types. */
export const BANDED = {
  name: 'string',
  band: 'list',
  expected: 'number',
  values: 'list',
} as const

/** How many widths of the band are shown on both sides; what lies beyond stands at the edge. */
const BESIDE = 2

/** Height of a row in pixels. */
const ROW = 22

interface Point {
  readonly name: string
  readonly value: string
  readonly place: number
  readonly where: Where
}

const places = ['inside', 'outside', 'beyond the edge'] as const
type Where = (typeof places)[number]

/**
 * Numbers of different sizes beside the bands that they should lie in: each row is stretched
 * so that its band runs from 0 to 1. What lies beyond the edge, or is not finite, stands
 * there as a triangle.
 *
 * @throws DomainError without rows, for two of one name, for a band from more to less, or for an
 *   option that there is not.
 */
export function bandChart(options: BandChartOptions): Chart {
  const known = { ...CHART_OPTIONS, rows: 'list', bandName: 'string' } as const
  checkOptions(options, known, 'bandChart', ['title', 'rows', 'bandName'])
  checkEach(options.rows, BANDED, 'bandChart, rows', ['name', 'band', 'values'])
  const { rows, bandName } = options
  checkRows('bandChart', rows)
  const points = rows.flatMap(pointsOf)
  const inside = points.filter(({ where }) => where === 'inside').length
  const made =
    `${counted(points.length, 'value')} in ${counted(rows.length, 'row')}, ` +
    `${inside} of them inside of the band of their row (shaded: ${bandName}).`
  return makeChart({ height: ROW * rows.length, ...options }, made, {
    layer: [bandLayer(), ...tickLayer(rows), pointLayer(rows, points)],
  })
}

function pointsOf({ name, band, values }: Banded): Point[] {
  const [least, greatest] = band
  return values.map((value) => {
    const place = placeOf(value, band)
    const isShown = place >= -BESIDE && place <= 1 + BESIDE
    const where = value >= least && value <= greatest ? 'inside' : isShown ? 'outside' : places[2]
    return { name, value: String(value), place: atMost(place), where }
  })
}

function placeOf(value: number, [least, greatest]: Banded['band']): number {
  return least === greatest ? atPoint(value, least) : (value - least) / (greatest - least)
}

/** Of a band that is a single number: in the middle, or far away. */
function atPoint(value: number, only: number): number {
  return value === only ? 0.5 : Infinity * (value - only)
}

/** Inside the frame; what is no number stands at its right edge. */
function atMost(place: number): number {
  if (Number.isNaN(place)) return 1 + BESIDE
  return Number(Math.min(1 + BESIDE, Math.max(-BESIDE, place)).toPrecision(6))
}

const x = {
  type: 'quantitative',
  title: 'place in the band, from its least (0) to its greatest (1)',
  scale: { domain: [-BESIDE, 1 + BESIDE], nice: false },
}

function bandLayer(): Spec {
  return {
    data: { values: [{ place: 0, end: 1 }] },
    mark: { type: 'rect', color: neutral, opacity: 0.25 },
    encoding: { x: { field: 'place', ...x }, x2: { field: 'end' } },
  }
}

/** What was expected, where a row has it. */
function tickLayer(rows: readonly Banded[]): Spec[] {
  const values = rows.flatMap(({ name, band, expected }) =>
    expected === undefined
      ? []
      : [{ name, value: String(expected), place: placeOf(expected, band) }],
  )
  if (values.length === 0) return []
  const mark = {
    type: 'tick',
    thickness: 3,
    size: 16,
    color: palette[2],
    opacity: 1,
    tooltip: true,
  }
  const y = { ...nameOf(rows), title: 'what was measured', axis: nameAxis }
  return [{ data: { values }, mark, encoding: { x: { field: 'place', ...x }, y } }]
}

function nameOf(rows: readonly Banded[]) {
  return { field: 'name', type: 'nominal', sort: null, scale: { domain: namesOf(rows) } }
}

function pointLayer(rows: readonly Banded[], points: readonly Point[]): Spec {
  const y = nameOf(rows)
  const shown = { field: 'where', type: 'nominal', title: null }
  const legend = { orient: 'top', direction: 'horizontal' }
  const colours = [palette[0], palette[1], palette[1]]
  return {
    data: { values: points.map((point) => ({ ...point })) },
    mark: { type: 'point', filled: true, size: 60, opacity: 0.8, tooltip: true },
    encoding: {
      x: { field: 'place', ...x },
      y: { ...y, title: 'what was measured', axis: nameAxis },
      color: { ...shown, scale: { domain: [...places], range: colours }, legend },
      shape: { ...shown, scale: { domain: [...places], range: ['circle', 'circle', 'triangle'] } },
    },
  }
}

/** Names may be long: the axis' own name stands above them, not beside. */
export const nameAxis = {
  ...{ labelLimit: 320, grid: true },
  ...{ titleAngle: 0, titleAlign: 'right', titleBaseline: 'bottom', titleX: -8, titleY: -4 },
}

const namesOf = (rows: readonly Pick<Banded, 'name'>[]) => rows.map(({ name }) => name)

/** @throws DomainError, in the name of the chart, for rows that cannot be told apart or drawn. */
export function checkRows(
  where: string,
  rows: readonly { readonly name: string; readonly band?: Banded['band'] }[],
): void {
  const names = namesOf(rows)
  const twice = doubled(names)
  const bands = rows.flatMap(({ name, band }) => (band ? [{ name, band }] : []))
  const reversed = bands.find(({ band: [least, greatest] }) => !(least <= greatest))
  if (rows.length > 0 && twice === undefined && reversed === undefined) return
  const given = reversed ? `the band ${reversed.band.join(' to ')} of ${reversed.name}` : undefined
  throw new DomainError({
    where,
    expected: 'at least one row, each with a name of its own and a band from less to more',
    given: given ?? (twice === undefined ? 'no rows' : `two rows named '${twice}'`),
    mend: "as in { name: 'accuracy', band: [0.94, 0.95], values: [0.945] }",
  })
}
