/**
 * Element by element.
 *
 * mathjs applies some of these functions to matrices and leaves others to scalars; here all of
 * them take matrices of any shape, stretched to fit each other as in NumPy. A real matrix stays
 * real under the functions that mathjs leaves to scalars: outside their domain stands NaN, as in
 * NumPy.
 */
import type { Extension, Given, Signatures } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { sigmoid } from '../kernels/activations.js'
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

/** What functions of scalars need to take any matrix (a complex one, say) too. */
export function onEveryElement({ self }: Given): Signatures {
  return {
    Matrix: (x: { map(f: (v: unknown) => unknown, skip: boolean, unary: boolean): unknown }) =>
      x.map((value) => self(value), false, true),
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
  signatures: (given) => ({
    ...onEveryElement(given),
    FlatMatrix: (x: FlatMatrix) => applyUnary(name, x),
  }),
})

/** mathjs lacks these. */
const ours = (
  name: UnaryName,
  ofNumber: (x: number) => number,
  description: string,
): Extension => ({
  name,
  help: {
    description,
    syntax: [`${name}(x)`],
    examples: [`${name}(0.5)`, `${name}([-1, 0, 2])`],
  },
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

const ourPairs = (
  name: BinaryName,
  ofNumbers: (x: number, y: number) => number,
  description: string,
): Extension => ({
  name,
  help: {
    description,
    syntax: [`${name}(x, y)`],
    examples: [`${name}([1, 2, 3], 2)`, `${name}([1; 3], [2, 4])`],
  },
  signatures: (given) => ({
    'number,number': ofNumbers,
    ...flatPairs(name, given),
  }),
})

/**
 * mathjs's power of a negative number to a fraction is complex: such pairs keep mathjs's answer.
 */
const dotPow: Extension = {
  name: 'dotPow',
  signatures: (given) => {
    const power = (x: FlatMatrix | number, y: FlatMatrix | number, mathjs: Mathjs) =>
      mayBeComplex(x, y) ? mathjs(x, y) : applyBinary('dotPow', x, y, given.create)
    return {
      'FlatMatrix,FlatMatrix': (x: FlatMatrix, y: FlatMatrix) =>
        power(x, y, given.mathjs('DenseMatrix,DenseMatrix')),
      'FlatMatrix,number': (x: FlatMatrix, y: number) =>
        power(x, y, given.mathjs('DenseMatrix,any')),
      'number,FlatMatrix': (x: number, y: FlatMatrix) =>
        power(x, y, given.mathjs('any,DenseMatrix')),
    }
  },
}

type Mathjs = (...args: unknown[]) => unknown

function mayBeComplex(x: FlatMatrix | number, y: FlatMatrix | number): boolean {
  return some(x, (base) => !(base >= 0)) && some(y, (exponent) => !Number.isInteger(exponent))
}

function some(x: FlatMatrix | number, test: (value: number) => boolean): boolean {
  return typeof x === 'number' ? test(x) : x._flat.some(test)
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
  ours('sigmoid', sigmoid, '1 / (1 + exp(-x)), element by element: from 0 to 1, 0.5 at 0.'),
  ours('relu', (x) => Math.max(x, 0), 'x where it is above 0, else 0.'),
  ours('step', (x) => (x > 0 ? 1 : x <= 0 ? 0 : Number.NaN), '1 where x is above 0, else 0.'),
  pairsInMathjs('add'),
  pairsInMathjs('subtract'),
  pairsInMathjs('dotMultiply'),
  pairsInMathjs('dotDivide'),
  dotPow,
  ourPairs('maximum', Math.max, 'The larger of x and y, element by element.'),
  ourPairs('minimum', Math.min, 'The smaller of x and y, element by element.'),
]
