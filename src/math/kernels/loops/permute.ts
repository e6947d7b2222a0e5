import type { Size } from '../Kernels.js'
import { uninitialized } from '../uninitialized.js'

/** An axis of the result: its length, and how far apart its neighbours lie in x. */
interface Axis {
  readonly length: number
  readonly stride: number
}

/** Side of the squares in which a transpose is read, so that both sides stay in the cache. */
const TILE = 32

export function permute(x: Float64Array, size: Size, axes: readonly number[]): Float64Array {
  const out = uninitialized(x.length)
  if (out.length === 0) return out
  const strides = rowMajorStrides(size)
  const order = axes.map((axis) => ({ length: size[axis], stride: strides[axis] }))
  while (order.length < 2) order.unshift({ length: 1, stride: 0 })
  const rows = order[order.length - 2]
  const columns = order[order.length - 1]
  let o = 0
  walk(order.slice(0, -2), 0, (start) => {
    transposeInto(out, o, x, start, rows, columns)
    o += rows.length * columns.length
  })
  return out
}

function rowMajorStrides(size: Size): number[] {
  const strides = new Array<number>(size.length)
  let stride = 1
  for (let d = size.length - 1; d >= 0; d--) {
    strides[d] = stride
    stride *= size[d]
  }
  return strides
}

function walk(axes: readonly Axis[], start: number, visit: (start: number) => void): void {
  if (axes.length === 0) {
    visit(start)
    return
  }
  const [{ length, stride }, ...inner] = axes
  for (let i = 0; i < length; i++) walk(inner, start + i * stride, visit)
}

/**
 * rows×columns elements of x, with the given strides, to `out` in order; four at a time, since V8
 * spends as much on a step of a loop as on an element.
 */
function transposeInto(
  out: Float64Array,
  o: number,
  x: Float64Array,
  start: number,
  rows: Axis,
  columns: Axis,
): void {
  for (let i0 = 0; i0 < rows.length; i0 += TILE) {
    const i1 = Math.min(i0 + TILE, rows.length)
    for (let j0 = 0; j0 < columns.length; j0 += TILE) {
      const j1 = Math.min(j0 + TILE, columns.length)
      for (let i = i0; i < i1; i++) {
        const end = o + i * columns.length + j1
        let p = start + i * rows.stride + j0 * columns.stride
        let q = end - j1 + j0
        for (; q < end - 3; q += 4, p += 4 * columns.stride) {
          out[q] = x[p]
          out[q + 1] = x[p + columns.stride]
          out[q + 2] = x[p + 2 * columns.stride]
          out[q + 3] = x[p + 3 * columns.stride]
        }
        for (; q < end; q++, p += columns.stride) out[q] = x[p]
      }
    }
  }
}
