import type { AxisView, ReductionName } from '../Kernels.js'
import { neutral, reduce as reduceByLoops } from '../loops/reduce.js'
import { uninitialized } from '../uninitialized.js'
import { CHUNK, copyIn, copyTo, fill, reserve } from './arena.js'
import { wasm } from './module.js'

/** From this many elements on the kernel beats the loop (same bits). */
const SMALLEST = 128

/** Rows that the kernel folds side by side along the last axis. */
const ROWS = 8

export function reduce(name: ReductionName, x: Float64Array, view: AxisView): Float64Array {
  const kernel = wasm()[name]
  if (!kernel || x.length < SMALLEST) return reduceByLoops(name, x, view)
  const { outer, n, inner } = view
  const { groups, depth } = portion(view)
  const out = uninitialized(outer * inner)
  const [px, po] = reserve(groups * depth * inner, groups * inner)

  for (let o = 0; o < outer; o += groups) {
    const count = Math.min(groups, outer - o)
    fill(po, count * inner, neutral[name])
    for (let k = 0; k < n; k += depth) {
      const length = Math.min(depth, n - k)
      const group = (index: number) => ((o + index) * n + k) * inner
      if (length === n) copyIn(px, x.subarray(group(0), group(count)))
      else {
        for (let i = 0; i < count; i++) {
          copyIn(px + 8 * i * length * inner, x.subarray(group(i), group(i) + length * inner))
        }
      }
      kernel(count, length, inner, px, po)
    }
    copyTo(out, o * inner, po, count * inner)
  }
  return out
}

/** How many groups (of n × inner elements), and how much of each, go into the arena at a time. */
function portion({ outer, n, inner }: AxisView): { groups: number; depth: number } {
  const wanted = Math.floor(CHUNK / (n * inner))
  if (wanted >= 1) return { groups: Math.min(outer, wanted), depth: n }
  if (inner === 1) return { groups: Math.min(outer, ROWS), depth: CHUNK / ROWS }
  return { groups: 1, depth: Math.max(1, Math.floor(CHUNK / inner)) }
}
