/**
 * Sums as products with ones: a BLAS reads the operand where it lies, where the wasm kernels copy
 * it into their memory first, unless it is there.
 *
 * The ones come in portions: few enough to stay in the cache, and rounding errors grow with the
 * portions, not with the elements.
 */
import type { Kernels } from '../Kernels.js'
import { uninitialized } from '../uninitialized.js'
import { wasmKernels } from '../wasm/index.js'
import { addProduct } from './addProduct.js'
import type { Dgemv } from './library.js'

/** A call with so many elements is quicker than the kernel; one for a single row never is. */
const SMALLEST = 2000

const ONES = new Float64Array(4096).fill(1)

export const reduceBy =
  (dgemv: Dgemv): Kernels['reduce'] =>
  (name, x, view) => {
    const { outer, n, inner } = view
    const calls = (inner === 1 ? 1 : outer) * Math.ceil(n / ONES.length)
    const isWorthIt = outer * inner > 1 && x.length >= calls * SMALLEST
    if (name !== 'sum' || !isWorthIt) return wasmKernels.reduce(name, x, view)
    const sums = uninitialized(outer * inner).fill(0)
    for (let k = 0; k < n; k += ONES.length) {
      const length = Math.min(ONES.length, n - k)
      if (inner === 1) {
        const columns = { data: x.subarray(k), rows: outer, columns: length, step: n }
        addProduct(dgemv, columns, false, ONES, sums)
      } else
        for (let o = 0; o < outer; o++) {
          const rows = { data: x.subarray((o * n + k) * inner), rows: length, columns: inner }
          addProduct(dgemv, rows, true, ONES, sums.subarray(o * inner, (o + 1) * inner))
        }
    }
    return sums
  }
