/** Axes that a function works along: one, several, or all. */
import { ShapeError } from './errors.js'
import { count } from './flatStorage.js'
import type { AxisView } from './kernels/Kernels.js'
import { checkAxis, type Size, written } from './shapes.js'
import { shown } from './shown.js'
import { isMatrix } from './types.js'

/** One axis or several, counted from 0. */
export type Axes = number | readonly number[]

/** Tells axes from other arguments; in an expression a list is a matrix. */
export function isAxes(x: unknown): boolean {
  return typeof x === 'number' || Array.isArray(x) || isMatrix(x)
}

/**
 * The axes in ascending order; all of them when none are given.
 *
 * @param axes a number, or a list of numbers, which may be a vector
 * @throws ShapeError for an axis that x has not, that comes twice, or for no list of axes.
 */
export function axesOf(size: Size, axes: unknown, where: string): readonly number[] {
  if (axes === undefined) return size.map((_, d) => d)
  if (typeof axes === 'number') {
    checkAxis(size, axes, where)
    return [axes]
  }
  const list: unknown = isMatrix(axes) ? axes.toArray() : axes
  if (!isList(list)) throw noAxes(size, shown(list), where)
  for (const axis of list) checkAxis(size, axis, where)
  if (list.length === 0 || new Set(list).size < list.length) {
    throw noAxes(size, `axes ${shown(list)}`, where)
  }
  return list.slice().sort((a, b) => a - b)
}

function isList(x: unknown): x is readonly number[] {
  return Array.isArray(x) && x.every((axis) => typeof axis === 'number')
}

function noAxes(size: Size, given: string, where: string): ShapeError {
  return new ShapeError({
    where,
    expected: `an axis or a list of axes, each once, as x is ${written(size)}`,
    given,
    mend: 'as in 1 or [0, 2]; leave it out for all axes',
  })
}

/** The size of what is left of x when these axes are reduced. */
export function withoutAxes(size: Size, axes: readonly number[]): Size {
  return axes.length === size.length ? [] : size.filter((_, d) => !axes.includes(d))
}

/** The size with these axes of length 1, as a reduction with keepDims leaves it. */
export function withAxesKept(size: Size, axes: readonly number[]): Size {
  return size.map((length, d) => (axes.includes(d) ? 1 : length))
}

/** How many elements lie along these axes. */
export function lengthAlong(size: Size, axes: readonly number[]): number {
  return count(axes.map((axis) => size[axis]))
}

/**
 * The steps of a reduction along ascending axes: the last ones first, neighbours in one step. Each
 * step sees the axes of those before it with length 1.
 */
export function axisViews(size: Size, axes: readonly number[]): AxisView[] {
  if (axes.length === size.length) return [{ outer: 1, n: count(size), inner: 1 }]
  const views: AxisView[] = []
  let left = size
  for (let end = axes.length; end > 0; ) {
    let start = end - 1
    while (start > 0 && axes[start - 1] === axes[start] - 1) start--
    const group = axes.slice(start, end)
    views.push({
      outer: count(left.slice(0, axes[start])),
      n: lengthAlong(size, group),
      inner: count(left.slice(axes[end - 1] + 1)),
    })
    left = withAxesKept(left, group)
    end = start
  }
  return views
}
