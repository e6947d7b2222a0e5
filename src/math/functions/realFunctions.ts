/**
 * Real functions of one number that mathjs has.
 *
 * Most of them mathjs leaves to scalars; here they take matrices too, and a real matrix stays real:
 * outside the domain stands NaN, as in NumPy. Those that mathjs applies to matrices itself answer
 * as mathjs does, with complex numbers.
 */
import type { Extension, Given, Signatures } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import type { UnaryName } from '../kernels/index.js'
import { lgamma } from '../kernels/special.js'
import { applyUnary, mapped, ofNumber, onEveryElement } from './elementwise.js'

/** What a declaration tells: where elements are NaN; nothing where all real numbers are fine. */
type Outside = string | undefined

const NEGATIVE = 'NaN below 0'
const BEYOND_ONE = 'NaN below −1 and above 1'
const WITHIN_ONE = 'NaN between −1 and 1'

/** mathjs has them for scalars only; numbers and matrices of numbers get a kernel. */
const ofKernels = {
  cos: undefined,
  cube: undefined,
  exp: undefined,
  expm1: undefined,
  log: NEGATIVE,
  sin: undefined,
  sqrt: NEGATIVE,
  square: undefined,
  tanh: undefined,
} as const satisfies Partial<Record<UnaryName, Outside>>

/**
 * mathjs has them for scalars only, and no network computes them by the million: a plain loop over
 * mathjs's own function of a number.
 */
const ofLoops = {
  acos: BEYOND_ONE,
  acosh: 'NaN below 1',
  acot: undefined,
  acoth: WITHIN_ONE,
  acsc: WITHIN_ONE,
  acsch: undefined,
  asec: WITHIN_ONE,
  asech: 'NaN below 0 and above 1',
  asin: BEYOND_ONE,
  asinh: undefined,
  atan: undefined,
  atanh: BEYOND_ONE,
  cbrt: undefined,
  cosh: undefined,
  cot: undefined,
  coth: undefined,
  csc: undefined,
  csch: undefined,
  gamma: 'Infinity at the poles 0, −1, −2, …',
  sec: undefined,
  sech: undefined,
  sinh: undefined,
  tan: undefined,
  zeta: 'NaN at the pole 1',
} as const satisfies Record<string, Outside>

/** The same, but mathjs's own has eleven digits: the loop is over ours. */
const ofOurLoops = { lgamma: 'NaN below 0' } as const satisfies Record<string, Outside>

/** mathjs applies them to matrices itself. */
const onMatricesInMathjs = {
  erf: undefined,
  log10: 'complex numbers below 0',
  log1p: 'complex numbers below −1',
  log2: 'complex numbers below 0',
} as const satisfies Record<string, Outside>

/** The names of an object's keys, which are all that it has. */
const keys = <Name extends string>(table: Readonly<Record<Name, Outside>>) =>
  Object.keys(table) as Name[]

export const scalarsInMathjs = [...keys(ofKernels), ...keys(ofLoops), ...keys(ofOurLoops)]

export type RealFunctionName =
  | keyof typeof ofKernels
  | keyof typeof ofLoops
  | keyof typeof ofOurLoops
  | keyof typeof onMatricesInMathjs

/**
 * The kernel's answer to a number, or mathjs's, which may be complex, where the kernel has none.
 */
function withKernel(name: UnaryName, given: Given) {
  const compute = ofNumber(name)
  return (x: number): unknown => {
    const y = compute(x)
    return Number.isNaN(y) ? given.mathjs('number')(x) : y
  }
}

const withLoop =
  (given: Given) =>
  (x: FlatMatrix): FlatMatrix => {
    const compute = given.mathjs('number')
    return x.createFlat(
      mapped(x._flat, (value) => real(compute(value))),
      x._size,
    )
  }

function real(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}

/** `compute` while its values are numbers, or NaN of NaN, else mathjs's own way. */
const whileReal =
  (compute: (x: FlatMatrix) => FlatMatrix, given: Given) =>
  (x: FlatMatrix): unknown => {
    const y = compute(x)
    const isOutside = y._flat.some((value, i) => Number.isNaN(value) && !Number.isNaN(x._flat[i]))
    return isOutside ? given.mathjs('Matrix')(x) : y
  }

/** $\log_b x = \ln x / \ln b$ with matrices or arrays: mathjs divides numbers alone. */
function withBase({ self, use }: Given, ln: Given['self']): Signatures {
  const divide = use('dotDivide') as Given['self']
  const inBase = (x: unknown, base: unknown) =>
    divide(self(x), Number.isNaN(base) ? base : ln(base)) // mathjs's ln of NaN is complex
  return { 'Matrix,any': inBase, 'Array,any': inBase, 'any,Matrix': inBase, 'any,Array': inBase }
}

export const realFunctions: readonly Extension[] = [
  ...keys(ofKernels).map((name) => ({
    name,
    outside: ofKernels[name],
    uses: name === 'log' ? ['dotDivide'] : [],
    signatures: (given: Given) => ({
      ...(name === 'log' && withBase(given, given.self)),
      ...onEveryElement(given),
      number: withKernel(name, given),
      FlatMatrix: (x: FlatMatrix) => applyUnary(name, x),
    }),
  })),
  ...keys(ofLoops).map((name) => ({
    name,
    outside: ofLoops[name],
    signatures: (given: Given) => ({ ...onEveryElement(given), FlatMatrix: withLoop(given) }),
  })),
  ...keys(ofOurLoops).map((name) => ({
    name,
    outside: ofOurLoops[name],
    signatures: (given: Given) => ({
      ...onEveryElement(given),
      number: lgamma,
      FlatMatrix: (x: FlatMatrix) => x.createFlat(mapped(x._flat, lgamma), x._size),
    }),
  })),
  ...keys(onMatricesInMathjs).map((name) => ({
    name,
    outside: onMatricesInMathjs[name],
    uses: name === 'log1p' ? ['dotDivide', 'log'] : [],
    signatures: (given: Given): Signatures =>
      name === 'log1p'
        ? {
            ...withBase(given, given.use('log') as Given['self']),
            number: withKernel(name, given),
            FlatMatrix: whileReal((x) => applyUnary(name, x), given),
          }
        : { FlatMatrix: whileReal(withLoop(given), given) },
  })),
]
