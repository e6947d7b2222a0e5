/**
 * Powers, element by element. The usual exponents are made of correctly rounded operations, so they
 * are exact where they can be, and take the time of those operations: x² is x·x, x³ is x·x·x, x^½
 * is √x, x⁻¹ is 1/x and x^−½ is 1/√x.
 */
import type { Extension } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { type Kernels, kernels } from '../kernels/index.js'
import { broadcastSize } from '../shapes.js'
import { applyBinary, besideBigint, operand } from './elementwise.js'

type Usual = (x: Float64Array, kernels: Kernels) => Float64Array

/** What the loop of dotPow does at these exponents, with the kernels' speed. */
const usual: ReadonlyMap<number, Usual> = new Map<number, Usual>([
  [2, (x, { unary }) => unary('square', x)],
  [3, (x, { unary }) => unary('cube', x)],
  [0.5, (x, compute) => compute.unary('sqrt', withoutMinusZero(x, compute))],
  [-1, (x, compute) => reciprocal(x, compute)],
  [-0.5, (x, c) => reciprocal(c.unary('sqrt', withoutMinusZero(x, c)), c)],
])

function reciprocal(x: Float64Array, { binary }: Kernels): Float64Array {
  const size = [x.length]
  return binary('dotDivide', operand(1), { data: x, size }, size)
}

/** A power of −0 to a fraction is that of 0. */
function withoutMinusZero(x: Float64Array, { binary }: Kernels): Float64Array {
  const size = [x.length]
  return binary('add', operand(0), { data: x, size }, size)
}

/**
 * mathjs's power of a negative number to a fraction is complex: such pairs keep mathjs's answer.
 */
export const dotPow: Extension = {
  name: 'dotPow',
  outside: 'complex numbers for a negative base to a fraction',
  signatures: (given) => {
    const power = (x: FlatMatrix | number, y: FlatMatrix | number, mathjs: Mathjs) => {
      if (!mayBeComplex(x, y)) return applyBinary('dotPow', x, y, given.create)
      broadcastSize(operand(x).size, operand(y).size, 'math.dotPow') // mathjs would not explain it
      return mathjs(x, y)
    }
    return {
      ...besideBigint(given),
      'FlatMatrix,FlatMatrix': (x: FlatMatrix, y: FlatMatrix) =>
        power(x, y, given.mathjs('DenseMatrix,DenseMatrix')),
      'FlatMatrix,number': (x: FlatMatrix, y: number) => {
        const compute = usual.get(y)
        if (compute === undefined || mayBeComplex(x, y)) {
          return power(x, y, given.mathjs('DenseMatrix,any'))
        }
        return x.createFlat(compute(x._flat, kernels()), x._size)
      },
      'number,FlatMatrix': (x: number, y: FlatMatrix) =>
        power(x, y, given.mathjs('any,DenseMatrix')),
    }
  },
}

type Mathjs = (...args: unknown[]) => unknown

function mayBeComplex(x: FlatMatrix | number, y: FlatMatrix | number): boolean {
  return some(y, (exponent) => !isWhole(exponent)) && some(x, (base) => base < 0)
}

const isWhole = (x: number): boolean => Number.isInteger(x) || Number.isNaN(x)

function some(x: FlatMatrix | number, test: (value: number) => boolean): boolean {
  return typeof x === 'number' ? test(x) : x._flat.some(test)
}
