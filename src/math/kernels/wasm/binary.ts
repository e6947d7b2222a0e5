import { type BroadcastAxis, broadcastAxes, count, walk } from '../broadcast.js'
import type { BinaryName, Operand, Size } from '../Kernels.js'
import { loops } from '../loops/index.js'
import { resultOver, uninitialized } from '../uninitialized.js'
import { CHUNK, copyIn, copyOut, reserve } from './arena.js'
import { layOut } from './locations.js'
import { type Binary, wasm } from './module.js'

/** From this length of the result on the kernel beats the loop (same bits). */
const SMALLEST = 128

const ONE_ROW: BroadcastAxis = { length: 1, xStep: 0, yStep: 0 }

/** What has no kernel (dotPow: powers other than squares are rare in networks) runs as a loop. */
export function binary(name: BinaryName, x: Operand, y: Operand, size: Size): Float64Array {
  const length = count(size)
  const kernel = wasm()[name]
  if (!kernel || length < SMALLEST) return loops.binary(name, x, y, size)

  const axes = broadcastAxes(x.size, y.size, size)
  const columns = axes[axes.length - 1]
  const rows = axes[axes.length - 2] ?? ONE_ROW
  if (axes.length <= 2 && length <= CHUNK) return inOneTile(kernel, x.data, y.data, rows, columns)

  const out = x.data.length === length ? resultOver(x.data) : uninitialized(length)
  const width = Math.min(columns.length, CHUNK)
  const height = Math.min(rows.length, Math.floor(CHUNK / width))
  const { module, locations } = layOut([
    [out, CHUNK],
    [x.data, CHUNK],
    [y.data, CHUNK],
  ])
  const [po, px, py] = locations

  /** h×w elements from operand offsets i and j on; the results follow those before them. */
  let o = 0
  const tile = (h: number, w: number, i: number, j: number): void => {
    const [xRow, xStep, yRow, yStep] = [rows.xStep, columns.xStep, rows.yStep, columns.yStep]
    // biome-ignore format: operand by operand
    module[name]?.(
      h, w, po.at(o),
      px.read(i, extent(h, xRow, w, xStep)), 8 * xRow, 8 * xStep,
      py.read(j, extent(h, yRow, w, yStep)), 8 * yRow, 8 * yStep,
    )
    po.written(o, h * w)
    o += h * w
  }

  walk(axes, Math.max(0, axes.length - 2), (i, j) => {
    for (let row = 0; row < rows.length; row += height) {
      const h = Math.min(height, rows.length - row)
      for (let column = 0; column < columns.length; column += width) {
        const w = Math.min(width, columns.length - column)
        tile(
          h,
          w,
          i + row * rows.xStep + column * columns.xStep,
          j + row * rows.yStep + column * columns.yStep,
        )
      }
    }
  })
  return out
}

/** All at once; the result takes the place of x where they are of one length. */
function inOneTile(
  kernel: Binary,
  x: Float64Array,
  y: Float64Array,
  rows: BroadcastAxis,
  columns: BroadcastAxis,
): Float64Array {
  const length = rows.length * columns.length
  const [px, py, pz] = reserve(CHUNK, CHUNK, CHUNK)
  const po = x.length === length ? px : pz
  copyIn(px, x)
  copyIn(py, y)
  const [xRow, xStep, yRow, yStep] = [rows.xStep, columns.xStep, rows.yStep, columns.yStep]
  kernel(rows.length, columns.length, po, px, 8 * xRow, 8 * xStep, py, 8 * yRow, 8 * yStep)
  return copyOut(po, length)
}

/** How many neighbouring elements of an operand a tile reads. */
function extent(rows: number, rowStep: number, columns: number, step: number): number {
  return (rows - 1) * rowStep + (columns - 1) * step + 1
}
