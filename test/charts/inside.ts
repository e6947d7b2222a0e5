/** Ways into a chart's specification, which is typed as plain JSON. */
import type { Chart } from '../../src/charts/index.js'

export interface Layer {
  readonly mark: { readonly type: string; readonly [property: string]: unknown }
  readonly encoding: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly data?: { readonly values: readonly Row[] }
}

export type Row = Readonly<Record<string, number | string | boolean | null>>

/** The layers of a chart; the chart itself when it has a single mark. */
export function layers(chart: Chart): readonly Layer[] {
  // The tests that call this know which chart they made.
  return (chart.layer ?? [chart]) as unknown as readonly Layer[]
}

/** The rows that a chart draws, of its first layer that has any. */
export function rows(chart: Chart): readonly Row[] {
  const own = chart.data as unknown as Layer['data']
  const found = own ?? layers(chart).find(({ data }) => data)?.data
  return found?.values ?? []
}

/** The rows of the layers with this kind of mark. */
export function rowsOf(chart: Chart, type: string, filled?: boolean): readonly Row[] {
  return layers(chart)
    .filter(({ mark }) => mark.type === type && (filled === undefined || mark.filled === filled))
    .flatMap(({ data }) => data?.values ?? [])
}
