import { checkOptions } from '../math/options.js'
import { BANDED, type Banded, checkRows, nameAxis } from './bandChart.js'
import { type Chart, type ChartOptions, datum, makeChart, type Spec } from './chart.js'
import { CHART_OPTIONS, checkEach } from './options.js'
import { neutral, palette } from './theme.js'
import { counted, gaps } from './words.js'

/** Numbers found, beside what was expected; without a band there is nothing to be inside of. */
export interface Interval extends Omit<Banded, 'band'> {
  /** From the least to the greatest that is expected; left out where nothing is. */
  readonly band?: Banded['band']
}

/** What `intervalChart` draws. */
export interface IntervalChartOptions extends ChartOptions {
  /** From top to bottom. */
  rows: readonly Interval[]
  /** What is measured, with its unit where it has one. */
  xTitle: string
  /** What a band is: "the book's program". */
  bandName: string
  /** What the single expected number is: "printed in the book". */
  expectedName: string
}

/** Height of a row in pixels. */
const ROW = 22

const [INSIDE, OUTSIDE, FREE] = ['inside', 'outside', 'no band'] as const

/**
 * Numbers of one kind on one axis, a row for each: the band that they should lie in shaded, the
 * single number that was expected as a tick, those that were found as points.
 *
 * @throws DomainError without rows, for two of one name, for a band from more to less, or for an
 *   option that there is not.
 */
export function intervalChart(options: IntervalChartOptions): Chart {
  const own = {
    rows: 'list',
    xTitle: 'string',
    bandName: 'string',
    expectedName: 'string',
  } as const
  const needed = ['title', 'rows', 'xTitle', 'bandName', 'expectedName'] as const
  checkOptions(options, { ...CHART_OPTIONS, ...own }, 'intervalChart', needed)
  checkEach(options.rows, BANDED, 'intervalChart, rows', ['name', 'values'])
  const { rows, xTitle, bandName, expectedName } = options
  checkRows('intervalChart', rows)
  const points = rows.flatMap((row) =>
    row.values.map((value) => ({
      name: row.name,
      value: datum(value),
      series: placeOf(value, row),
    })),
  )
  const bands = rows.flatMap(({ name, band }) =>
    band ? [{ name, value: band[0], to: band[1], series: bandName }] : [],
  )
  const expected = rows.flatMap(({ name, expected: value }) =>
    value === undefined ? [] : [{ name, value, series: expectedName }],
  )
  const encoding = {
    x: { field: 'value', type: 'quantitative', title: xTitle, scale: { zero: false } },
    y: {
      ...{ field: 'name', type: 'nominal', sort: null, title: 'what was measured', axis: nameAxis },
      scale: { domain: rows.map(({ name }) => name) },
    },
    color: colours([...points, ...expected, ...bands], bandName, expectedName),
  }
  const judged = points.filter(({ series }) => series !== FREE)
  const inside = judged.filter(({ series }) => series === INSIDE).length
  const made =
    `${xTitle}: ${counted(points.length, 'value')} in ${counted(rows.length, 'row')}; of the ` +
    `${judged.length} with a band (shaded: ${bandName}) ${inside} are inside.` +
    gaps(rows.flatMap(({ values }) => [...values]))
  // a layer without rows would leave its axis without ends
  const layer = [
    ...(bands.length > 0 ? [bandLayer(bands, encoding)] : []),
    ...(expected.length > 0 ? [tickLayer(expected, encoding)] : []),
    pointLayer(points, encoding),
  ]
  return makeChart({ height: ROW * rows.length, ...options }, made, { layer })
}

function placeOf(value: number, { band }: Interval): string {
  if (band === undefined) return FREE
  return value >= band[0] && value <= band[1] ? INSIDE : OUTSIDE
}

/** Only what occurs has a place in the legend. */
function colours(shown: readonly { series: string }[], band: string, expected: string): Spec {
  const all: readonly (readonly [name: string, colour: string])[] = [
    [INSIDE, palette[0]],
    [OUTSIDE, palette[1]],
    [FREE, palette[3]],
    [expected, palette[2]],
    [band, neutral],
  ]
  const present = all.filter(([name]) => shown.some(({ series }) => series === name))
  const scale = { domain: present.map(([name]) => name), range: present.map(([, hue]) => hue) }
  // the band is paler than the points, which the legend's symbols would all become
  const legend = { orient: 'top', direction: 'horizontal', columns: 4, symbolOpacity: 1 }
  return { field: 'series', type: 'nominal', title: null, scale, legend }
}

type Row = { readonly name: string; readonly value: number | null; readonly series: string }

function bandLayer(bands: readonly (Row & { to: number })[], encoding: Spec): Spec {
  return {
    data: { values: bands },
    mark: { type: 'bar', height: 16, opacity: 0.35, tooltip: true },
    encoding: { ...encoding, x2: { field: 'to' } },
  }
}

function tickLayer(values: readonly Row[], encoding: Spec): Spec {
  const mark = { type: 'tick', thickness: 3, size: 16, opacity: 1, tooltip: true }
  return { data: { values }, mark, encoding }
}

function pointLayer(values: readonly Row[], encoding: Spec): Spec {
  const mark = { type: 'point', filled: true, size: 60, opacity: 0.8, tooltip: true }
  return { data: { values }, mark, encoding }
}
