/**
 * Products by a native BLAS, everything else by the wasm kernels.
 *
 * A BLAS sums in an order of its own, which depends on the processor: its products agree with the
 * other backends within rounding, and not bit for bit.
 */
import type { Kernels, MatmulOptions } from '../Kernels.js'
import { loops } from '../loops/index.js'
import { uninitialized } from '../uninitialized.js'
import { at } from '../wasm/arena.js'
import {
  convolutionGradients,
  convolutionInputGradient,
  convolve,
  type ProductInArena,
} from '../wasm/convolution.js'
import { wasmKernels } from '../wasm/index.js'
import { blas, type Dgemm } from './library.js'

/** CBLAS's own numbers for its choices. */
const ROW_MAJOR = 101
const AS_STORED = 111
const TRANSPOSED = 112

/** From m·k·n on, the call (0.2 µs) is quicker than the loop. */
const SMALLEST = 128

/**
 * The backend `blas`.
 *
 * @throws DomainError when koffi or a BLAS is missing.
 */
export function blasKernels(where: string): Kernels {
  const { dgemm } = blas(where)
  const product = productInArenaBy(dgemm)
  return {
    ...wasmKernels,
    name: 'blas',
    matmul: matmulBy(dgemm),
    convolve: (x, W, b, windows) => convolve(x, W, b, windows, product),
    convolutionGradients: (x, dout, filters, windows) =>
      convolutionGradients(x, dout, filters, windows, product),
    convolutionInputGradient: (dout, W, filters, windows) =>
      convolutionInputGradient(dout, W, filters, windows, product),
  }
}

function matmulBy(dgemm: Dgemm): Kernels['matmul'] {
  return (a, b, m, k, n, options: MatmulOptions = {}) => {
    if (m * k * n < SMALLEST) return loops.matmul(a, b, m, k, n, options)
    const { transposeA = false, transposeB = false, bias, into } = options
    const c = into ?? uninitialized(m * n)
    // The product is added to what lies there, or replaces it.
    if (bias) for (let i = 0; i < m; i++) c.set(bias, i * n)
    // biome-ignore format: operand by operand
    dgemm(
      ROW_MAJOR, transposeA ? TRANSPOSED : AS_STORED, transposeB ? TRANSPOSED : AS_STORED,
      m, n, k, 1,
      a, transposeA ? m : k,
      b, transposeB ? k : n, bias ? 1 : 0,
      c, n,
    )
    return c
  }
}

/** The products inside a convolution: the operands stay where the wasm kernels put them. */
function productInArenaBy(dgemm: Dgemm): ProductInArena {
  return (m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, add) => {
    const [aAsStored, bAsStored] = [aColumn === 8, bColumn === 8]
    // biome-ignore format: operand by operand
    dgemm(
      ROW_MAJOR, aAsStored ? AS_STORED : TRANSPOSED, bAsStored ? AS_STORED : TRANSPOSED,
      m, n, k, 1,
      at(a), aAsStored ? Math.max(k, aRow / 8) : aColumn / 8,
      at(b), bAsStored ? Math.max(n, bRow / 8) : bColumn / 8, add ? 1 : 0,
      at(c), cRow / 8,
    )
  }
}
