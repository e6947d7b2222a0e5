import { ShapeError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import type { Matrix } from '../math/types.js'
import { type Chart, type ChartOptions, datum, makeChart, numbers, type Spec } from './chart.js'
import { requireSeries } from './lineChart.js'
import { checkEach, FRAME_OPTIONS } from './options.js'
import { defaultSize } from './theme.js'
import { shortNumbers } from './ticks.js'
import { counted, extent, gaps, listed, span } from './words.js'
import { colour, requireDistinct } from './xy.js'

/** Bars of one colour. */
export interface BarSeries {
  /** Its name in the legend. */
  name: string
  /** A height for each category. */
  values: ArrayLike<number> | Matrix
}

/** What `barChart` draws. */
export interface BarChartOptions extends ChartOptions {
  /** What each bar, or group of bars, stands for. */
  categories: readonly (string | number)[]
  /** One bar of each series in every category, side by side. */
  series: readonly BarSeries[]
  /** Title of the category axis. */
  xTitle: string
  /** What the bars measure, with its unit. */
  yTitle: string
  /** Ends of the value axis; left out, the data decide. */
  yDomain?: readonly [low: number, high: number]
  /** Number format of the y axis, d3-format: '.0%' for percent. */
  yFormat?: string
}

/** About the width of a letter on an axis, in pixels; a Chinese character is as wide as two. */
const LETTER = 6.5
const widthOf = (text: string) => text.replaceAll(/\p{Script=Han}/gu, '  ').length * LETTER

/**
 * Bars from zero, one per category and series. Values that are not finite have no bar.
 *
 * @throws ShapeError when a series has not one value per category; DomainError without any series,
 *   or for two series or categories of one name, or an option that there is not.
 */
export function barChart(options: BarChartOptions): Chart {
  const known = { ...FRAME_OPTIONS, categories: 'list', series: 'list' } as const
  checkOptions(options, known, 'barChart', ['title', 'xTitle', 'yTitle', 'categories', 'series'])
  const parts = { name: 'string', values: 'list' } as const
  checkEach(options.series, parts, 'barChart, series', ['name', 'values'])
  const { categories, series, xTitle, yTitle, yDomain, yFormat } = options
  requireSeries('barChart', series)
  const heights = series.map(({ name, values }) => {
    const list = numbers(values, `barChart, values of '${name}'`)
    requireOnePerCategory(name, list.length, categories.length)
    return list
  })
  const labels = categories.map(String)
  requireDistinct('barChart', 'categories', labels)
  const values = series.flatMap(({ name }, s) =>
    labels.map((category, i) => ({ category, value: datum(heights[s][i]), series: name })),
  )
  const names = series.map(({ name }) => name)
  const several = names.length > 1
  const side = { field: 'series', type: 'nominal', scale: { domain: names }, sort: null }
  const [low, high] = extent([0, ...heights.flat()])
  const format = yFormat ? { format: yFormat } : shortNumbers(yDomain ?? [low, high])
  const made =
    `${yTitle} of ${counted(labels.length, 'bar')} by ${xTitle}: ` +
    `${listed(names.map((name, s) => `${name} ${span(heights[s])}`))}.${gaps(heights.flat())}`
  return makeChart(options, made, {
    data: { values },
    mark: { type: 'bar', tooltip: true },
    encoding: {
      x: {
        field: 'category',
        type: 'nominal',
        title: xTitle,
        sort: null,
        axis: categoryAxis(labels, options.width),
      },
      ...(several ? { xOffset: side } : {}),
      y: {
        field: 'value',
        type: 'quantitative',
        title: yTitle,
        ...(yDomain ? { scale: { domain: [...yDomain] } } : {}),
        ...(Object.keys(format).length > 0 ? { axis: format } : {}),
      },
      ...colour({ names }),
    },
  })
}

/** Vega lets names of categories run into each other: those without room are cut, or left out. */
function categoryAxis(labels: readonly string[], width: number = defaultSize.width): Spec {
  const room = width / labels.length
  const isTight = labels.some((label) => widthOf(label) > room)
  const fit = { labelLimit: Math.max(12 * LETTER, Math.floor(room - LETTER)), labelOverlap: true }
  return { labelAngle: 0, ...(isTight ? fit : {}) }
}

function requireOnePerCategory(name: string, given: number, expected: number): void {
  if (given === expected && expected > 0) return
  throw new ShapeError({
    where: 'barChart',
    expected: `one value per category in '${name}', ${expected} in all (at least one)`,
    given: `${given} values`,
    mend: 'give categories and values in the same order, one of each',
  })
}
