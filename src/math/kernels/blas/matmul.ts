/**
 * Products by a BLAS, in portions where those are quicker (./portions.ts).
 */
import type { Kernels, MatmulOptions } from '../Kernels.js'
import { loops } from '../loops/index.js'
import { uninitialized } from '../uninitialized.js'
import { addProduct, type Stored } from './addProduct.js'
import { AS_STORED, type Blas, ROW_MAJOR, TRANSPOSED } from './library.js'
import { portionsFor } from './portions.js'

/** From m·k·n on, the call (0.2 µs) is quicker than the loop. */
const SMALLEST = 128

export function matmulBy({ dgemm, dgemv, config }: Blas): Kernels['matmul'] {
  const portionOf = portionsFor(config)
  return (a, b, m, k, n, options: MatmulOptions = {}) => {
    if (m * k * n < SMALLEST) return loops.matmul(a, b, m, k, n, options)
    const { transposeA = false, transposeB = false, bias, into } = options
    const c = into ?? uninitialized(m * n)
    if (m === 1 || n === 1) {
      if (bias) fillRows(c, bias)
      else c.fill(0)
      if (n === 1) addProduct(dgemv, stored(a, m, k, transposeA), transposeA, b, c)
      else addProduct(dgemv, stored(b, k, n, transposeB), !transposeB, a, c)
      return c
    }
    const { height, depth } = portionOf(m, k, n, options)
    for (let i = 0; i < m; i += height) {
      const rows = Math.min(height, m - i)
      const to = rows === m ? c : c.subarray(i * n, (i + rows) * n)
      if (bias) fillRows(to, bias)
      for (let p = 0; p < k; p += depth) {
        // biome-ignore format: operand by operand
        dgemm(
          ROW_MAJOR, transposeA ? TRANSPOSED : AS_STORED, transposeB ? TRANSPOSED : AS_STORED,
          rows, n, Math.min(depth, k - p), 1,
          from(a, transposeA ? p * m + i : i * k + p), transposeA ? m : k,
          from(b, transposeB ? p : p * n), transposeB ? k : n,
          bias || p > 0 ? 1 : 0, // added to what lies there, or replaces it
          to, n,
        )
      }
    }
    return c
  }
}

function from(array: Float64Array, start: number): Float64Array {
  return start === 0 ? array : array.subarray(start)
}

/** A matrix of that size, or its transpose in memory. */
function stored(data: Float64Array, rows: number, columns: number, transposed: boolean): Stored {
  return transposed ? { data, rows: columns, columns: rows } : { data, rows, columns }
}

/** Each row of c becomes this one. */
function fillRows(c: Float64Array, row: Float64Array): void {
  c.set(row)
  for (let done = row.length; done < c.length; done *= 2) c.copyWithin(done, 0, done)
}
