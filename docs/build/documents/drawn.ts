import type { Chart } from '../../../src/charts/chart.js'
import type { DataTable } from '../notebook/chartData.js'
import type { Json } from '../notebook/read.js'

/** A chart of a document, and the numbers that it and the tables below it show, not rounded. */
export interface Drawn {
  readonly chart: Chart
  readonly numbers: DataTable
}

/** Rows that all have the same fields, named as a reader shall read them. */
export function tableOf(rows: readonly Json[]): DataTable {
  const columns = Object.keys(rows[0]).map((field) => ({ field, title: field }))
  return { columns, rows }
}
