/**
 * Element by element.
 *
 * mathjs applies some of these functions to matrices and leaves others to scalars; here all of them
 * take matrices of any shape, stretched to fit each other as in NumPy. A real matrix stays real
 * under the functions that mathjs leaves to scalars: outside their domain stands NaN, as in NumPy.
 */
import type { Extension, Given, Signatures } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { sigmoid } from '../kernels/elementary.js'
import type { BinaryName, Operand, UnaryName } from '../kernels/index.js'
import { kernels } from '../kernels/index.js'
import { broadcastSize } from '../shapes.js'

export function applyUnary(name: UnaryName, x: FlatMatrix): FlatMatrix {
  return x.createFlat(kernels().unary(name, x._flat), x._size)
}

const SCALAR: readonly number[] = []

export function applyBinary(
  name: BinaryName,
  x: FlatMatrix | number,
  y: FlatMatrix | number,
  create: FlatMatrix['createFlat'],
): FlatMatrix {
  const a = operand(x)
  const b = operand(y)
  const size = broadcastSize(a.size, b.size, `math.${name}`)
  return create(kernels().binary(name, a, b, size), size)
}

export function operand(x: FlatMatrix | number): Operand {
  return typeof x === 'number'
    ? { data: Float64Array.of(x), size: SCALAR }
    : { data: x._flat, size: x._size }
}

/** The three ways in which a flat matrix and a number meet. */
export function flatPairs(name: BinaryName, { create }: Given): Signatures {
  const apply = (x: FlatMatrix | number, y: FlatMatrix | number) => applyBinary(name, x, y, create)
  return { 'FlatMatrix,FlatMatrix': apply, 'FlatMatrix,number': apply, 'number,FlatMatrix': apply }
}

/** What functions of scalars need to take any matrix (complex, say) or array too. */
export function onEveryElement({ self, use }: Given): Signatures {
  return {
    Matrix: (x: { map(f: (v: unknown) => unknown, skip: boolean, unary: boolean): unknown }) =>
      x.map((value) => self(value), false, true),
    Array: (x: unknown[]) => {
      const matrix = use('matrix') as (data: unknown[]) => unknown
      return (self(matrix(x)) as { valueOf(): unknown }).valueOf()
    },
  }
}

/** mathjs applies these to matrices itself: numbers get a kernel. */
const onMatricesInMathjs = (name: UnaryName): Extension => ({
  name,
  signatures: () => ({ FlatMatrix: (x: FlatMatrix) => applyUnary(name, x) }),
})

/** mathjs has these for scalars only. */
const onScalarsInMathjs = (name: UnaryName): Extension => ({
  name,
  uses: ['matrix'],
  signatures: (given) => ({
    ...onEveryElement(given),
    FlatMatrix: (x: FlatMatrix) => applyUnary(name, x),
  }),
})

/** mathjs lacks these. */
const ours = (name: UnaryName, ofNumber: (x: number) => number): Extension => ({
  name,
  uses: ['matrix'],
  signatures: (given) => ({
    number: ofNumber,
    ...onEveryElement(given),
    FlatMatrix: (x: FlatMatrix) => applyUnary(name, x),
  }),
})

const pairsInMathjs = (name: BinaryName): Extension => ({
  name,
  signatures: (given) => flatPairs(name, given),
})

const ourPairs = (name: BinaryName, ofNumbers: (x: number, y: number) => number): Extension => ({
  name,
  uses: ['matrix'],
  signatures: (given) => ({
    'number,number': ofNumbers,
    ...arrayPairs(given),
    ...flatPairs(name, given),
  }),
})

/** Arrays in, array out. */
function arrayPairs({ self, use }: Given): Signatures {
  const matrix = (x: unknown) => (use('matrix') as (data: unknown) => unknown)(x)
  const asArray = (result: unknown) => (result as { valueOf(): unknown }).valueOf()
  return {
    'Array,Array': (x: unknown, y: unknown) => asArray(self(matrix(x), matrix(y))),
    'Array,number': (x: unknown, y: unknown) => asArray(self(matrix(x), y)),
    'number,Array': (x: unknown, y: unknown) => asArray(self(x, matrix(y))),
    'Array,Matrix': (x: unknown, y: unknown) => self(matrix(x), y),
    'Matrix,Array': (x: unknown, y: unknown) => self(x, matrix(y)),
  }
}

/**
 * mathjs's power of a negative number to a fraction is complex: such pairs keep mathjs's answer.
 */
const dotPow: Extension = {
  name: 'dotPow',
  signatures: (given) => {
    const guard = (x: FlatMatrix | number, y: FlatMatrix | number, mathjs: Mathjs) =>
      someNegative(x) && someFraction(y) ? mathjs(x, y) : applyBinary('dotPow', x, y, given.create)
    return {
      'FlatMatrix,FlatMatrix': (x: FlatMatrix, y: FlatMatrix) =>
        guard(x, y, given.mathjs('DenseMatrix,DenseMatrix')),
      'FlatMatrix,number': (x: FlatMatrix, y: number) =>
        guard(x, y, given.mathjs('DenseMatrix,any')),
      'number,FlatMatrix': (x: number, y: FlatMatrix) =>
        guard(x, y, given.mathjs('any,DenseMatrix')),
    }
  },
}

type Mathjs = (...args: unknown[]) => unknown

function someNegative(x: FlatMatrix | number): boolean {
  return typeof x === 'number' ? x < 0 : x._flat.some((value) => value < 0)
}

function someFraction(x: FlatMatrix | number): boolean {
  return typeof x === 'number' ? !Number.isInteger(x) : x._flat.some((v) => !Number.isInteger(v))
}

export const elementwise: readonly Extension[] = [
  onMatricesInMathjs('abs'),
  onMatricesInMathjs('sign'),
  onMatricesInMathjs('unaryMinus'),
  onScalarsInMathjs('exp'),
  onScalarsInMathjs('log'),
  onScalarsInMathjs('sqrt'),
  onScalarsInMathjs('square'),
  onScalarsInMathjs('sin'),
  onScalarsInMathjs('cos'),
  onScalarsInMathjs('tanh'),
  ours('sigmoid', sigmoid),
  ours('relu', (x) => Math.max(x, 0)),
  ours('step', (x) => (x > 0 ? 1 : x <= 0 ? 0 : Number.NaN)),
  pairsInMathjs('add'),
  pairsInMathjs('subtract'),
  pairsInMathjs('dotMultiply'),
  pairsInMathjs('dotDivide'),
  dotPow,
  ourPairs('maximum', Math.max),
  ourPairs('minimum', Math.min),
]
