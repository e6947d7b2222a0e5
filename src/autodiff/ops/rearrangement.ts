/**
 * # The same elements elsewhere
 *
 * These move elements and change none: the gradient of an element goes back the way the element
 * came. Each rule is the opposite move.
 */
import { count } from '../../math/flatStorage.js'
import { math } from '../../math/instance.js'
import { shape } from '../../math/storage.js'
import type { Matrix, Value, Variable } from '../../math/types.js'
import { op } from '../op.js'

const matrix = [
  [1, 2, 3],
  [4, 5, 6],
]
const cube = [
  [
    [1, 2],
    [3, 4],
    [5, 6],
  ],
  [
    [0.5, 1],
    [-1, 2],
    [7, 8],
  ],
]

/** Typed as a Variable: a matrix in a first derivative, a Variable in a higher one. */
const shaped = (x: Value) => x as Variable

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
  vjp: (g: Value, _y: Value, _x: Value, axes: readonly number[]) => [
    math.permute(
      shaped(g),
      axes.map((_, axis) => axes.indexOf(axis)),
    ),
  ],
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

/** Rows taken more than once get the sum of their gradients. */
export const take = op({
  name: 'take',
  formula: 'y_{ij} = x_{k_i j}',
  source: 'the opposite move',
  vjp: (g: Value, _y: Value, x: Value, rows: ArrayLike<number> | Matrix) => [
    math.scatterAdd(shaped(g), rows, shape(x)[0]),
  ],
  samples: [
    [matrix, [1, 0, 1]],
    [[1, 2, 3], [2]],
  ],
  domain: [[-3, 3]],
})

export const scatterAdd = op({
  name: 'scatterAdd',
  formula: String.raw`y_{kj} = \sum_{i:\,k_i = k} x_{ij}`,
  source: 'the opposite move',
  vjp: (g: Value, _y: Value, _x: Value, rows: ArrayLike<number> | Matrix) => [
    math.take(shaped(g), rows),
  ],
  samples: [[matrix, [2, 0], 4]],
  domain: [[-3, 3]],
})

/**
 * Reading a part: the gradient goes back to its places. Writing a part (`subset(x, index, part)`):
 * the written places get their gradient from the part, the others from x.
 */
export const subset = op({
  name: 'subset',
  formula: 'y = x[i]',
  source: 'the opposite move',
  vjp: (g: Value, _y: Value, x: Value, index: Index, part?: Value) =>
    part === undefined
      ? [written(math.zeros(shape(x)), index, g)]
      : [written(g, index, 0), undefined, shapedLike(part, read(g, index), index)],
  get samples() {
    const { index } = math // asked for late: importing the table creates no function of mathjs
    return [
      [matrix, index(0, [1, 2])],
      [matrix, index([0, 1], 2)],
      [matrix, index(1, 1)],
      [[1, 2, 3], index(2)],
      [cube, index(1, [0, 2], [0, 1])],
      [matrix, index(0, [1, 2]), [[7, 8]]],
      [matrix, index(1, 1), 3],
      [matrix, index([0, 1], 1), [[7], [8]]],
      [matrix, index([0, 1], [0, 2]), 3],
    ]
  },
  domain: [[-3, 3], null, [-3, 3]],
})

/** mathjs's index: what is read or written. */
interface Index {
  /** Its size, in which a single row or column has length 1. */
  size(): number[]
}

/** mathjs's typings of subset know no Variables. */
function read(x: Value, index: Index): Value {
  return math.subset(x as never, index as never) as Value
}

/** mathjs reads without the axes of single rows and columns, and writes with them. */
function written(x: Value, index: Index, part: Value): Value {
  const values = shape(part).length === 0 ? part : math.reshape(shaped(part), index.size())
  return math.subset(x as never, index as never, values as never) as Value
}

function shapedLike(part: Value, g: Value, index: Index): Value {
  if (shape(g).length === 0) return g
  const sameCount = count(shape(g)) === count(shape(part)) && shape(part).length > 0
  return math.reshape(shaped(g), sameCount ? shape(part) : index.size())
}
