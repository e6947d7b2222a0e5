/** What line, function and scatter charts share: axes, series colours, the layers of a line. */
import { DomainError } from '../math/errors.js'
import { shown } from '../math/shown.js'
import type { ChartOptions, Spec } from './chart.js'
import { neutral, palette } from './theme.js'
import { shortNumbers, wholeSteps } from './ticks.js'
import { doubled, extent } from './words.js'

export type Interval = readonly [low: number, high: number]

export interface AxisOptions {
  /** What the x axis measures, with its unit where it has one. */
  xTitle: string
  /** What the y axis measures, with its unit where it has one. */
  yTitle: string
  /** Ends of the x axis; left out, the data decide. */
  xDomain?: Interval
  /** Ends of the y axis; left out, the data decide. */
  yDomain?: Interval
  /** Logarithmic x axis; values that are not positive are gaps there. */
  xLog?: boolean
  /** Logarithmic y axis; values that are not positive are gaps there. */
  yLog?: boolean
  /** Number format of the y axis, d3-format: '.0%' for percent. */
  yFormat?: string
}

export interface XYOptions extends ChartOptions, AxisOptions {}

/** One drawn point of a line. Lines with one `series` and different `piece`s are not joined. */
export interface LineRow {
  readonly x: number | null
  readonly y: number | null
  readonly series: string
  readonly piece?: number
}

/**
 * Vega labels some powers of ten (the others are blank): 0.01 and 1000 in full, the rest as 1e−8.
 */
const LOG_LABEL =
  "datum.label == '' ? '' : datum.value < 0.001 || datum.value >= 1e5 " +
  "? format(datum.value, '.0e') : format(datum.value, '~g')"

/** A place in a chart. */
export interface Point {
  readonly x: number
  readonly y: number
}

/**
 * The channels x and y. Log axes end at their data, linear ones at round numbers; where few whole
 * numbers are drawn, no tick stands between two of them, and no number is longer than it need be.
 */
export function axes(options: AxisOptions, drawn: readonly Point[] = []): { x: Spec; y: Spec } {
  const { xTitle, yTitle, xDomain, yDomain, xLog, yLog, yFormat } = options
  const [xs, ys] = [drawn.map(({ x }) => x), drawn.map(({ y }) => y)]
  const ticksOf = (values: readonly number[], ends: Interval = extent(values), log = false) => ({
    ...wholeSteps(values),
    ...(log ? {} : shortNumbers(ends)),
  })
  return {
    x: axis('x', xTitle, xDomain, xLog, ticksOf(xs, xDomain, xLog)),
    y: axis('y', yTitle, yDomain, yLog, {
      ...ticksOf(ys, yDomain, yLog),
      ...(yFormat ? { format: yFormat } : {}),
    }),
  }
}

function axis(field: string, title: string, ends?: Interval, log = false, ticks: Spec = {}): Spec {
  if (log && ends && !(ends[0] > 0)) throw noLogarithm(field, ends)
  const scale = {
    ...(log ? { type: 'log' } : { zero: false }),
    ...(ends ? { domain: [...ends], nice: false } : {}),
  }
  const labels = log ? { ...ticks, labelExpr: LOG_LABEL } : ticks
  const look = Object.keys(labels).length > 0 ? { axis: labels } : {}
  return { field, type: 'quantitative', title, scale, ...look }
}

function noLogarithm(field: string, ends: Interval): DomainError {
  return new DomainError({
    where: `a chart with a logarithmic ${field} axis`,
    expected: `${field}Domain above 0`,
    given: shown(ends),
    mend: 'begin it at a small number above 0, or leave it out',
  })
}

/** What the colours of a chart stand for. */
export interface Legend {
  readonly names: readonly string[]
  /** Name of a shaded range, which comes last, in grey. */
  readonly band?: string
  /** Show colours as lines, not as dots. */
  readonly lines?: boolean
}

/** Area of a line's symbol in a legend: 17 pixels long. */
export const symbolSize = 300

/** Colour by series, with a legend above the chart when it has several names. */
export function colour(legend: Legend): Spec {
  const { names, band, lines = false } = legend
  const symbols = lines ? { symbolType: 'stroke', symbolSize } : {}
  const shown = { orient: 'top', direction: 'horizontal', columns: 4, ...symbols }
  const colours = names.map((_, i) => palette[i % palette.length])
  return {
    color: {
      field: 'series',
      type: 'nominal',
      title: null,
      scale: {
        domain: domain(legend),
        ...(band === undefined ? {} : { range: [...colours, neutral] }),
      },
      legend: domain(legend).length > 1 ? shown : null,
    },
  }
}

/** Solid and dashed lines, which the colour's legend then shows too. */
export function dashes(legend: Legend, dashed: readonly boolean[]): Spec {
  if (!dashed.some(Boolean)) return {}
  const names = domain(legend)
  const range = names.map((_, i) => (dashed[i] ? [6, 4] : [1, 0]))
  return {
    strokeDash: {
      field: 'series',
      type: 'nominal',
      title: null,
      scale: { domain: names, range },
      ...(names.length > 1 ? {} : { legend: null }),
    },
  }
}

/** A dot as large as those on lines (√(45/π)), where a symbol has the size of a legend's line. */
const DOT = 'M.44,0A.44,.44,0,1,1,-.44,0A.44,.44,0,1,1,.44,0Z'

/** Dots without a line among lines, which the colour's legend then shows too. */
export function dots(legend: Legend, alone: readonly string[]): Spec {
  const names = domain(legend)
  const range = names.map((name) => (alone.includes(name) ? DOT : 'stroke'))
  return {
    shape: { field: 'series', type: 'nominal', title: null, scale: { domain: names, range } },
  }
}

function domain({ names, band }: Legend): string[] {
  return band === undefined ? [...names] : [...names, band]
}

/**
 * Marks are cut at the frame only where a domain was asked for, else circles at the edge are whole.
 */
export function clip({ xDomain, yDomain }: AxisOptions): Spec {
  return xDomain || yDomain ? { clip: true } : {}
}

/** On a logarithmic axis only positive numbers have a place. */
export function onAxis(value: number, log: boolean | undefined): number {
  return log && !(value > 0) ? Number.NaN : value
}

/** @throws DomainError for two of one name: they would be drawn at one place. */
export function requireDistinct(where: string, what: string, names: readonly string[]): void {
  const twice = doubled(names)
  if (twice === undefined) return
  throw new DomainError({
    where,
    expected: `${what}, each with a name of its own`,
    given: `'${twice}' twice`,
    mend: 'tell them apart by a number, or a word, behind the name',
  })
}
