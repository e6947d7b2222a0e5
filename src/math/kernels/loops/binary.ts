import { broadcastAxes, count, walk } from '../broadcast.js'
import type { Operand, Size } from '../Kernels.js'

/**
 * n neighbours of the result from `o` on; x is read from `i` in steps of `di`, y from `j` by `dj`.
 */
interface Run {
  readonly n: number
  readonly o: number
  readonly i: number
  readonly di: number
  readonly j: number
  readonly dj: number
}

/** One loop per operator: a shared loop that calls a function is 5–9 times slower. */
type BinaryLoop = (out: Float64Array, x: Float64Array, y: Float64Array, run: Run) => void

export const binaryLoops = {
  add: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = x[i + k * di] + y[j + k * dj]
  },
  subtract: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = x[i + k * di] - y[j + k * dj]
  },
  dotMultiply: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = x[i + k * di] * y[j + k * dj]
  },
  dotDivide: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = x[i + k * di] / y[j + k * dj]
  },
  dotPow: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = power(x[i + k * di], y[j + k * dj])
  },
  /** NaN wins, and 0 is larger than −0, as in Math.max. */
  maximum: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = Math.max(x[i + k * di], y[j + k * dj])
  },
  minimum: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = Math.min(x[i + k * di], y[j + k * dj])
  },
  equal: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = x[i + k * di] === y[j + k * dj] ? 1 : 0
  },
  unequal: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = x[i + k * di] !== y[j + k * dj] ? 1 : 0
  },
  larger: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = x[i + k * di] > y[j + k * dj] ? 1 : 0
  },
  largerEq: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = x[i + k * di] >= y[j + k * dj] ? 1 : 0
  },
  smaller: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = x[i + k * di] < y[j + k * dj] ? 1 : 0
  },
  smallerEq: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = x[i + k * di] <= y[j + k * dj] ? 1 : 0
  },
  /** 1 where neither is 0 or NaN. */
  and: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = x[i + k * di] && y[j + k * dj] ? 1 : 0
  },
  or: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = x[i + k * di] || y[j + k * dj] ? 1 : 0
  },
  xor: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = !x[i + k * di] !== !y[j + k * dj] ? 1 : 0
  },
  addRelu: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) out[o + k] = Math.max(x[i + k * di] + y[j + k * dj], 0)
  },
  /** x where it is above 0, else x times the slope y. */
  leakyRelu: (out, x, y, { n, o, i, di, j, dj }) => {
    for (let k = 0; k < n; k++) {
      const value = x[i + k * di]
      out[o + k] = value > 0 ? value : value * y[j + k * dj]
    }
  },
} satisfies Readonly<Record<string, BinaryLoop>>

/** The usual exponents in correctly rounded operations; x + 0 makes 0 of −0, as a power does. */
function power(x: number, exponent: number): number {
  switch (exponent) {
    case 2:
      return x * x
    case 3:
      return x * x * x
    case 0.5:
      return Math.sqrt(x + 0)
    case -1:
      return 1 / x
    case -0.5:
      return 1 / Math.sqrt(x + 0)
    default:
      return x ** exponent
  }
}

export type BinaryName = keyof typeof binaryLoops

export function binary(name: BinaryName, x: Operand, y: Operand, size: Size): Float64Array {
  const out = new Float64Array(count(size))
  if (out.length === 0) return out
  const loop: BinaryLoop = binaryLoops[name]
  const axes = broadcastAxes(x.size, y.size, size)
  const { length: n, xStep: di, yStep: dj } = axes[axes.length - 1]
  let o = 0
  walk(axes, axes.length - 1, (i, j) => {
    loop(out, x.data, y.data, { n, o, i, di, j, dj })
    o += n
  })
  return out
}
