/**
 * A row added to each row of a matrix: the product of a column of ones with the row, added to a
 * copy of the matrix. A BLAS works on the result where it lies; the wasm kernel would copy the
 * matrix into its memory and the sum out of it. A product with 1 is exact, so the bits are the
 * same; but in a product of matrices, which begins at 0, −0 + −0 would be 0.
 */
import { broadcastAxes } from '../broadcast.js'
import type { Kernels } from '../Kernels.js'
import { uninitialized } from '../uninitialized.js'
import { wasmKernels } from '../wasm/index.js'
import { type Dger, ROW_MAJOR } from './library.js'
import { ONES } from './sums.js'

/** From so many elements on, this takes at most nine tenths of the kernel's time; later half. */
const SMALLEST = 2 ** 11

export const binaryBy =
  (dger: Dger): Kernels['binary'] =>
  (name, x, y, size) => {
    const [matrix, row] = x.data.length < y.data.length ? [y, x] : [x, y]
    const n = row.data.length
    if (name !== 'add' || matrix.data.length < SMALLEST || n < 2) {
      return wasmKernels.binary(name, x, y, size)
    }
    const [rows, columns, ...others] = broadcastAxes(matrix.size, row.size, size)
    const isRow = rows.xStep === n && rows.yStep === 0 && columns?.length === n
    if (!isRow || others.length > 0) return wasmKernels.binary(name, x, y, size)
    const sum = uninitialized(matrix.data.length)
    sum.set(matrix.data)
    for (let i = 0; i < rows.length; i += ONES.length) {
      const some = Math.min(ONES.length, rows.length - i)
      const part = sum.subarray(i * n, (i + some) * n)
      dger(ROW_MAJOR, some, n, 1, ONES, 1, row.data, 1, part, n)
    }
    return sum
  }
