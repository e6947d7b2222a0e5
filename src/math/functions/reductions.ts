/**
 * Reductions: sums and means, extremes and their places, and what is true of any or all elements.
 *
 * `fold` tells the order in which elements are added and multiplied.
 * A NaN among the elements is the result.
 */
import { axisViews, lengthAlong, withoutAxes } from '../axes.js'
import type { Extension } from '../extension.js'
import { count, type FlatMatrix } from '../flatStorage.js'
import { kernels, type Operand, type ReductionName } from '../kernels/index.js'
import { isMatrix } from '../types.js'
import {
  type Along,
  fold,
  operandOf,
  type Reduction,
  reductionExtension,
  reductionPage,
} from './reduction.js'

const folding =
  (name: ReductionName): Along =>
  (x, axes) =>
    fold(name, operandOf(x), axes)

/** The sum, divided by the number of elements. */
export function mean(x: FlatMatrix, axes: readonly number[]): Float64Array {
  const means = fold('sum', operandOf(x), axes)
  const n = lengthAlong(x._size, axes)
  for (let i = 0; i < means.length; i++) means[i] /= n
  return means
}

/**
 * Places of the first largest elements, counted in row-major order along the axes;
 * a NaN is largest.
 */
function placesOfLargest({ data, size }: Operand, axes: readonly number[]): Float64Array {
  const views = axisViews(size, axes)
  if (views.length === 1) return kernels().argMax(data, views[0])
  const others = size.flatMap((_, d) => (axes.includes(d) ? [] : [d]))
  const together = kernels().permute(data, size, [...others, ...axes])
  const outer = count(withoutAxes(size, axes))
  return kernels().argMax(together, { outer, n: lengthAlong(size, axes), inner: 1 })
}

const argMax: Along = (x, axes) => placesOfLargest(operandOf(x), axes)

/** The smallest is the largest of what is negated; a NaN stays one. */
const argMin: Along = (x, axes) =>
  placesOfLargest({ data: kernels().unary('unaryMinus', x._flat), size: x._size }, axes)

/** 1 where an element is false, which 0 and NaN are. */
const not = (x: Float64Array): Float64Array => kernels().unary('not', x)

const all: Along = (x, axes) => fold('prod', { data: not(not(x._flat)), size: x._size }, axes)

/** Unless all are false. */
const any: Along = (x, axes) => not(fold('prod', { data: not(x._flat), size: x._size }, axes))

const countAlong: Along = (x, axes) =>
  new Float64Array(count(withoutAxes(x._size, axes))).fill(lengthAlong(x._size, axes))

type Rest = Pick<Reduction, 'ofNothing' | 'booleans' | 'ofOtherElements'>

const declared = (name: string, along: Along, description: string, rest: Rest) =>
  reductionExtension({ name, along, help: reductionPage(name, description), ...rest })

/** What mathjs has too, for elements of any type. */
const ofMathjs = (name: string, along: Along, what: string, rest: Rest) =>
  declared(name, along, `${what} of all elements, or along one axis or several.`, {
    ofOtherElements: true,
    ...rest,
  })

const ours = (name: string, along: Along, what: string, rest: Rest) =>
  declared(name, along, `${what}, of all elements or along one axis or several.`, rest)

const prodOfAll = ofMathjs('prod', folding('prod'), 'Product', { ofNothing: 'defined' })

/** mathjs has its signatures, and refuses them. */
const prod: Extension = {
  ...prodOfAll,
  signatures: (given) => {
    const known = prodOfAll.signatures(given)
    const ofArray = (x: unknown, axis: number) => {
      const product = given.self((given.use('matrix') as (x: unknown) => unknown)(x), axis)
      return isMatrix(product) ? product.valueOf() : product
    }
    return { ...known, 'Matrix,number': known['Matrix,Array'], 'Array,number': ofArray }
  },
}

export const reductions: readonly Extension[] = [
  ofMathjs('sum', folding('sum'), 'Sum', { ofNothing: 'defined' }),
  ofMathjs('mean', mean, 'Mean', { ofNothing: 'undefined' }),
  prod,
  ofMathjs('max', folding('max'), 'Largest', { ofNothing: 'undefined', booleans: 'ofBooleans' }),
  ofMathjs('min', folding('min'), 'Smallest', { ofNothing: 'undefined', booleans: 'ofBooleans' }),
  ofMathjs('count', countAlong, 'How many there are', { ofNothing: 'defined' }),
  ours('argMax', argMax, 'Place of the first largest, counted from 0', { ofNothing: 'undefined' }),
  ours('argMin', argMin, 'Place of the first smallest, counted from 0', { ofNothing: 'undefined' }),
  ours('any', any, 'Whether any is true: not 0 and not NaN', {
    ofNothing: 'defined',
    booleans: 'always',
  }),
  ours('all', all, 'Whether each is true: not 0 and not NaN', {
    ofNothing: 'defined',
    booleans: 'always',
  }),
]
