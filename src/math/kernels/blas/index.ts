/**
 * Products and sums by a native BLAS, everything else by the wasm kernels.
 *
 * A BLAS sums in an order of its own, which depends on the processor: its results agree with the
 * other backends' within rounding, and not bit for bit.
 */
import type { Kernels, MatmulOptions } from '../Kernels.js'
import { loops } from '../loops/index.js'
import { uninitialized } from '../uninitialized.js'
import { wasmKernels } from '../wasm/index.js'
import { addProduct, type Stored } from './addProduct.js'
import { binaryBy } from './addRow.js'
import { convolutionGradientsBy, convolutionInputGradientBy, convolveBy } from './convolution.js'
import { AS_STORED, type Blas, blas, ROW_MAJOR, TRANSPOSED } from './library.js'
import { reduceBy } from './sums.js'

/** From m·k·n on, the call (0.2 µs) is quicker than the loop. */
const SMALLEST = 128

/** Rows of a portion, and the largest B (1 MB) that is packed again for each of them. */
const ROWS = 384
const CACHED = 2 ** 17

/**
 * The backend `blas`.
 *
 * @throws DomainError when koffi or a BLAS is missing.
 */
export function blasKernels(where: string): Kernels {
  const { dgemm, dgemv } = blas(where)
  return {
    ...wasmKernels,
    name: 'blas',
    matmul: matmulBy({ dgemm, dgemv }),
    binary: binaryBy(dgemm),
    reduce: reduceBy(dgemv),
    convolve: convolveBy(dgemm),
    convolutionGradients: convolutionGradientsBy(dgemm),
    convolutionInputGradient: convolutionInputGradientBy(dgemm),
  }
}

/**
 * A tall A goes in portions of rows: with those of C they stay in the cache while they are
 * multiplied, where a whole A takes a tenth longer.
 */
function matmulBy({ dgemm, dgemv }: Pick<Blas, 'dgemm' | 'dgemv'>): Kernels['matmul'] {
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
    const height = !transposeA && k * n <= CACHED && m > 2 * ROWS ? ROWS : m
    for (let i = 0; i < m; i += height) {
      const rows = Math.min(height, m - i)
      const to = rows === m ? c : c.subarray(i * n, (i + rows) * n)
      // The product is added to what lies there, or replaces it.
      if (bias) fillRows(to, bias)
      // biome-ignore format: operand by operand
      dgemm(
        ROW_MAJOR, transposeA ? TRANSPOSED : AS_STORED, transposeB ? TRANSPOSED : AS_STORED,
        rows, n, k, 1,
        rows === m ? a : a.subarray(i * k, (i + rows) * k), transposeA ? m : k,
        b, transposeB ? k : n, bias ? 1 : 0,
        to, n,
      )
    }
    return c
  }
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
