/**
 * Sums as products with ones: a BLAS reads the operand where it lies, where the wasm kernels copy it
 * into their memory first.
 *
 * The ones come in portions: few enough to stay in the cache, and rounding errors grow with the
 * portions, not with the elements.
 */
import type { AxisView, Kernels } from '../Kernels.js'
import { uninitialized } from '../uninitialized.js'
import { wasmKernels } from '../wasm/index.js'
import { AS_STORED, type Dgemv, ROW_MAJOR, TRANSPOSED } from './library.js'

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
    if (inner === 1) addColumns(dgemv, x, view, sums)
    else
      for (let o = 0; o < outer; o++) {
        const to = sums.subarray(o * inner, (o + 1) * inner)
        addRows(dgemv, x.subarray(o * n * inner, (o + 1) * n * inner), view, to)
      }
    return sums
  }

/** The columns of x (outer × n) are added to the sums. */
function addColumns(
  dgemv: Dgemv,
  x: Float64Array,
  { outer, n }: AxisView,
  sums: Float64Array,
): void {
  for (let k = 0; k < n; k += ONES.length) {
    const width = Math.min(ONES.length, n - k)
    dgemv(ROW_MAJOR, AS_STORED, outer, width, 1, x.subarray(k), n, ONES, 1, 1, sums, 1)
  }
}

/** The rows of x (n × inner) are added to the sums. */
function addRows(dgemv: Dgemv, x: Float64Array, { n, inner }: AxisView, sums: Float64Array): void {
  for (let k = 0; k < n; k += ONES.length) {
    const rows = Math.min(ONES.length, n - k)
    dgemv(ROW_MAJOR, TRANSPOSED, rows, inner, 1, x.subarray(k * inner), inner, ONES, 1, 1, sums, 1)
  }
}
