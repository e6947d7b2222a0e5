/** Shapes and axes: what fits together, and the words when it does not. */
import { ShapeError } from './errors.js'
import { count } from './flatStorage.js'
import type { AxisView } from './kernels/Kernels.js'
import { shown } from './shown.js'

export type Size = readonly number[]

/** '2×3'; 'a single number' for []. */
export function written(size: Size): string {
  return size.length === 0 ? 'a single number' : size.length === 1 ? `[${size[0]}]` : size.join('×')
}

export function sameSize(a: Size, b: Size): boolean {
  if (a.length !== b.length) return false
  for (let d = 0; d < a.length; d++) if (a[d] !== b[d]) return false
  return true
}

/**
 * The size of a result when two sizes are stretched to fit each other, as in NumPy: axes are
 * compared from the last one, and each pair is equal or one of them is 1 or missing.
 *
 * @throws ShapeError when they do not fit, or when no memory could hold the result.
 */
export function broadcastSize(a: Size, b: Size, where: string): Size {
  const size = stretchedSize(a, b)
  if (size === undefined) throw doNotBroadcast(a, b, where)
  if (size !== a) checkMemory(size, where)
  return size
}

/** That size; undefined when the two do not fit. */
export function stretchedSize(a: Size, b: Size): Size | undefined {
  if (sameSize(a, b)) return a
  const rank = Math.max(a.length, b.length)
  const size = new Array<number>(rank)
  for (let fromEnd = 1; fromEnd <= rank; fromEnd++) {
    const m = a[a.length - fromEnd] ?? 1
    const n = b[b.length - fromEnd] ?? 1
    if (m !== n && m !== 1 && n !== 1) return undefined
    size[rank - fromEnd] = m === 1 ? n : m
  }
  return size
}

function doNotBroadcast(a: Size, b: Size, where: string): ShapeError {
  return new ShapeError({
    where,
    expected: 'shapes that are equal, or that differ only where one has length 1 or no axis',
    given: `${written(a)} and ${written(b)}`,
    mend: 'compare the shapes from their last axes; math.reshape or math.transpose makes them fit',
  })
}

/** @throws ShapeError unless `axis` counts one of the axes of `size`, from 0. */
export function checkAxis(size: Size, axis: number, where: string): void {
  if (Number.isInteger(axis) && axis >= 0 && axis < size.length) return
  throw new ShapeError({
    where,
    expected: `an axis from 0 to ${size.length - 1}, as x is ${written(size)}`,
    given: `axis ${shown(axis)}`,
    mend:
      axis < 0 ? `count from the front: the last axis is ${size.length - 1}` : 'axes count from 0',
  })
}

export function axisView(size: Size, axis: number): AxisView {
  return { outer: count(size.slice(0, axis)), n: size[axis], inner: count(size.slice(axis + 1)) }
}

export function withoutAxis(size: Size, axis: number): Size {
  return size.filter((_, d) => d !== axis)
}

/** The most elements a matrix may have: 2³⁰ float64 are 8 GiB. */
const MOST_ELEMENTS = 2 ** 30

/** @throws ShapeError for a size that is no list of lengths, or that no memory could hold. */
export function checkSize(size: Size, where: string): void {
  const valid = size?.length > 0 && size.every((length) => Number.isInteger(length) && length >= 0)
  if (!valid) {
    throw new ShapeError({
      where,
      expected: 'a size: one or more whole numbers, none below 0',
      given: shown(size),
      mend: 'give a length for each axis, as in [2, 3]',
    })
  }
  checkMemory(size, where)
}

/** @throws ShapeError for a size that no memory could hold. */
export function checkMemory(size: Size, where: string): void {
  if (count(size) <= MOST_ELEMENTS) return
  throw new ShapeError({
    where,
    expected: `at most ${MOST_ELEMENTS} elements`,
    given: `${written(size)}, ${count(size)} elements or ${(count(size) * 8) / 2 ** 30} GiB`,
    mend: 'work through the data in smaller batches',
  })
}
