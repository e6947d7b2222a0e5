import { DomainError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import type { Chart, ChartOptions } from './chart.js'
import { histogram } from './histogram.js'
import { layoutCharts } from './layoutCharts.js'
import { requireLists, TITLES } from './options.js'
import { scatterChart } from './scatterChart.js'
import { brief, counted } from './words.js'

/** The part of a gradient-check report that is drawn. */
export interface GradientCheckPoints {
  /** Each with the gradient of every element that was checked. */
  readonly parameters: readonly {
    readonly name: string
    readonly points: readonly { readonly analytic: number; readonly numerical: number }[]
    /** Places without a derivative, which are not drawn. */
    readonly kinks?: readonly unknown[]
  }[]
}

const WHERE = 'gradientCheckChart'
const REPORT = 'the report of a gradient check'

/** More points than this of one parameter are thinned out evenly in the scatter chart. */
const MOST_POINTS = 120

/**
 * A gradient check in two pictures: numerical against analytic derivative, which should lie on the
 * diagonal, and the sizes of their differences as powers of ten.
 *
 * @throws DomainError for what is no report, one without points, or an option that there is not.
 */
export function gradientCheckChart(
  report: GradientCheckPoints,
  options: Partial<Omit<ChartOptions, 'width' | 'height'>> = {},
): Chart {
  requireLists(WHERE, report, ['parameters'], REPORT)
  for (const parameter of report.parameters) requireLists(WHERE, parameter, ['points'], REPORT)
  checkOptions(options, TITLES, WHERE)
  const { parameters } = report
  const all = parameters.flatMap(({ points }) => points)
  requirePoints(all.length)
  const checked = parameters.filter(({ points }) => points.length > 0)
  const size = { width: 320, height: 280 }
  const scatter = scatterChart({
    ...size,
    title: 'Both derivatives',
    xTitle: 'derivative by backward',
    yTitle: 'derivative by differences',
    diagonal: true,
    series: checked.map(({ name, points }) => {
      const some = thinned(points)
      return { name, x: some.map((p) => p.analytic), y: some.map((p) => p.numerical) }
    }),
  })
  const errors = all.map(({ analytic, numerical }) => Math.abs(analytic - numerical))
  const unequal = errors.filter((error) => error !== 0)
  const charts = unequal.some(Number.isFinite)
    ? [scatter, differences(unequal, all.length, size)]
    : [scatter]
  return layoutCharts(charts, {
    title: 'Gradient check',
    subtitle: summary(errors, parameters.flatMap(({ kinks = [] }) => kinks).length),
    ...options,
  })
}

function requirePoints(count: number): void {
  if (count > 0) return
  throw new DomainError({
    where: WHERE,
    expected: 'a report of at least one derivative',
    given: 'none',
    mend: 'check at places that are no kinks; the report lists those in `kinks`',
  })
}

function differences(
  errors: readonly number[],
  of: number,
  size: { width: number; height: number },
) {
  const equal = of - errors.length
  return histogram({
    ...size,
    title: 'Their difference',
    ...(equal > 0 ? { subtitle: `${counted(equal, 'pair')} exactly equal, left out` } : {}),
    xTitle: 'log₁₀ of the absolute difference',
    values: errors.map(Math.log10),
  })
}

function summary(errors: readonly number[], kinks: number): string {
  const leftOut = kinks > 0 ? `, ${counted(kinks, 'kink')} left out` : ''
  const count = counted(errors.length, 'derivative')
  return `${count}, greatest difference ${greatest(errors)}${leftOut}`
}

/** NaN when any error is NaN: a check that failed must not look well. */
function greatest(errors: readonly number[]): string {
  return brief(errors.reduce((most, error) => Math.max(most, error), 0))
}

function thinned<T>(points: readonly T[]): readonly T[] {
  if (points.length <= MOST_POINTS) return points
  const step = points.length / MOST_POINTS
  return Array.from({ length: MOST_POINTS }, (_, i) => points[Math.floor(i * step)])
}
