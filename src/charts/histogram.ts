import { DomainError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import type { Matrix } from '../math/types.js'
import { type Chart, type ChartOptions, datum, makeChart, numbers } from './chart.js'
import { CHART_OPTIONS } from './options.js'
import { palette } from './theme.js'
import { shortNumbers } from './ticks.js'
import { brief, counted, extent, gaps, span } from './words.js'

/** What `histogram` draws. */
export interface HistogramOptions extends ChartOptions {
  /** The numbers that are counted, in any order. */
  values: ArrayLike<number> | Matrix
  /** What the numbers are, with their unit. */
  xTitle: string
  /** Default: count. */
  yTitle?: string
  /** Greatest number of bins (default 30); their width is a round number. */
  bins?: number
  /** The range that is binned; values outside are counted in the outermost bins. */
  domain?: readonly [low: number, high: number]
}

export interface Bin {
  readonly from: number
  readonly to: number
  readonly count: number
}

/**
 * How often values of each size occur. Values that are not finite are left out, and counted in the
 * description.
 *
 * @throws DomainError without a finite value, without bins, for a domain that is no interval, or
 *   for an option that there is not.
 */
export function histogram(options: HistogramOptions): Chart {
  const own = {
    values: 'list',
    xTitle: 'string',
    yTitle: 'string',
    bins: 'count',
    domain: 'interval',
  } as const
  checkOptions(options, { ...CHART_OPTIONS, ...own }, 'histogram', ['title', 'values', 'xTitle'])
  const { xTitle, yTitle = 'count', bins = 30, domain } = options
  const values = numbers(options.values)
  const counts = binned(values, bins, domain)
  const rows = counts.map(({ from, to, count }) => ({ from: datum(from), to: datum(to), count }))
  const top = counts.reduce((best, bin) => (bin.count > best.count ? bin : best))
  const finite = values.filter(Number.isFinite).length
  const made =
    `histogram of ${counted(finite, 'value')} of ${xTitle} (${span(values)}); ` +
    `most, ${top.count}, lie from ${brief(top.from)} to ${brief(top.to)}.${gaps(values)}`
  const format = shortNumbers([counts[0].from, counts[counts.length - 1].to])
  const axis = Object.keys(format).length > 0 ? { axis: format } : {}
  return makeChart(options, made, {
    data: { values: rows },
    mark: { type: 'bar', color: palette[0], tooltip: true },
    encoding: {
      x: { field: 'from', type: 'quantitative', title: xTitle, bin: 'binned', ...axis },
      x2: { field: 'to' },
      y: { field: 'count', type: 'quantitative', title: yTitle, axis: { tickMinStep: 1 } },
    },
  })
}

/** Counts in equal bins whose width is 1, 2, 2.5 or 5 times a power of ten. */
function binned(
  values: readonly number[],
  bins: number,
  domain: readonly [number, number] = extent(values),
): Bin[] {
  const [low, high] = domain
  if (!(low <= high)) {
    throw new DomainError({
      where: 'histogram',
      expected: 'at least one finite value',
      given: `${values.length} values, none of them finite`,
      mend: 'look at the values first: they may be NaN',
    })
  }
  const width = roundStep((high - low || 1) / bins)
  const first = Math.floor(low / width)
  const count = Math.max(1, Math.ceil(high / width) - first)
  const counts = new Array<number>(count).fill(0)
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    const bin = Math.floor(value / width) - first
    counts[Math.min(count - 1, Math.max(0, bin))]++
  }
  return counts.map((n, i) => ({
    from: (first + i) * width,
    to: (first + i + 1) * width,
    count: n,
  }))
}

/** The least 'round' number that is not smaller. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step))
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((width) => width >= step)!
}
