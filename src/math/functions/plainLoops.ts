/**
 * Functions that mathjs leaves to scalars and that no network computes by the million: on matrices
 * a plain loop over mathjs's own function of a number. As everywhere, a real matrix stays real:
 * outside the domain stands NaN.
 */
import type { Extension } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { onEveryElement } from './elementwise.js'

export const namesOfPlainLoops = [
  ...(['tan', 'sec', 'csc', 'cot', 'asin', 'acos', 'atan', 'asec', 'acsc', 'acot'] as const),
  ...(['sinh', 'cosh', 'sech', 'csch', 'coth'] as const),
  ...(['asinh', 'acosh', 'atanh', 'asech', 'acsch', 'acoth'] as const),
  ...(['cbrt', 'cube', 'expm1', 'gamma', 'lgamma'] as const),
] as const

export type PlainLoopName = (typeof namesOfPlainLoops)[number]

export const plainLoops: readonly Extension[] = namesOfPlainLoops.map((name) => ({
  name,
  signatures: (given) => ({
    ...onEveryElement(given),
    FlatMatrix: (x: FlatMatrix) => {
      const ofNumber = given.mathjs('number')
      const values = x._flat.map((value) => real(ofNumber(value)))
      return x.createFlat(values, x._size)
    },
  }),
}))

function real(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}
