/** From numbers to matrices and back. */
import { markChanged } from './changes.js'
import type { DenseMatrixClass } from './denseMatrix.js'
import { DomainError, ShapeError } from './errors.js'
import { count, flips, isFlat, moveTo } from './flatStorage.js'
import { math } from './instance.js'
import { isInResultMemory, ordinaryArray } from './kernels/uninitialized.js'
import { isPlain } from './plainMode.js'
import { checkSize, type Size, written } from './shapes.js'
import { shown } from './shown.js'
import { isMatrix, isVariable, type Matrix, type Num, type Value, valueIn } from './types.js'

export { flips }

/**
 * A matrix of any number of axes from its elements in row-major order (the last axis runs
 * fastest).
 *
 * A Float64Array becomes the matrix's storage as it is, without a copy; anything else is copied.
 * Kernels copy a long one in each call, which `math.clone` of the matrix spares them.
 * @throws ShapeError when the size does not hold as many elements, DomainError for an element that
 *   is no number.
 */
export function tensor(data: ArrayLike<number>, size: readonly number[]): Matrix {
  checkSize(size, 'tensor')
  if (data.length !== count(size)) {
    throw new ShapeError({
      where: 'tensor',
      expected: `${count(size)} numbers, for the size ${written(size)}`,
      given: `${data.length} numbers`,
      mend: 'the product of the lengths in the size is the number of elements',
    })
  }
  const buffer = data instanceof Float64Array ? data : float64(data)
  const { createFlat } = DenseMatrix()
  // it is both; FlatMatrix names only what mathjs's typings leave out
  return createFlat(buffer, size.slice()) as unknown as Matrix
}

/** mathjs's typings leave out the class, which instance.ts gave the second storage. */
function DenseMatrix(): DenseMatrixClass {
  return (math as unknown as { DenseMatrix: DenseMatrixClass }).DenseMatrix
}

function float64(data: ArrayLike<number>): Float64Array {
  const buffer = new Float64Array(data.length)
  for (let i = 0; i < data.length; i++) {
    if (typeof data[i] !== 'number') throw noNumber('tensor', `${shown(data[i])} at place ${i}`)
    buffer[i] = data[i]
  }
  return buffer
}

function noNumber(where: string, given: string): DomainError {
  return new DomainError({
    where,
    expected: 'real numbers only',
    given,
    mend: 'convert the elements first, for example with math.number or math.re',
  })
}

/**
 * The elements of a matrix in row-major order: the storage itself, so that writing to it changes
 * the matrix. A long result first moves out of the kernels' memory, once. Ask for it anew each
 * time: functions of mathjs and optimizers may replace it.
 *
 * @throws DomainError for a matrix of anything else than real numbers (Booleans count as 0 and 1).
 */
export function flat(matrix: Matrix): Float64Array {
  const elements = storageOf(matrix)
  if (!isInResultMemory(elements)) return elements
  moveTo(ordinaryArray(elements.length), matrix)
  return storageOf(matrix)
}

/**
 * The same without moving it, for whoever uses it at once. Only the array itself keeps its place, a
 * view of it does not.
 */
export function storageOf(matrix: Matrix): Float64Array {
  if (isFlat(matrix)) return matrix._flat
  if (!isMatrix(matrix)) throw noMatrix(matrix)
  const dense = math.matrix(matrix.toArray() as number[]) // sparse, or of another instance
  if (isFlat(dense)) return dense._flat
  if (count(matrix.size()) === 0) return new Float64Array(0)
  throw noNumber('flat', String(dense))
}

function noMatrix(x: unknown): DomainError {
  return new DomainError({
    where: 'flat',
    expected: 'a matrix',
    given: shown(x),
    mend: 'make one of an array with math.matrix; of a Variable take x.value',
  })
}

/** A matrix of another size with the storage of this one. */
export function sharedAs(matrix: Matrix, size: readonly number[]): Matrix {
  return tensor(storageOf(matrix), size)
}

/**
 * Lets `write` change the elements in place; whoever differentiates by the old ones is told
 * (changes.ts).
 */
export function rewrite(matrix: Matrix, write: (elements: Float64Array) => void): void {
  const elements = flat(matrix)
  write(elements)
  markChanged(matrix)
  if (!isPlain) return
  elements.forEach((value, place) => {
    // they were a copy
    putElement(matrix, place, value)
  })
}

/**
 * Writes the element at a place of `flat` in passing: whoever differentiates by the old one is not
 * told, so it must be put back.
 */
export function putElement(matrix: Matrix, place: number, value: number): void {
  if (!isPlain) flat(matrix)[place] = value
  else matrix.set(indexOf(place, sizeOf(matrix)), value)
}

function indexOf(place: number, size: Size): number[] {
  const index = new Array<number>(size.length)
  let rest = place
  for (let d = size.length - 1; d >= 0; d--) {
    index[d] = rest % size[d]
    rest = Math.floor(rest / size[d])
  }
  return index
}

/**
 * The lengths of the axes; [] for a number. @throws DomainError for an array, or no value at all.
 */
export function shape(x: Value): number[] {
  return shapeIn('shape', x)
}

/** The same at the door of another function, which its errors name. */
export function shapeIn(where: string, x: Value): number[] {
  if (isVariable(x)) return shapeIn(where, (x as { value: Num }).value)
  if (isMatrix(x)) return x.size()
  checkValue(where, x)
  return []
}

function checkValue(where: string, x: unknown): void {
  const isOther = x === null || ['undefined', 'string', 'function'].includes(typeof x)
  if (!isOther && !Array.isArray(x)) return
  throw new DomainError({
    where,
    expected: 'a number, a matrix or a Variable',
    given: shown(x),
    mend: 'make a matrix of an array: math.matrix([[1, 2], [3, 4]])',
  })
}

const NO_AXES: Size = []

/** The same without a copy. */
export function sizeOf(x: Value): Size {
  const value: unknown = valueIn(x)
  // mathjs's typings leave out what is inside a matrix
  return isMatrix(value) ? (value as unknown as { readonly _size: Size })._size : NO_AXES
}

/**
 * Arrays, sparse matrices and matrices of another instance as our dense matrices, an empty one as
 * one of numbers; others as they are.
 */
export function dense(x: unknown): unknown {
  if (Array.isArray(x)) return dense(math.matrix(x))
  if (!isMatrix(x) || isFlat(x)) return x
  const size = x.size()
  return count(size) === 0 ? tensor([], size) : math.matrix(x.toArray() as number[])
}
