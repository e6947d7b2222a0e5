import { checkOptions } from '../math/options.js'
import { type Chart, datum, makeChart, pairs } from './chart.js'
import { requireSeries, type Series } from './lineChart.js'
import { checkEach, XY_OPTIONS } from './options.js'
import { neutral } from './theme.js'
import { counted, extent, gaps, listed, span } from './words.js'
import { axes, clip, colour, onAxis, type Point, type XYOptions } from './xy.js'

/** What `scatterChart` draws. */
export interface ScatterChartOptions extends XYOptions {
  /** Points of one colour and shape each. */
  series: readonly Omit<Series, 'dash' | 'points'>[]
  /** Draw the line y = x, on which equal values lie. */
  diagonal?: boolean
}

/**
 * Points, one colour and shape per series. Points that are not finite are left out.
 *
 * @throws ShapeError when x and y of a series differ in length, DomainError without any series, for
 *   two of one name, or for an option that there is not.
 */
export function scatterChart(options: ScatterChartOptions): Chart {
  const known = { ...XY_OPTIONS, series: 'list', diagonal: 'boolean' } as const
  checkOptions(options, known, 'scatterChart', ['title', 'xTitle', 'yTitle', 'series'])
  const parts = { name: 'string', x: 'list', y: 'list' } as const
  checkEach(options.series, parts, 'scatterChart, series', ['name', 'x', 'y'])
  const { series, diagonal = false, xLog, yLog } = options
  requireSeries('scatterChart', series)
  const points = series.flatMap(({ name, x, y }) => {
    const [xs, ys] = pairs('scatterChart', name, x, y)
    return xs.map((at, i) => ({ x: onAxis(at, xLog), y: onAxis(ys[i], yLog), series: name }))
  })
  const names = series.map(({ name }) => name)
  const values = points.map(({ x, y, series: name }) => ({
    x: datum(x),
    y: datum(y),
    series: name,
  }))
  const shape = { field: 'series', type: 'nominal', title: null, scale: { domain: names } }
  const dots = {
    data: { values },
    mark: { type: 'point', filled: true, size: 40, opacity: 0.6, tooltip: true, aria: false },
    encoding: {
      ...axes(options, points),
      ...colour({ names }),
      ...(names.length > 1 ? { shape } : {}),
    },
  }
  return makeChart(options, describe(options, points, names), {
    layer: [
      ...(diagonal ? [diagonalLayer(options, points)] : []),
      { ...dots, mark: { ...dots.mark, ...clip(options) } },
    ],
  })
}

function diagonalLayer(options: ScatterChartOptions, points: readonly Point[]) {
  const ends = extent(points.flatMap(({ x, y }) => [x, y])).map(datum)
  return {
    data: { values: ends.map((end) => ({ x: end, y: end })) },
    mark: { type: 'line', color: neutral, strokeDash: [4, 4], strokeWidth: 1.5 },
    encoding: axes(options),
  }
}

function describe(options: ScatterChartOptions, points: readonly Point[], names: string[]): string {
  const { xTitle, yTitle, diagonal } = options
  const [x, y] = [points.map((point) => point.x), points.map((point) => point.y)]
  const line = diagonal ? ' Dashed: the diagonal of equal values.' : ''
  return (
    `${yTitle} (${span(y)}) against ${xTitle} (${span(x)}), ` +
    `${counted(points.length, 'point')} of ${listed(names)}.${line}${gaps([...x, ...y])}`
  )
}
