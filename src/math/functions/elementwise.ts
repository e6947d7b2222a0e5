/**
 * # How functions work element by element
 *
 * A matrix of any shape stays in its shape; two are stretched to fit each other, as in NumPy. A
 * number gives the same bits as an element of a matrix, because both take the same way.
 */
import type { Extension, Given, Implementation, Signatures } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import type { HelpPage } from '../help.js'
import type { BinaryName, Operand, UnaryName } from '../kernels/index.js'
import { kernels } from '../kernels/index.js'
import { broadcastSize } from '../shapes.js'

export type OfNumber = (x: number) => number

export function applyUnary(name: UnaryName, x: FlatMatrix): FlatMatrix {
  return x.createFlat(kernels().unary(name, x._flat), x._size)
}

/** The kernel's function of a number. */
export const ofNumber =
  (name: UnaryName): OfNumber =>
  (x) =>
    kernels().unary(name, Float64Array.of(x))[0]

const SCALAR: readonly number[] = []

export function applyBinary(
  name: BinaryName,
  x: FlatMatrix | number,
  y: FlatMatrix | number,
  create: FlatMatrix['createFlat'],
  boolean = false,
): FlatMatrix {
  const a = operand(x)
  const b = operand(y)
  const size = broadcastSize(a.size, b.size, `math.${name}`)
  return create(kernels().binary(name, a, b, size), size, boolean)
}

export function operand(x: FlatMatrix | number): Operand {
  return typeof x === 'number'
    ? { data: Float64Array.of(x), size: SCALAR }
    : { data: x._flat, size: x._size }
}

/** The three ways in which a flat matrix and a number meet. */
export function pairs(implementation: Implementation): Signatures {
  return {
    'FlatMatrix,FlatMatrix': implementation,
    'FlatMatrix,number': implementation,
    'number,FlatMatrix': implementation,
  }
}

export function flatPairs(name: BinaryName, { create }: Given): Signatures {
  return pairs((x: FlatMatrix | number, y: FlatMatrix | number) => applyBinary(name, x, y, create))
}

/**
 * As in mathjs, a bigint becomes a number beside numbers, and Booleans become bigints beside it.
 * Those, and bigints beyond the safe integers, which it refuses, are left to mathjs.
 */
export function besideBigint({ self, mathjs }: Given) {
  const asNumber = (x: FlatMatrix, k: bigint) => !x._boolean && Number.isSafeInteger(Number(k))
  return {
    'FlatMatrix,bigint': (x: FlatMatrix, k: bigint) =>
      asNumber(x, k) ? self(x, Number(k)) : mathjs('DenseMatrix,any')(x, k),
    'bigint,FlatMatrix': (k: bigint, x: FlatMatrix) =>
      asNumber(x, k) ? self(Number(k), x) : mathjs('any,DenseMatrix')(k, x),
  }
}

/** Any matrix of mathjs. */
export interface Mappable {
  map(f: (value: unknown) => unknown, skipZeros: boolean, ofOneArgument: boolean): unknown
}

/** What functions of scalars need to take any matrix (a complex one, say) too. */
export function onEveryElement({ self }: Given): Signatures {
  return { Matrix: (x: Mappable) => x.map((value) => self(value), false, true) }
}

/** A function that mathjs lacks: its kernel, or one for numbers in a plain loop. */
export function ourFunction(
  name: string,
  computed: UnaryName | OfNumber,
  description: string,
  rest: Partial<Extension & HelpPage> = {},
): Extension {
  const { examples = [`${name}(0.5)`, `${name}([-1, 0, 2])`], ...others } = rest
  const number = typeof computed === 'string' ? ofNumber(computed) : computed
  return {
    name,
    help: { description, syntax: [`${name}(x)`], examples },
    signatures: (given) => ({
      number,
      ...onEveryElement(given),
      FlatMatrix:
        typeof computed === 'string'
          ? (x: FlatMatrix) => applyUnary(computed, x)
          : (x: FlatMatrix) => x.createFlat(mapped(x._flat, computed), x._size),
    }),
    ...others,
  }
}

/** The same of two, whose kernel stretches one to the other's shape. */
export function ourFunctionOfTwo(
  name: BinaryName,
  ofNumbers: (x: number, y: number) => number,
  description: string,
): Extension {
  return {
    name,
    help: {
      description,
      syntax: [`${name}(x, y)`],
      examples: [`${name}([1, 2, 3], 2)`, `${name}([1; 3], [2, 4])`],
    },
    signatures: (given) => ({ 'number,number': ofNumbers, ...flatPairs(name, given) }),
  }
}

/** A plain loop. */
export function mapped(x: Float64Array, f: OfNumber): Float64Array {
  const y = new Float64Array(x.length)
  for (let i = 0; i < x.length; i++) y[i] = f(x[i])
  return y
}
