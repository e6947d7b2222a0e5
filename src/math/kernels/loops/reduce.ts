import type { AxisView } from '../Kernels.js'

/** Folds x along the axis into `out`, which holds the value of an empty axis. */
type ReductionLoop = (x: Float64Array, view: AxisView, out: Float64Array) => void

/** `mean` is sum divided by the count; it needs no loop. */
export const reductionLoops = {
  sum: (x, { outer, n, inner }, out) => {
    for (let o = 0, p = 0; o < outer; o++)
      for (let k = 0; k < n; k++)
        for (let i = o * inner; i < (o + 1) * inner; i++, p++) out[i] += x[p]
  },
  prod: (x, { outer, n, inner }, out) => {
    for (let o = 0, p = 0; o < outer; o++)
      for (let k = 0; k < n; k++)
        for (let i = o * inner; i < (o + 1) * inner; i++, p++) out[i] *= x[p]
  },
  max: (x, { outer, n, inner }, out) => {
    for (let o = 0, p = 0; o < outer; o++)
      for (let k = 0; k < n; k++)
        for (let i = o * inner; i < (o + 1) * inner; i++, p++) out[i] = Math.max(out[i], x[p])
  },
  min: (x, { outer, n, inner }, out) => {
    for (let o = 0, p = 0; o < outer; o++)
      for (let k = 0; k < n; k++)
        for (let i = o * inner; i < (o + 1) * inner; i++, p++) out[i] = Math.min(out[i], x[p])
  },
} satisfies Readonly<Record<string, ReductionLoop>>

export type ReductionName = keyof typeof reductionLoops

/** What a reduction gives for no elements at all. */
export const neutral: Readonly<Record<ReductionName, number>> = {
  sum: 0,
  prod: 1,
  max: -Infinity,
  min: Infinity,
}

export function reduce(name: ReductionName, x: Float64Array, view: AxisView): Float64Array {
  const out = new Float64Array(view.outer * view.inner).fill(neutral[name])
  reductionLoops[name](x, view, out)
  return out
}

export function argMax(x: Float64Array, { outer, n, inner }: AxisView): Float64Array {
  const out = new Float64Array(outer * inner)
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++)
      out[o * inner + i] = firstLargest(x, o * n * inner + i, n, inner)
  }
  return out
}

/** Index, counted in steps from `start`, of the first largest of n elements; a NaN is largest. */
function firstLargest(x: Float64Array, start: number, n: number, step: number): number {
  let best = 0
  let largest = x[start]
  for (let k = 1; k < n && !Number.isNaN(largest); k++) {
    const value = x[start + k * step]
    if (value > largest || Number.isNaN(value)) {
      best = k
      largest = value
    }
  }
  return best
}
