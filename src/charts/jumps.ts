/** A function of one number as pieces of line between its jumps, with the circles drawn at them. */
import { datum } from './chart.js'
import type { LineRow } from './xy.js'

/** A function of one number as a curve; where it is not finite, the curve has a gap. */
export interface PlottedFunction {
  /** Its name in the legend. */
  name: string
  /** Called at each point of the curve. */
  f: (x: number) => number
  /** Places where f jumps: the line breaks there, with an open circle at a value that f misses. */
  jumps?: readonly number[]
  /** Draw the curve dashed. */
  dash?: boolean
}

export interface Circle {
  readonly x: number | null
  readonly y: number | null
  readonly series: string
}

export interface Trace {
  readonly name: string
  readonly jumps: readonly number[]
  readonly rows: readonly LineRow[]
  /** Limits that f does not take, and the values that it does take at its jumps. */
  readonly open: readonly Circle[]
  readonly closed: readonly Circle[]
}

export interface Grid {
  readonly from: number
  readonly to: number
  /** Number of steps over the whole interval. */
  readonly samples: number
  /** Radius of a circle, in units of x: a line stops that far from an open one. */
  readonly radius: number
}

/** The limit from one side is read at this share of the interval from the jump. */
const NEAR = 1e-9

/** Two values closer than this, relative to their size, are one: the limit is reached. */
const SAME = 1e-6

export function trace({ name, f, jumps = [] }: PlottedFunction, grid: Grid): Trace {
  const { from, to, samples, radius } = grid
  const inside = jumps.filter((at) => at > from && at < to).sort((a, b) => a - b)
  const sides = inside.map((at) => lookAtJump(f, at, (to - from) * NEAR))
  const rows = [from, ...inside].flatMap((left, piece) => {
    const before = sides[piece - 1]
    const after = sides[piece]
    const start = before ? left + stopBefore(before.right, radius) : from
    const stop = after ? inside[piece] - stopBefore(after.left, radius) : to
    const steps = Math.max(2, Math.round((samples * (stop - start)) / (to - from)))
    return sample(f, start, stop, steps).map((point) => ({ ...point, series: name, piece }))
  })
  const circle = (x: number, y: number) => ({ x: datum(x), y: datum(y), series: name })
  const open = sides.flatMap(({ at, left, right }) =>
    [left, right].filter((side) => side.open).map((side) => circle(at, side.limit)),
  )
  const closed = sides
    .filter(({ value }) => Number.isFinite(value))
    .map(({ at, value }) => circle(at, value))
  return { name, jumps: inside, rows, open, closed }
}

interface Side {
  readonly limit: number
  /** The limit is finite and f(at) is something else. */
  readonly open: boolean
  /** How far from the jump the limit was read. */
  readonly near: number
}

function lookAtJump(f: (x: number) => number, at: number, near: number) {
  const value = f(at)
  const side = (limit: number): Side => {
    const reached = Math.abs(limit - value) <= SAME * Math.max(1, Math.abs(limit))
    return { limit, open: Number.isFinite(limit) && !reached, near }
  }
  return { at, value, left: side(f(at - near)), right: side(f(at + near)) }
}

/**
 * How far before the jump a line ends: at an open circle's rim, on a closed circle, or just short.
 */
function stopBefore(side: Side, radius: number): number {
  if (side.open) return radius
  return Number.isFinite(side.limit) ? 0 : side.near
}

function sample(f: (x: number) => number, start: number, stop: number, steps: number) {
  return Array.from({ length: steps + 1 }, (_, i) => {
    const x = i === steps ? stop : start + ((stop - start) * i) / steps
    return { x: datum(x), y: datum(f(x)) }
  })
}
