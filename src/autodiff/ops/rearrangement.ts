/**
 * # The same elements elsewhere
 *
 * These move elements and change none: the gradient of an element goes back the way the element
 * came. Each rule is the opposite move.
 */
import { math } from '../../math/instance.js'
import { flat, shape } from '../../math/storage.js'
import { isMatrix, type Matrix, type Value } from '../../math/types.js'
import { op } from '../op.js'
import { cube, matrix } from './samples.js'
import { inShape, shaped } from './shaped.js'

/** Nested arrays, too, with Variables among their elements: `[x, 1; y, x]` in expressions. */
export const matrixOf = op({
  name: 'matrix',
  formula: 'Y = X',
  source: 'definition',
  vjp: (g: Value) => [g],
  samples: [[matrix]],
  domain: [[-3, 3]],
})

export const reshape = op({
  name: 'reshape',
  formula: String.raw`y = \operatorname{reshape} x`,
  source: 'the opposite move',
  vjp: (g: Value, _y: Value, x: Value) => [math.reshape(shaped(g), shape(x))],
  samples: [
    [matrix, [3, 2]],
    [cube, [-1, 2]],
  ],
  domain: [[-3, 3]],
  analytic: true,
})

export const permute = op({
  name: 'permute',
  formula: 'y_{i_0 i_1 i_2} = x_{i_1 i_2 i_0}',
  source: 'the opposite move',
  vjp: (g: Value, _y: Value, _x: Value, axes: readonly number[] | Matrix) => {
    const list = isMatrix(axes) ? flat(axes) : axes
    const opposite = Array.from(list, (_, axis) => list.indexOf(axis))
    return [math.permute(shaped(g), opposite)]
  },
  samples: [
    [cube, [2, 0, 1]],
    [matrix, [1, 0]],
  ],
  domain: [[-3, 3]],
})

export const transpose = op({
  name: 'transpose',
  formula: String.raw`Y = X^\mathsf{T}`,
  source: 'the opposite move',
  vjp: (g: Value) => [math.transpose(shaped(g))],
  samples: [[matrix], [[1, 2, 3]]],
  domain: [[-3, 3]],
  analytic: true,
})

/** The `'` of expressions: of real matrices the same. */
export const ctranspose = op({
  name: 'ctranspose',
  formula: String.raw`Y = X^\mathsf{T}`,
  source: 'transpose, as the elements are real',
  vjp: (g: Value) => [math.transpose(shaped(g))],
  samples: [[matrix]],
  domain: [[-3, 3]],
})

/** The walk sums the gradient over the copies, as after every broadcasting. */
export const broadcastTo = op({
  name: 'broadcastTo',
  formula: 'y_{ij} = x_j',
  source: 'the walk',
  vjp: (g: Value) => [g],
  samples: [
    [
      [1, 2, 3],
      [2, 3],
    ],
    [
      [[1], [2]],
      [2, 3],
    ],
    [2, [2, 3]],
  ],
  domain: [[-3, 3]],
})

export const flatten = op({
  name: 'flatten',
  formula: String.raw`y = \operatorname{flatten} x`,
  source: 'the opposite move',
  vjp: (g: Value, _y: Value, x: Value) => [inShape(g, x)],
  samples: [[cube], [[1, 2, 3]]],
  domain: [[-3, 3]],
})

export const squeeze = op({
  name: 'squeeze',
  formula: String.raw`y = \operatorname{squeeze} x`,
  source: 'the opposite move',
  vjp: (g: Value, _y: Value, x: Value) => [inShape(g, x)],
  samples: [[[[[1], [2]]]], [[[3]]], [[[[1, 2]], [[3, 4]]], 1]],
  domain: [[-3, 3]],
})

export const expandDims = op({
  name: 'expandDims',
  formula: 'y_{i1j} = x_{ij}',
  source: 'the opposite move',
  vjp: (g: Value, _y: Value, x: Value) => [inShape(g, x)],
  samples: [
    [[1, 2, 3], 0],
    [matrix, 1],
  ],
  domain: [[-3, 3]],
})

export const flip = op({
  name: 'flip',
  formula: 'y_i = x_{n-1-i}',
  source: 'the same move again',
  vjp: (g: Value, _y: Value, _x: Value, axis?: number) => [
    axis === undefined ? math.flip(shaped(g)) : math.flip(shaped(g), axis),
  ],
  samples: [[[1, 2, 3]], [cube], [cube, 1]],
  domain: [[-3, 3]],
})
