/**
 * The types of values, and of our mathjs instance.
 */
import type { BigNumber, Fraction, MathJsInstance, Matrix as MathjsMatrix } from 'mathjs'
import type { Differentiable } from './signatures.js'
import type { WithoutDerivative } from './withoutDerivative.js'

/** mathjs's own matrix; behind ours lies a flat Float64Array (storage.ts). */
export type Matrix = MathjsMatrix

/** What this floor computes with. */
export type Num = number | Matrix

/**
 * The types that the floors above bring along. The floor of derivatives declares its Variable
 * here, so that `math.add(x, y)` can be typed without an import upwards.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface TypesFromAbove {}

export type Variable = TypesFromAbove['variable']

/** What the functions of `math` take: a number, a matrix, or a Variable. */
export type Value = Num | Variable

type Has<A, T> = [Extract<A, T>] extends [never] ? false : true

/** A Variable if any of A is one, else a Matrix if any is one, else a number. */
export type Lift<A> =
  Has<A, Variable> extends true ? Variable : Has<A, Matrix> extends true ? Matrix : number

/** A Variable if any of A is one, else a Matrix: where a number alone cannot come out. */
export type LiftShaped<A> = Has<A, Variable> extends true ? Variable : Matrix

/** Our instance: our overloads first, then all of mathjs. */
export type DiffMath = Differentiable & WithoutDerivative & MathJsInstance

/** A matrix of mathjs: ours, sparse, or of another instance. */
export function isMatrix(x: unknown): x is Matrix {
  return typeof x === 'object' && x !== null && (x as Marked).isMatrix === true
}

/** What mathjs makes of each number where its setting `number` is 'BigNumber'. */
export function isBigNumber(x: unknown): x is BigNumber {
  return typeof x === 'object' && x !== null && (x as Marked).isBigNumber === true
}

/** And where it is 'Fraction'. */
export function isFraction(x: unknown): x is Fraction {
  return typeof x === 'object' && x !== null && (x as Marked).isFraction === true
}

/** An array or a typed array; a DataView has no elements. */
export function isList(x: unknown): x is ArrayLike<unknown> {
  return Array.isArray(x) || (ArrayBuffer.isView(x) && 'length' in x)
}

/** An object of any kind, asked for a mark; `in` would be slow where many kinds come by. */
interface Marked {
  readonly isBigNumber?: unknown
  readonly isFraction?: unknown
  readonly isMatrix?: unknown
  readonly isVariable?: unknown
}

/** The number or matrix of a Variable; anything else as it is. */
export function valueIn(x: Variable | Num): Num
export function valueIn(x: unknown): unknown
export function valueIn(x: unknown): unknown {
  return isVariable(x) ? x.value : x
}

/** True of a node of the tape (autodiff/Variable.ts), which carries this mark. */
export function isVariable(x: unknown): x is Variable {
  return typeof x === 'object' && x !== null && (x as Marked).isVariable === true
}
