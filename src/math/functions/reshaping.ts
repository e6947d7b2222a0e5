/** The same elements in the same order, under another size. */
import { ShapeError } from '../errors.js'
import type { Extension } from '../extension.js'
import { count, type FlatMatrix } from '../flatStorage.js'
import { resultCopy } from '../kernels/uninitialized.js'
import { checkAxis, type Size, withoutAxis, written } from '../shapes.js'
import { shown } from '../shown.js'
import { withList } from './lists.js'

function withSize(x: FlatMatrix, size: Size): FlatMatrix {
  return x.createFlat(resultCopy(x._flat), size, x._boolean)
}

/** The size in which one length may be −1: it follows from the number of elements. */
function resolved(size: Size, wanted: Size): Size {
  const elements = count(size)
  const unknown = wanted.indexOf(-1)
  const rest = wanted.filter((_, d) => d !== unknown)
  const length = unknown < 0 ? 1 : elements / count(rest)
  const result = wanted.map((n, d) => (d === unknown ? length : n))
  const valid = result.every((n) => Number.isInteger(n) && n >= 0)
  if (valid && result.length > 0 && count(result) === elements) return result
  throw new ShapeError({
    where: 'math.reshape',
    expected: `a size of ${elements} elements, as x is ${written(size)}`,
    given: shown(wanted),
    mend: 'one length may be −1: it follows from the others',
  })
}

/** mathjs's: without the axes of length 1 before and after all others; those between stay. */
function squeezed(x: FlatMatrix): FlatMatrix | number | boolean {
  const first = x._size.findIndex((length) => length !== 1)
  if (first < 0) return x._boolean ? x._flat[0] !== 0 : x._flat[0]
  const last = x._size.findLastIndex((length) => length !== 1)
  return withSize(x, x._size.slice(first, last + 1))
}

function squeezedAlong(x: FlatMatrix, axis: number): FlatMatrix | number | boolean {
  checkAxis(x._size, axis, 'math.squeeze')
  if (x._size[axis] !== 1) {
    throw new ShapeError({
      where: 'math.squeeze',
      expected: 'an axis of length 1',
      given: `axis ${axis} of ${written(x._size)}`,
      mend: 'math.sum or math.take reduce an axis that is longer',
    })
  }
  return x._size.length === 1 ? squeezed(x) : withSize(x, withoutAxis(x._size, axis))
}

/** The axis of the result that is new, of length 1. */
function expanded(x: FlatMatrix, axis: number): FlatMatrix {
  const rank = x._size.length
  if (!(Number.isInteger(axis) && axis >= 0 && axis <= rank)) {
    throw new ShapeError({
      where: 'math.expandDims',
      expected: `a place for the new axis from 0 to ${rank}, as x is ${written(x._size)}`,
      given: `axis ${shown(axis)}`,
      mend: `0 puts it in front of the others, ${rank} behind them`,
    })
  }
  return withSize(x, [...x._size.slice(0, axis), 1, ...x._size.slice(axis)])
}

const reshape: Extension = {
  name: 'reshape',
  signatures: () => withList('reshape', (x, wanted) => withSize(x, resolved(x._size, wanted))),
}

const flatten: Extension = {
  name: 'flatten',
  signatures: () => ({ FlatMatrix: (x: FlatMatrix) => withSize(x, [x._flat.length]) }),
}

const squeeze: Extension = {
  name: 'squeeze',
  oneBasedInExpressions: 1,
  signatures: () => ({ FlatMatrix: squeezed, 'FlatMatrix,number': squeezedAlong }),
}

const expandDims: Extension = {
  name: 'expandDims',
  help: {
    description: 'A new axis of length 1: axis of the result.',
    syntax: ['expandDims(x, axis)'],
    examples: ['expandDims([1, 2, 3], 1)', 'expandDims([1, 2, 3], 2)'],
  },
  oneBasedInExpressions: 1,
  signatures: () => ({ 'FlatMatrix,number': expanded }),
}

export const reshaping: readonly Extension[] = [reshape, flatten, squeeze, expandDims]
