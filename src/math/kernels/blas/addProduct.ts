import { AS_STORED, type Dgemv, ROW_MAJOR, TRANSPOSED } from './library.js'

/** A matrix in memory, row by row. */
export interface Stored {
  readonly data: Float64Array
  readonly rows: number
  readonly columns: number
  /** From the start of a row to that of the next; `columns` when left out. */
  readonly step?: number
}

/** y ← y + A·x, or y + Aᵀ·x. */
export function addProduct(
  dgemv: Dgemv,
  { data, rows, columns, step = columns }: Stored,
  transposed: boolean,
  x: Float64Array,
  y: Float64Array,
): void {
  const how = transposed ? TRANSPOSED : AS_STORED
  dgemv(ROW_MAJOR, how, rows, columns, 1, data, step, x, 1, 1, y, 1)
}
