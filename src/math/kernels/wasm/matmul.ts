import type { MatmulOptions } from '../Kernels.js'
import { loops } from '../loops/index.js'
import { uninitialized } from '../uninitialized.js'
import { CHUNK, copyIn, copyOut, copyTo, reserve, scratch } from './arena.js'
import { layOut } from './locations.js'
import { wasm } from './module.js'

/** From m·k·n on, the kernel beats the loop (same bits). */
const SMALLEST = 128

const NONE = new Float64Array(0)

/**
 * Elements of the longer operands that lie in the arena at a time: 1 MB where that will do, or 8.
 */
const PORTION = 2 ** 17
const LARGEST_PORTION = 2 ** 20

/** Of the summed axis: fewer at a time, and C would be read and written too often. */
const LEAST_DEPTH = 256

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
  if (m * k + k * n + m * n <= CHUNK) return inOnePortion(a, b, m, k, n, options)
  const { transposeA = false, transposeB = false, bias, into } = options
  // B is packed again for each portion: a quarter of one at most, where there is room for that
  const height = transposeA ? m : portionOf(m, k, 4 * n)
  const depth = transposeA && !transposeB ? portionOf(k, m + n, LEAST_DEPTH) : k
  const c = into ?? uninitialized(m * n)
  const { module, scratch, locations } = layOut([
    [a, height * depth],
    [b, depth * n],
    [c, height * n],
    [bias ?? NONE, n],
  ])
  const [pa, pb, pc, pbias] = locations
  const [aRow, aColumn] = stepsOf(transposeA, m, k)
  const [bRow, bColumn] = stepsOf(transposeB, k, n)

  for (let i = 0; i < m; i += height) {
    const rows = Math.min(height, m - i)
    for (let p = 0; p < k; p += depth) {
      const length = Math.min(depth, k - p)
      // biome-ignore format: operand by operand
      module.matmul(
        rows, n, length,
        transposeA ? pa.read(p * m, length * m) : pa.read(i * k, rows * k), aRow, aColumn,
        i === 0 ? pb.read(transposeB ? 0 : p * n, length * n) : pb.at(), bRow, bColumn,
        pc.at(i * n), 8 * n, p > 0, scratch,
      )
    }
    if (bias) module.add(rows, n, pc.at(i * n), pc.at(i * n), 8 * n, 8, pbias.read(), 0, 8)
    pc.written(i * n, rows * n)
  }
  return c
}

/** A small one, all of which is copied. */
function inOnePortion(
  a: Float64Array,
  b: Float64Array,
  m: number,
  k: number,
  n: number,
  { transposeA = false, transposeB = false, bias, into }: MatmulOptions,
): Float64Array {
  const [pa, pb, pc, pbias] = reserve(m * k, k * n, m * n, n)
  const [aRow, aColumn] = stepsOf(transposeA, m, k)
  const [bRow, bColumn] = stepsOf(transposeB, k, n)
  copyIn(pa, a)
  copyIn(pb, b)
  wasm().matmul(m, n, k, pa, aRow, aColumn, pb, bRow, bColumn, pc, 8 * n, false, scratch())
  if (bias) {
    copyIn(pbias, bias)
    wasm().add(m, n, pc, pc, 8 * n, 8, pbias, 0, 8)
  }
  if (!into) return copyOut(pc, m * n)
  copyTo(into, 0, pc, m * n)
  return into
}

/**
 * Bytes from row to row and from column to column of an operand, rows × columns, as it is stored.
 */
function stepsOf(isTransposed: boolean, rows: number, columns: number): [number, number] {
  return isTransposed ? [8, 8 * rows] : [8 * columns, 8]
}

/** How many of so many rows go at a time, and at least how many, if there is room for those. */
function portionOf(rows: number, width: number, least: number): number {
  const most = Math.max(1, Math.floor(LARGEST_PORTION / width))
  return Math.min(rows, most, Math.max(least, Math.floor(PORTION / width)))
}
