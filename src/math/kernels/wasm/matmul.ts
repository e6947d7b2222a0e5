import type { MatmulOptions } from '../Kernels.js'
import { loops } from '../loops/index.js'
import { uninitialized } from '../uninitialized.js'
import { copyIn, copyTo, reserve, scratch } from './arena.js'
import { wasm } from './module.js'

/** From m·k·n on, the kernel beats the loop (same bits). */
const SMALLEST = 128

/** Elements of the longer operands that lie in the arena at a time (8 MB). */
const PORTION = 2 ** 20

/**
 * A long A goes through the arena in portions: of rows of C where rows of A are whole, else (AᵀB,
 * the gradient of a weight) of the summed axis, adding to C. Either way each element is summed in
 * order.
 */
export function matmul(
  a: Float64Array,
  b: Float64Array,
  m: number,
  k: number,
  n: number,
  options: MatmulOptions = {},
): Float64Array {
  if (m * k * n < SMALLEST) return loops.matmul(a, b, m, k, n, options)
  const { transposeA = false, transposeB = false, bias, into } = options
  const height = transposeA ? m : atMost(m, PORTION / k)
  const depth = transposeA && !transposeB ? atMost(k, PORTION / (m + n)) : k
  const [pa, pb, pc, pbias] = reserve(height * depth, depth * n, height * n, n)
  if (bias) copyIn(pbias, bias)
  const c = into ?? uninitialized(m * n)

  for (let i = 0; i < m; i += height) {
    const rows = Math.min(height, m - i)
    for (let p = 0; p < k; p += depth) {
      const length = Math.min(depth, k - p)
      copyIn(
        pa,
        transposeA ? a.subarray(p * m, (p + length) * m) : a.subarray(i * k, (i + rows) * k),
      )
      if (i === 0) copyIn(pb, transposeB ? b : b.subarray(p * n, (p + length) * n))
      const [aRow, aColumn] = transposeA ? [8, 8 * m] : [8 * k, 8]
      const [bRow, bColumn] = transposeB ? [8, 8 * k] : [8 * n, 8]
      const onto = p > 0
      // biome-ignore format: operand by operand
      wasm().matmul(
        rows, n, length,
        pa, aRow, aColumn,
        pb, bRow, bColumn,
        pc, 8 * n, onto, scratch(),
      )
    }
    if (bias) wasm().add(rows, n, pc, pc, 8 * n, 8, pbias, 0, 8)
    copyTo(c, i * n, pc, rows * n)
  }
  return c
}

function atMost(length: number, limit: number): number {
  return Math.min(length, Math.max(1, Math.floor(limit)))
}
