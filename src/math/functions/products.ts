/** Products of vectors and matrices, and of stacks of matrices. */
import { ShapeError } from '../errors.js'
import type { Extension, Given, Signatures } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { kernels } from '../kernels/index.js'
import { stackedProducts } from '../kernels/stackedProducts.js'
import { checkOptions } from '../options.js'
import { checkMemory, type Size, stretchedSize, written } from '../shapes.js'
import type { Matrix } from '../types.js'
import { applyBinary, besideBigint } from './elementwise.js'

/**
 * The matrix product: m×k · k×n → m×n; a vector stands for a row on the left, a column on the
 * right, and its axis is gone from the result, so that two vectors give a number.
 *
 * More axes than two are a stack of matrices: …×m×k · …×k×n → …×m×n, and stacks broadcast.
 */
function matrixProduct(a: FlatMatrix, b: FlatMatrix): FlatMatrix | number {
  const [left, right] = [a._size, b._size]
  if (left.length > 2 || right.length > 2) return productOfStacks(a, b, {})
  const k = left[left.length - 1]
  if (k !== right[0]) throw doNotMultiply(left, right)
  const m = left.length === 2 ? left[0] : 1
  const n = right.length === 2 ? right[1] : 1
  checkMemory([m, n], WHERE)
  const product = kernels().matmul(a._flat, b._flat, m, k, n)
  if (left.length === 2) return a.createFlat(product, right.length === 2 ? [m, n] : [m])
  return right.length === 2 ? a.createFlat(product, [n]) : product[0]
}

const WHERE = 'math.multiply'

export interface ProductOptions {
  /** Multiply by the transpose of the left or right matrix; one of numbers is not made for it. */
  readonly transposeA?: boolean
  readonly transposeB?: boolean
}

/** @throws DomainError for other options; ShapeError for a vector. */
function checkTransposes(a: Size, b: Size, options: ProductOptions): void {
  checkOptions(options, { transposeA: 'boolean', transposeB: 'boolean' }, WHERE)
  if (a.length > 1 && b.length > 1) return
  throw new ShapeError({
    where: WHERE,
    expected: 'matrices on both sides, as one of them is to be transposed',
    given: `${written(a)} and ${written(b)}`,
    mend: 'a vector has no transpose: leave the options out, or math.reshape it to a matrix',
  })
}

function transposedProduct(a: FlatMatrix, b: FlatMatrix, options: ProductOptions): FlatMatrix {
  checkTransposes(a._size, b._size, options)
  const areMatrices = a._size.length === 2 && b._size.length === 2
  return areMatrices ? productOfMatrices(a, b, options) : productOfStacks(a, b, options)
}

function productOfMatrices(a: FlatMatrix, b: FlatMatrix, options: ProductOptions): FlatMatrix {
  const { transposeA = false, transposeB = false } = options
  const [left, right] = [a._size, b._size]
  const m = transposeA ? left[1] : left[0]
  const k = transposeA ? left[0] : left[1]
  const n = transposeB ? right[0] : right[1]
  if (k !== (transposeB ? right[1] : right[0])) throw doNotMultiply(left, right, options)
  const size = [m, n]
  checkMemory(size, WHERE)
  return a.createFlat(kernels().matmul(a._flat, b._flat, m, k, n, options), size)
}

/** One of them may be a vector: the same row or column for all of the stack. */
function productOfStacks(a: FlatMatrix, b: FlatMatrix, options: ProductOptions): FlatMatrix {
  const [left, right] = [asRow(a._size), asColumn(b._size)]
  const [m, k] = lastTwo(left, options.transposeA)
  const [rows, n] = lastTwo(right, options.transposeB)
  const [leftStack, rightStack] = [left.slice(0, -2), right.slice(0, -2)]
  const stack = stretchedSize(leftStack, rightStack)
  if (k !== rows || stack === undefined) throw doNotMultiply(a._size, b._size, options)
  const row = left === a._size ? [m] : []
  const column = right === b._size ? [n] : []
  const size = [...stack, ...row, ...column]
  checkMemory(size, WHERE)
  const [x, y] = [
    { data: a._flat, size: leftStack },
    { data: b._flat, size: rightStack },
  ]
  return a.createFlat(stackedProducts(x, y, stack, { m, k, n }, options), size)
}

const asRow = (size: Size): Size => (size.length === 1 ? [1, size[0]] : size)
const asColumn = (size: Size): Size => (size.length === 1 ? [size[0], 1] : size)

function lastTwo(size: Size, transposed = false): Size {
  const [rows, columns] = size.slice(-2)
  return transposed ? [columns, rows] : [rows, columns]
}

function doNotMultiply(a: Size, b: Size, options: ProductOptions = {}): ShapeError {
  const { transposeA = false, transposeB = false } = options
  const stacks = a.length > 2 || b.length > 2
  return new ShapeError({
    where: WHERE,
    expected: stacks
      ? 'stacks that broadcast, of matrices m×k on the left and k×n on the right'
      : 'as many columns on the left as rows on the right: m×k and k×n',
    given: [`${written(a)}${transposeA ? 'ᵀ' : ''}`, `${written(b)}${transposeB ? 'ᵀ' : ''}`].join(
      ' and ',
    ),
    mend: 'math.transpose one of them, or math.dotMultiply for element by element',
  })
}

/**
 * Arrays, and matrices of other elements, with options, of which mathjs's own signature for any
 * number of factors knows nothing.
 */
function transposedOthers({ self, use }: Given): Signatures {
  const [matrix, transpose] = [use('matrix'), use('transpose') as (x: Matrix) => unknown]
  return {
    'Matrix,Matrix,Object': (a: Matrix, b: Matrix, options: ProductOptions) => {
      checkTransposes(a.size(), b.size(), options)
      const { transposeA = false, transposeB = false } = options
      return self(transposeA ? transpose(a) : a, transposeB ? transpose(b) : b)
    },
    'Array,Array,Object': (a, b, options) => Object(self(matrix(a), matrix(b), options)).valueOf(),
    'Array,Matrix,Object': (a, b, options) => self(matrix(a), b, options),
    'Matrix,Array,Object': (a, b, options) => self(a, matrix(b), options),
  }
}

const multiply: Extension = {
  name: 'multiply',
  uses: ['matrix', 'transpose'],
  signatures: (given) => ({
    'FlatMatrix,FlatMatrix': matrixProduct,
    'FlatMatrix,FlatMatrix,Object': transposedProduct,
    ...transposedOthers(given),
    ...besideBigint(given),
    'FlatMatrix,number': (x: FlatMatrix, k: number) =>
      applyBinary('dotMultiply', x, k, given.create),
    'number,FlatMatrix': (k: number, x: FlatMatrix) =>
      applyBinary('dotMultiply', k, x, given.create),
  }),
}

/** The sum of the products of two vectors, which may be columns, element by element. */
const dot: Extension = {
  name: 'dot',
  signatures: () => ({
    'FlatMatrix,FlatMatrix': (a: FlatMatrix, b: FlatMatrix) => {
      const length = lengthOfVector(a._size)
      if (length === undefined || length !== lengthOfVector(b._size)) {
        throw new ShapeError({
          where: 'math.dot',
          expected: 'two vectors, or columns n×1, of the same length',
          given: `${written(a._size)} and ${written(b._size)}`,
          mend: 'math.multiply is the product of matrices',
        })
      }
      return kernels().matmul(a._flat, b._flat, 1, length, 1)[0]
    },
  }),
}

function lengthOfVector(size: Size): number | undefined {
  const isVector = size.length === 1 || (size.length === 2 && size[1] === 1)
  return isVector ? size[0] : undefined
}

/** Every product of an element of a and one of b: a column times a row. */
const outer: Extension = {
  name: 'outer',
  help: {
    description: 'The outer product of two vectors: row i holds a[i] times b.',
    syntax: ['outer(a, b)'],
    examples: ['outer([1, 2], [3, 4, 5])'],
  },
  signatures: ({ create }) => ({
    'FlatMatrix,FlatMatrix': (a: FlatMatrix, b: FlatMatrix) => {
      if (a._size.length !== 1 || b._size.length !== 1) {
        throw new ShapeError({
          where: 'math.outer',
          expected: 'two vectors',
          given: `${written(a._size)} and ${written(b._size)}`,
          mend: 'math.reshape(x, [-1]) makes a vector of any matrix',
        })
      }
      const size = [a._size[0], b._size[0]]
      checkMemory(size, 'math.outer')
      const column = { data: a._flat, size: [size[0], 1] }
      const row = { data: b._flat, size: b._size }
      return create(kernels().binary('dotMultiply', column, row, size), size)
    },
  }),
}

/** Division by a matrix is multiplication by its inverse, and stays mathjs's. */
const divide: Extension = {
  name: 'divide',
  signatures: (given) => ({
    'FlatMatrix,bigint': besideBigint(given)['FlatMatrix,bigint'],
    'FlatMatrix,number': (x: FlatMatrix, k: number) => applyBinary('dotDivide', x, k, given.create),
  }),
}

/** Block (i, j) of the Kronecker product is a[i, j] times b; missing axes are put in front. */
const kron: Extension = {
  name: 'kron',
  signatures: ({ create }) => ({
    'FlatMatrix,FlatMatrix': (a: FlatMatrix, b: FlatMatrix) => {
      const rank = Math.max(a._size.length, b._size.length)
      const inFront = (size: Size) => [...new Array<number>(rank - size.length).fill(1), ...size]
      const [m, n] = [inFront(a._size), inFront(b._size)]
      const size = m.map((length, d) => length * n[d])
      checkMemory(size, 'math.kron')
      const outer = { data: a._flat, size: m.flatMap((length) => [length, 1]) }
      const inner = { data: b._flat, size: n.flatMap((length) => [1, length]) }
      const apart = m.flatMap((length, d) => [length, n[d]])
      return create(kernels().binary('dotMultiply', outer, inner, apart), size)
    },
  }),
}

export const products: readonly Extension[] = [multiply, dot, outer, divide, kron]
