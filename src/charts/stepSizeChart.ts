import { checkOptions } from '../math/options.js'
import type { Chart, ChartOptions } from './chart.js'
import { lineChart } from './lineChart.js'
import { CHART_OPTIONS, requireLists } from './options.js'

/** What `stepSizeCurve` gives. */
export interface StepSizes {
  /** A curve each: the absolute error at every step. */
  readonly series: readonly {
    readonly name: string
    readonly steps: readonly number[]
    readonly errors: readonly number[]
  }[]
}

/** An error of 0 has no logarithm: it is drawn where a double beside 1 cannot tell it from 0. */
const EXACT = 1e-17

/**
 * The error of a numerical derivative against its step, both as powers of ten: a U for each
 * precision, and the complex step, which has no right arm.
 *
 * @throws DomainError without any series, or for an option that there is not.
 */
export function stepSizeChart(sizes: StepSizes, options: Partial<ChartOptions> = {}): Chart {
  requireLists('stepSizeChart', sizes, ['series'], 'what stepSizeCurve gives')
  checkOptions(options, CHART_OPTIONS, 'stepSizeChart')
  return lineChart({
    title: 'Which step?',
    xTitle: 'step h',
    yTitle: 'absolute error of the derivative',
    xLog: true,
    yLog: true,
    series: sizes.series.map(({ name, steps, errors }) => ({
      name,
      x: steps,
      y: errors.map((error) => (error === 0 ? EXACT : error)),
    })),
    ...options,
  })
}
