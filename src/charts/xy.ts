/** What line, function and scatter charts share: axes, series colours, the layers of a line. */
import type { ChartOptions, Json } from './chart.js'
import { neutral } from './theme.js'

type Spec = { readonly [key: string]: Json | undefined }
type Interval = readonly [low: number, high: number]

export interface AxisOptions {
  /** Axis titles: the quantity, with its unit where it has one. */
  xTitle: string
  yTitle: string
  /** Ends of an axis; left out, the data decide. */
  xDomain?: Interval
  yDomain?: Interval
  /** Logarithmic axes; values that are not positive are gaps there. */
  xLog?: boolean
  yLog?: boolean
  /** Number format of the y axis, d3-format: '.0%' for percent. */
  yFormat?: string
  /** A shaded range of y, such as the values to be reproduced. */
  yBand?: { from: number; to: number; name: string }
}

export interface XYOptions extends ChartOptions, AxisOptions {}

/** One drawn point of a line. Lines with one `series` and different `piece`s are not joined. */
export interface LineRow {
  readonly x: number | null
  readonly y: number | null
  readonly series: string
  readonly piece?: number
}

/** Vega labels some powers of ten (the others are blank): 0.01 and 1000 in full, the rest as 1e−8. */
const LOG_LABEL =
  "datum.label == '' ? '' : datum.value < 0.001 || datum.value >= 1e5 " +
  "? format(datum.value, '.0e') : format(datum.value, '~g')"

/** The channels x and y. Log axes end at their data, linear ones at round numbers. */
export function axes(options: AxisOptions): { x: Spec; y: Spec } {
  const { xTitle, yTitle, xDomain, yDomain, xLog, yLog, yFormat } = options
  return {
    x: axis('x', xTitle, xDomain, xLog),
    y: axis('y', yTitle, yDomain, yLog, yFormat),
  }
}

function axis(field: string, title: string, domain?: Interval, log = false, format?: string): Spec {
  const scale = {
    ...(log ? { type: 'log' } : { zero: false }),
    ...(domain ? { domain: [...domain], nice: false } : {}),
  }
  const labels = { ...(log ? { labelExpr: LOG_LABEL } : {}), ...(format ? { format } : {}) }
  const look = Object.keys(labels).length > 0 ? { axis: labels } : {}
  return { field, type: 'quantitative', title, scale, ...look }
}

/** Colour by series, with a legend above the chart when there are several; lines have line symbols. */
export function colour(names: readonly string[], symbols?: 'lines'): Spec {
  const several = names.length > 1
  const line = symbols === 'lines' ? { symbolType: 'stroke', symbolSize: 300 } : {}
  const legend = several ? { orient: 'top', direction: 'horizontal', columns: 4, ...line } : null
  return {
    color: { field: 'series', type: 'nominal', title: null, scale: { domain: [...names] }, legend },
  }
}

/** Solid and dashed lines, which the colour's legend then shows too. */
export function dashes(names: readonly string[], dashed: readonly boolean[]): Spec {
  if (!dashed.some(Boolean)) return {}
  const range = dashed.map((dash) => (dash ? [6, 4] : [1, 0]))
  const legend: Spec = names.length > 1 ? {} : { legend: null }
  return {
    strokeDash: {
      field: 'series',
      type: 'nominal',
      title: null,
      scale: { domain: [...names], range },
      ...legend,
    },
  }
}

/** Marks are cut at the frame only where a domain was asked for, else circles at the edge are whole. */
export function clip({ xDomain, yDomain }: AxisOptions): Spec {
  return xDomain || yDomain ? { clip: true } : {}
}

/** The shaded range over the whole width, with its name beneath its upper edge. */
export function bandLayers(options: AxisOptions): Spec[] {
  if (!options.yBand) return []
  const { from, to, name } = options.yBand
  const data = { values: [{ from, to, name }] }
  const y = { ...axes(options).y, field: 'to' }
  const text = { type: 'text', style: 'guide-label', align: 'left', baseline: 'top', dx: 4, dy: 4 }
  return [
    {
      data,
      mark: { type: 'rect', color: neutral, opacity: 0.3 },
      encoding: { y, y2: { field: 'from' } },
    },
    {
      data,
      mark: { ...text, fontSize: 13 },
      encoding: { x: { value: 0 }, y, text: { field: 'name', type: 'nominal' } },
    },
  ]
}

/** On a logarithmic axis only positive numbers have a place. */
export function onAxis(value: number, log: boolean | undefined): number {
  return log && !(value > 0) ? Number.NaN : value
}
