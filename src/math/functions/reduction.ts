/**
 * How a reduction is called, whatever it computes: of all elements to a number, or along one axis
 * or several to a matrix without them.
 *
 * With `{ keepDims: true }` the reduced axes stay, of length 1, so that the result
 * broadcasts against x: `E ./ sum(E, 2)` on a square matrix would otherwise divide along the
 * wrong axis, silently.
 */
import { axesOf, axisViews, isAxes, lengthAlong, withAxesKept, withoutAxes } from '../axes.js'
import { DomainError } from '../errors.js'
import type { Extension, Given, Signatures } from '../extension.js'
import { count, type FlatMatrix } from '../flatStorage.js'
import type { HelpPage } from '../help.js'
import { kernels, type Operand, type ReductionName } from '../kernels/index.js'
import { checkOptions } from '../options.js'
import { type Size, written } from '../shapes.js'

export interface ReductionOptions {
  /** Leave the reduced axes in the result, with length 1. */
  readonly keepDims?: boolean
}

/** A value for each place on the other axes, in row-major order. `word` is an option of mathjs. */
export type Along = (x: FlatMatrix, axes: readonly number[], word?: string) => Float64Array

export interface Reduction {
  readonly name: string
  readonly help: HelpPage
  readonly along: Along
  /** Whether no elements at all have a value, as they have a sum: 0. */
  readonly ofNothing: 'defined' | 'undefined'
  /** Whether the values are Booleans: never, always, or of a matrix of Booleans. */
  readonly booleans?: 'always' | 'ofBooleans'
  /** mathjs takes a word after x or after the axis, as `variance(x, 'biased')` does. */
  readonly takesWord?: boolean
  /** mathjs has the function for other elements than numbers, of a list or of a whole matrix. */
  readonly ofOtherElements?: boolean
}

/**
 * Folds x along the axes with a kernel. Neighbouring axes are folded in one go: down columns one
 * element after the other, along rows eight side by side (kernels/loops/reduce.ts). Where other
 * axes lie between, the last ones come first.
 */
export function fold(name: ReductionName, x: Operand, axes: readonly number[]): Float64Array {
  return axisViews(x.size, axes).reduce((data, view) => kernels().reduce(name, data, view), x.data)
}

/** The same, broadcasting against x. */
export function folded(name: ReductionName, x: Operand, axes: readonly number[]): Operand {
  return { data: fold(name, x, axes), size: withAxesKept(x.size, axes) }
}

export const operandOf = ({ _flat, _size }: FlatMatrix): Operand => ({ data: _flat, size: _size })

/** @throws DomainError for another option, or for keepDims that is no Boolean. */
export function keepDimsOf(options: ReductionOptions | undefined, where: string): boolean {
  if (options === undefined) return false
  checkOptions(options, { keepDims: 'boolean' }, where)
  return options.keepDims ?? false
}

/** The matrix of the values; a number, or a Boolean, when no axis is left. */
export function reduced(
  x: FlatMatrix,
  axes: readonly number[],
  keepDims: boolean,
  values: Float64Array,
  booleans = false,
): FlatMatrix | number | boolean {
  const size = keepDims ? withAxesKept(x._size, axes) : withoutAxes(x._size, axes)
  if (size.length > 0) return x.createFlat(values, size, booleans)
  return booleans ? values[0] !== 0 : values[0]
}

/** What follows x in a call; types tell axes, word and options apart. */
interface Call {
  readonly axes?: unknown
  readonly word?: string
  readonly options?: ReductionOptions
}

function call(args: readonly unknown[]): Call {
  let axes: unknown
  let word: string | undefined
  let options: ReductionOptions | undefined
  for (const arg of args) {
    if (isAxes(arg)) axes = arg
    else if (typeof arg === 'string') word = arg
    else options = arg as ReductionOptions // no other type has a signature
  }
  return { axes, word, options }
}

/** A function of a flat matrix, of axes and options. */
function reduce({ name, along, ofNothing, booleans }: Reduction) {
  const where = `math.${name}`
  return (x: FlatMatrix, ...args: readonly unknown[]) => {
    const { axes: given, word, options } = call(args)
    const axes = axesOf(x._size, given, where)
    const keepDims = keepDimsOf(options, where)
    if (ofNothing === 'undefined') checkNotEmpty(x._size, axes, where)
    const isBoolean = booleans === 'always' || (booleans === 'ofBooleans' && x._boolean)
    return reduced(x, axes, keepDims, along(x, axes, word), isBoolean)
  }
}

/** @throws DomainError when nothing lies along the axes. */
export function checkNotEmpty(size: Size, axes: readonly number[], where: string): void {
  if (lengthAlong(size, axes) > 0) return
  throw new DomainError({
    where,
    expected: 'at least one element along the axes',
    given: `x of shape ${written(size)}`,
    mend: 'leave out the empty batch',
  })
}

/** Types of the axes: one, a list, or a list made in an expression. */
export const AXES = ['number', 'Array', 'Matrix'] as const

/** The ways to call: x, then axes, word and options if any. */
function waysToCall(x: string, takesWord: boolean): string[] {
  const words = takesWord ? ['', ',string'] : ['']
  return ['', ...AXES.map((axes) => `,${axes}`)].flatMap((axes) =>
    words.flatMap((word) => [`${x}${axes}${word}`, `${x}${axes}${word},Object`]),
  )
}

const forAll = (ways: readonly string[], implementation: (...args: never[]) => unknown) =>
  Object.fromEntries(ways.map((way) => [way, implementation]))

type Mathjs = (...args: unknown[]) => unknown

/** The functions that reduceOtherElements uses. */
export const OTHER_ELEMENTS_USE = ['matrix', 'reshape', 'flatten', 'size']

type Tools = Pick<Given, 'self' | 'use'>

/**
 * Of a matrix of other elements (complex numbers, say): mathjs's function of each list of elements
 * that lie along the axes.
 */
export function reduceOtherElements({ self, use }: Tools, where: string): Mathjs {
  const [matrix, reshape, flatten, sizeOf] = OTHER_ELEMENTS_USE.map((name) => use(name) as Mathjs)
  return (x, ...args) => {
    const { axes: given, word, options } = call(args)
    const size = (sizeOf(x) as { valueOf(): number[] }).valueOf()
    const axes = axesOf(size, given, where)
    const keepDims = keepDimsOf(options, where)
    const elements = flatten((x as object).valueOf()) as unknown[]
    const results = listsAlong(elements, size, axes).map((list) =>
      word === undefined ? self(list) : self(list, word),
    )
    const left = keepDims ? withAxesKept(size, axes) : withoutAxes(size, axes)
    return left.length === 0 ? results[0] : reshape(matrix(results), left)
  }
}

/** For each place on the other axes, the elements that lie along these. */
function listsAlong(elements: readonly unknown[], size: Size, axes: readonly number[]) {
  let places = [0]
  size.forEach((length, d) => {
    const indices = Array.from({ length }, (_, i) => i)
    places = places.flatMap((place) =>
      indices.map((i) => (axes.includes(d) ? place : place * length + i)),
    )
  })
  const lists: unknown[][] = Array.from({ length: count(withoutAxes(size, axes)) }, () => [])
  elements.forEach((element, i) => {
    lists[places[i]].push(element)
  })
  return lists
}

export function reductionPage(name: string, description: string): HelpPage {
  const syntax = ['x', 'x, axis', 'x, [axis, ...]', 'x, axis, {keepDims: true}']
  const examples = ['[1, 0; 3, 4]', '[1, 0; 3, 4], 1', '[1, 0; 3, 4], 2, {keepDims: true}']
  const calls = (args: readonly string[]) => args.map((list) => `${name}(${list})`)
  return { description, syntax: calls(syntax), examples: calls(examples) }
}

export function reductionExtension(declared: Reduction): Extension {
  const { name, help, takesWord = false, ofOtherElements = false } = declared
  return {
    name,
    help,
    uses: ofOtherElements ? OTHER_ELEMENTS_USE : [],
    oneBasedInExpressions: 1,
    signatures: (given): Signatures => {
      const ours = forAll(waysToCall('FlatMatrix', takesWord), reduce(declared))
      if (!ofOtherElements) return ours
      const missing = waysToCall('Matrix', takesWord).filter((way) => !given.mathjs(way))
      return { ...forAll(missing, reduceOtherElements(given, `math.${name}`)), ...ours }
    },
  }
}
