import { count as product } from '../broadcast.js'
import type { Size } from '../Kernels.js'
import { permute as permuteByLoops } from '../loops/permute.js'
import { uninitialized } from '../uninitialized.js'
import { CHUNK } from './arena.js'
import { layOut } from './locations.js'

/** Matrices of so many elements are transposed by the kernel; larger ones (16 MB) by the loop. */
const SMALLEST = 1024
const LARGEST = 2 ** 21

/** Transposes, one or a stack of them, have a kernel: N×C×H×W to N×H×W×C is one of each image. */
export function permute(x: Float64Array, size: Size, axes: readonly number[]): Float64Array {
  const { count, rows, columns } = transposes(size, axes)
  const length = rows * columns
  if (length < SMALLEST || length > LARGEST) return permuteByLoops(x, size, axes)
  const out = uninitialized(x.length)
  const group = Math.max(8, Math.floor(CHUNK / rows))
  const { module, locations } = layOut([
    [x, length],
    [out, group * rows],
  ])
  const [px, po] = locations
  for (let n = 0; n < count; n++) {
    const from = px.read(n * length, length)
    for (let j = 0; j < columns; j += group) {
      const [end, to] = [Math.min(j + group, columns), n * length + j * rows]
      module.transpose(rows, columns, j, end, from, po.at(to))
      po.written(to, (end - j) * rows)
    }
  }
  return out
}

/** `count` matrices of rows × columns to be transposed; no columns where it is anything else. */
function transposes(
  size: Size,
  axes: readonly number[],
): { count: number; rows: number; columns: number } {
  let fixed = 0
  while (axes[fixed] === fixed) fixed++
  const first = axes[fixed] ?? fixed // of the columns
  const turned = [...axes.keys()].slice(fixed).map((axis) => {
    const moved = axis - fixed + first
    return moved < axes.length ? moved : moved - axes.length + fixed
  })
  const isTranspose = turned.every((axis, i) => axis === axes[fixed + i])
  return {
    count: product(size.slice(0, fixed)),
    rows: product(size.slice(fixed, first)),
    columns: isTranspose ? product(size.slice(first)) : 0,
  }
}
