/** Axes in another order. */
import { ShapeError } from '../errors.js'
import type { Extension } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { kernels } from '../kernels/index.js'
import { all, gather, type Places } from '../places.js'
import { checkAxis, type Size, written } from '../shapes.js'
import { shown } from '../shown.js'
import { withList } from './lists.js'

/** Rows and columns exchanged; a vector stays as it is, as in mathjs. */
function transposed(x: FlatMatrix): FlatMatrix {
  if (x._size.length <= 2) return permuted(x, x._size.length === 2 ? [1, 0] : [0])
  throw new ShapeError({
    where: 'math.transpose',
    expected: 'a vector or a matrix',
    given: `x of shape ${written(x._size)}`,
    mend: 'say where each axis goes: math.permute(x, [0, 2, 1]) exchanges the last two of three',
  })
}

/** Axis d of the result is axis axes[d] of x. */
function permuted(x: FlatMatrix, axes: readonly number[]): FlatMatrix {
  checkAxes(x._size, axes)
  const size = axes.map((axis) => x._size[axis])
  return x.createFlat(kernels().permute(x._flat, x._size, axes), size, x._boolean)
}

function checkAxes(size: Size, axes: readonly number[]): void {
  const eachOnce = size.every((_, axis) => axes.includes(axis))
  if (axes.length === size.length && eachOnce) return
  throw new ShapeError({
    where: 'math.permute',
    expected: `each axis of x once, from 0 to ${size.length - 1}, as x is ${written(size)}`,
    given: `axes ${shown(axes)}`,
    mend: 'give the axes of x in the order of the result',
  })
}

/** The places of some axes backwards. */
function flipped(x: FlatMatrix, isTurned: (axis: number) => boolean): FlatMatrix {
  const places = x._size.map(
    (length, d): Places =>
      isTurned(d) ? Int32Array.from({ length }, (_, i) => length - 1 - i) : all(length),
  )
  return x.createFlat(gather(x._flat, x._size, places), x._size.slice(), x._boolean)
}

const transpose: Extension = {
  name: 'transpose',
  signatures: () => ({ FlatMatrix: transposed }),
}

const ctranspose: Extension = {
  name: 'ctranspose',
  signatures: ({ create }) => ({
    FlatMatrix: (x: FlatMatrix) => {
      const { _flat, _size } = transposed(x)
      return create(_flat, _size) // conjugation makes numbers of Booleans
    },
  }),
}

const permute: Extension = {
  name: 'permute',
  help: {
    description: 'The axes in another order: axis d of the result is axis axes[d] of x.',
    syntax: ['permute(x, axes)'],
    examples: ['permute([1, 2; 3, 4], [2, 1])'],
  },
  oneBasedInExpressions: 1,
  signatures: () => withList('permute', permuted),
}

const flip: Extension = {
  name: 'flip',
  help: {
    description: 'The elements in reverse order, along an axis or along all of them.',
    syntax: ['flip(x)', 'flip(x, axis)'],
    examples: ['flip([1, 2, 3])', 'flip([1, 2; 3, 4], 2)'],
  },
  oneBasedInExpressions: 1,
  signatures: () => ({
    FlatMatrix: (x: FlatMatrix) => flipped(x, () => true),
    'FlatMatrix,number': (x: FlatMatrix, axis: number) => {
      checkAxis(x._size, axis, 'math.flip')
      return flipped(x, (d) => d === axis)
    },
  }),
}

export const axisOrder: readonly Extension[] = [transpose, ctranspose, permute, flip]
