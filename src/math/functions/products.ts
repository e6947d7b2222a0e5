/** Products of vectors and matrices. */
import { ShapeError } from '../errors.js'
import type { Extension } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { kernels } from '../kernels/index.js'
import { type Size, written } from '../shapes.js'
import { applyBinary } from './elementwise.js'

/**
 * The matrix product: m×k · k×n → m×n; a vector stands for a row on the left, a column on the
 * right, and its axis is gone from the result, so that two vectors give a number.
 */
function matrixProduct(a: FlatMatrix, b: FlatMatrix): FlatMatrix | number {
  checkProduct(a._size, b._size)
  const [m, k] = a._size.length === 2 ? a._size : [1, a._size[0]]
  const n = b._size.length === 2 ? b._size[1] : 1
  const product = kernels().matmul(a._flat, b._flat, m, k, n)
  const size = [...a._size.slice(0, -1), ...b._size.slice(1)]
  return size.length === 0 ? product[0] : a.createFlat(product, size)
}

export interface ProductOptions {
  /** Multiply by the transpose of the left or of the right matrix, without making it. */
  readonly transposeA?: boolean
  readonly transposeB?: boolean
}

function transposedProduct(a: FlatMatrix, b: FlatMatrix, options: ProductOptions): FlatMatrix {
  const { transposeA = false, transposeB = false } = options
  checkMatrices(a._size, b._size)
  const [m, k] = transposeA ? a._size.slice().reverse() : a._size
  const [rows, n] = transposeB ? b._size.slice().reverse() : b._size
  checkProduct([m, k], [rows, n])
  return a.createFlat(kernels().matmul(a._flat, b._flat, m, k, n, options), [m, n])
}

function checkMatrices(a: Size, b: Size): void {
  if (a.length === 2 && b.length === 2) return
  throw new ShapeError({
    where: 'math.multiply',
    expected: 'two matrices, as one of them is to be transposed',
    given: `${written(a)} and ${written(b)}`,
    mend: 'a vector has no transpose: leave the options out, or math.reshape it to a matrix',
  })
}

function checkProduct(a: Size, b: Size): void {
  if (a.length > 2 || b.length > 2) {
    throw new ShapeError({
      where: 'math.multiply',
      expected: 'vectors or matrices, with one or two axes',
      given: `${written(a)} and ${written(b)}`,
      mend: 'math.reshape to two axes first, or math.dotMultiply for element by element',
    })
  }
  if (a[a.length - 1] === b[0]) return
  throw new ShapeError({
    where: 'math.multiply',
    expected: 'as many columns on the left as rows on the right: m×k and k×n',
    given: `${written(a)} and ${written(b)}`,
    mend: 'math.transpose one of them, or math.dotMultiply for element by element',
  })
}

const multiply: Extension = {
  name: 'multiply',
  signatures: ({ create }) => ({
    'FlatMatrix,FlatMatrix': matrixProduct,
    'FlatMatrix,FlatMatrix,Object': transposedProduct,
    'FlatMatrix,number': (x: FlatMatrix, k: number) => applyBinary('dotMultiply', x, k, create),
    'number,FlatMatrix': (k: number, x: FlatMatrix) => applyBinary('dotMultiply', k, x, create),
  }),
}

/** Division by a matrix is multiplication by its inverse, and stays mathjs's. */
const divide: Extension = {
  name: 'divide',
  signatures: ({ create }) => ({
    'FlatMatrix,number': (x: FlatMatrix, k: number) => applyBinary('dotDivide', x, k, create),
  }),
}

export const products: readonly Extension[] = [multiply, divide]
