/**
 * # Parts of a matrix
 *
 * Reading places is a linear map whose matrix has one 1 in each row; its transpose adds
 * each element of the gradient to the place that it was read from. A place that was read
 * twice gets both.
 */
import { DomainError, ShapeError } from '../../math/errors.js'
import { count } from '../../math/flatStorage.js'
import { math } from '../../math/instance.js'
import { written as sizeWritten } from '../../math/shapes.js'
import { shape } from '../../math/storage.js'
import { isMatrix, type Matrix, type Value } from '../../math/types.js'
import { op } from '../op.js'
import { cube, matrix } from './samples.js'
import { inShape, places, shaped } from './shaped.js'

type List = ArrayLike<number> | Matrix

export const take = op({
  name: 'take',
  formula: 'y_{ij} = x_{k_i j}',
  source: 'the transposed map',
  vjp: (g: Value, _y: Value, x: Value, list: List, axis: number = 0) => [
    math.scatterAdd(shaped(g), list, shape(x)[axis], axis),
  ],
  samples: [
    [matrix, [1, 0, 1]],
    [[1, 2, 3], [2]],
    [cube, [2, 2, 0], 1],
  ],
  domain: [[-3, 3]],
})

export const scatterAdd = op({
  name: 'scatterAdd',
  formula: String.raw`y_{kj} = \sum_{i:\,k_i = k} x_{ij}`,
  source: 'the transposed map',
  vjp: (g: Value, _y: Value, _x: Value, list: List, _length: number, axis: number = 0) => [
    math.take(shaped(g), list, axis),
  ],
  samples: [
    [matrix, [2, 0], 4],
    [cube, [1, 1, 0], 2, 1],
  ],
  domain: [[-3, 3]],
})

/**
 * Reading a part: the gradient goes back to its places. Writing a part (`subset(x, index, part)`):
 * the written places get their gradient from the part, the others from x; beyond the edge of x the
 * result grows, and x has no part in that. A mask of Booleans picks
 * places as an index does.
 */
export const subset = op({
  name: 'subset',
  formula: 'y = x[i]',
  source: 'the transposed map',
  vjp: (g: Value, _y: Value, x: Value, at: Index | Matrix, part?: Value) => {
    if (part === undefined) return [isMatrix(at) ? unmasked(g, at, x) : unread(g, at, x)]
    return [within(written(g, at, 0), x), undefined, () => ofPart(read(g, at), part, at)]
  },
  rewrite: (x: Value, at: Index | Matrix, part?: Value) => {
    if (part !== undefined && !isMatrix(at)) {
      checkAxes(at, x)
      checkNoRepeats(at)
    }
    return undefined
  },
  get samples() {
    const { index } = math // asked for late: importing the table creates no function of mathjs
    const mask = math.larger(math.matrix(matrix), 2)
    return [
      [matrix, index(0, [1, 2])],
      [matrix, index([0, 1], 2)],
      [matrix, index(1, 1)],
      [matrix, index([1, 1, 0], [2, 2])],
      [[1, 2, 3], index(2)],
      [cube, index(1, [0, 2], [0, 1])],
      [matrix, index(0, [1, 2]), [[7, 8]]],
      [matrix, index(1, 1), 3],
      [matrix, index([0, 1], 1), [[7], [8]]],
      [matrix, index([0, 1], [0, 2]), 3],
      [matrix, index(3, [1, 4]), [[7, 8]]],
      [matrix, mask],
      [matrix, mask, 3],
      [matrix, mask, [7, 8, 9, 10]],
    ]
  },
  domain: [[-3, 3], null, [-3, 3]],
})

/** mathjs's index: what is read or written. */
interface Index {
  /** Its size, in which a single row or column has length 1. */
  size(): number[]
  /** A number, or a list in one of mathjs's forms. */
  dimension(axis: number): { valueOf(): number | number[] }
}

const listsOf = (index: Index): number[][] =>
  index.size().map((_, axis) => [index.dimension(axis).valueOf()].flat())

/** Axis by axis, each element of g is added to its place. */
function unread(g: Value, index: Index, x: Value): Value {
  const whole = shape(g).length === 0 ? math.broadcastTo(g, index.size()) : g
  return listsOf(index).reduce<Value>(
    (sum, list, axis) => math.scatterAdd(shaped(sum), list, shape(x)[axis], axis),
    math.reshape(shaped(whole), index.size()),
  )
}

function unmasked(g: Value, mask: Matrix, x: Value): Value {
  return math.subset(math.zeros(shape(x)), mask, g)
}

/** mathjs's typings of subset know no Variables. */
function read(x: Value, at: Index | Matrix): Value {
  return math.subset(x as never, at)
}

function written(x: Value, at: Index | Matrix, part: number): Value {
  return math.subset(x as never, at, part)
}

/** The part of a grown gradient that x has. */
function within(g: Value, x: Value): Value {
  const whole = shape(g)
  return shape(x).reduce<Value>(
    (part, length, axis) =>
      length === whole[axis] ? part : math.take(shaped(part), places(0, length), axis),
    g,
  )
}

/** The gradient of the places written, for a part that mathjs may have stretched to fill them. */
function ofPart(g: Value, part: Value, at: Index | Matrix): Value {
  if (shape(g).length === 0 || isMatrix(at)) return g
  const sameCount = count(shape(g)) === count(shape(part)) && shape(part).length > 0
  return sameCount ? inShape(g, part) : math.reshape(shaped(g), at.size())
}

/** mathjs would put in axes that x does not have. */
function checkAxes(index: Index, x: Value): void {
  const [asked, own] = [index.size().length, shape(x).length]
  if (asked <= own) return
  throw new ShapeError({
    where: 'math.subset',
    expected: `an index of ${own} axes, as x has shape ${sizeWritten(shape(x))}`,
    given: `an index of ${asked} axes`,
    mend: 'put the missing axes in before: math.expandDims',
  })
}

/** Of a place written twice, only the last element stays: the others would have no gradient. */
function checkNoRepeats(index: Index): void {
  const repeated = listsOf(index).find((list) => new Set(list).size < list.length)
  if (repeated === undefined) return
  throw new DomainError({
    where: 'math.subset',
    expected: 'an index that names each place once, as there is a Variable',
    given: `[${repeated.join(', ')}]`,
    mend: 'math.scatterAdd adds what falls on the same place',
  })
}
