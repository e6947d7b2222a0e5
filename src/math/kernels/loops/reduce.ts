import type { AxisView } from '../Kernels.js'

/** Folds x along the axis into `out`, which holds the value of an empty axis. */
type ReductionLoop = (x: Float64Array, view: AxisView, out: Float64Array) => void

/** `mean` is sum divided by the count; it needs no loop. */
const reductionLoops = {
  sum: (x, view, out) => {
    const { outer, n, inner } = view
    if (inner === 1) foldRows(x, view, out, add)
    else
      for (let o = 0, p = 0; o < outer; o++)
        for (let k = 0; k < n; k++)
          for (let i = o * inner; i < (o + 1) * inner; i++, p++) out[i] += x[p]
  },
  prod: (x, view, out) => {
    const { outer, n, inner } = view
    if (inner === 1) foldRows(x, view, out, multiply)
    else
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

type Operator = (a: number, b: number) => number

export const add: Operator = (a, b) => a + b
const multiply: Operator = (a, b) => a * b

function foldRows(x: Float64Array, { outer, n }: AxisView, out: Float64Array, f: Operator): void {
  for (let o = 0; o < outer; o++) out[o] = foldRow(x, o * n, n, out[o], f)
}

/** Rows longer than this come in blocks: rounding errors grow with the blocks, not the elements. */
const BLOCK = 4096

/**
 * n neighbours from `start` on, folded into `total`. Of each block, the eighth element joins the
 * first, the ninth the second and so on: eight results side by side, which need not wait for each
 * other. They meet, and join the total; what does not fill eight follows one by one.
 */
export function foldRow(
  x: Float64Array,
  start: number,
  n: number,
  total: number,
  f: Operator,
): number {
  let result = total
  for (let p = start; p < start + n; ) {
    const end = Math.min(p + BLOCK, start + n)
    const rest = end - ((end - p) % 8)
    if (p < rest) {
      result = f(result, foldEights(x, p, rest, f))
      p = rest
    }
    for (; p < end; p++) result = f(result, x[p])
  }
  return result
}

/** Elements from `start` to before `end`, eight or a multiple of it. */
function foldEights(x: Float64Array, start: number, end: number, f: Operator): number {
  let a = x[start]
  let b = x[start + 1]
  let c = x[start + 2]
  let d = x[start + 3]
  let e = x[start + 4]
  let g = x[start + 5]
  let h = x[start + 6]
  let i = x[start + 7]
  for (let p = start + 8; p < end; p += 8) {
    a = f(a, x[p])
    b = f(b, x[p + 1])
    c = f(c, x[p + 2])
    d = f(d, x[p + 3])
    e = f(e, x[p + 4])
    g = f(g, x[p + 5])
    h = f(h, x[p + 6])
    i = f(i, x[p + 7])
  }
  return f(f(f(a, c), f(e, h)), f(f(b, d), f(g, i)))
}

export function reduce(name: ReductionName, x: Float64Array, view: AxisView): Float64Array {
  const out = new Float64Array(view.outer * view.inner).fill(neutral[name])
  reductionLoops[name](x, view, out)
  return out
}

/**
 * Row after row, so that memory is read in its order; a NaN is largest, and the first one stays.
 */
export function argMax(x: Float64Array, { outer, n, inner }: AxisView): Float64Array {
  const places = new Float64Array(outer * inner)
  const largest = new Float64Array(inner)
  for (let o = 0, p = 0; o < outer; o++) {
    for (let k = 0; k < n; k++)
      for (let i = 0; i < inner; i++, p++) {
        const value = x[p]
        if (k > 0 && (value <= largest[i] || Number.isNaN(largest[i]))) continue
        largest[i] = value
        places[o * inner + i] = k
      }
  }
  return places
}
