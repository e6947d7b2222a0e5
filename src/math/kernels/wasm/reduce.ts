import type { AxisView, ReductionName } from '../Kernels.js'
import { neutral, reduce as reduceByLoops } from '../loops/reduce.js'
import { uninitialized } from '../uninitialized.js'
import { CHUNK, copyIn, copyTo, fill, reserve } from './arena.js'
import { layOut } from './locations.js'
import { wasm } from './module.js'

/** From this many elements on the kernel beats the loop (same bits). */
const SMALLEST = 256

/** Elements that go through at a time: whole blocks of a row (../loops/reduce.ts). */
const PORTION = 2 * CHUNK

export function reduce(name: ReductionName, x: Float64Array, view: AxisView): Float64Array {
  const kernel = wasm()[name]
  if (!kernel || x.length < SMALLEST) return reduceByLoops(name, x, view)
  const out = uninitialized(view.outer * view.inner)
  if (x.length <= PORTION) {
    const [px, po] = reserve(PORTION, PORTION)
    copyIn(px, x)
    fill(po, out.length, neutral[name])
    kernel(view.outer, view.n, view.inner, px, po)
    copyTo(out, 0, po, out.length)
  } else reduceInParts(name, x, view, out)
  return out
}

function reduceInParts(
  name: ReductionName,
  x: Float64Array,
  view: AxisView,
  out: Float64Array,
): void {
  const { outer, n, inner } = view
  const { groups, depth } = portion(view)
  const { module, locations } = layOut([
    [x, groups * depth * inner],
    [out, groups * inner],
  ])
  const [px, po] = locations
  for (let o = 0; o < outer; o += groups) {
    const count = Math.min(groups, outer - o)
    const to = po.filled(neutral[name], o * inner, count * inner)
    for (let k = 0; k < n; k += depth) {
      const length = Math.min(depth, n - k) // whole groups, or a part of one
      const from = px.read((o * n + k) * inner, count * length * inner)
      module[name]?.(count, length, inner, from, to)
    }
    po.written(o * inner, count * inner)
  }
}

/** How many groups (of n × inner elements), and how much of each, go through at a time. */
function portion({ outer, n, inner }: AxisView): { groups: number; depth: number } {
  const wanted = Math.floor(PORTION / (n * inner))
  if (wanted >= 1) return { groups: Math.min(outer, wanted), depth: n }
  return { groups: 1, depth: Math.max(1, Math.floor(PORTION / inner)) }
}
