/**
 * The types of values, and of our mathjs instance.
 */
import type { MathJsInstance, Matrix as MathjsMatrix } from 'mathjs'
import type { Differentiable } from './signatures.js'

/** mathjs's own matrix; behind ours lies a flat Float64Array (storage.ts). */
export type Matrix = MathjsMatrix

/** What this floor computes with. */
export type Num = number | Matrix

/**
 * The types that the floors above bring along. The floor of derivatives declares its Variable here,
 * so that `math.add(x, y)` can be typed without an import upwards.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface TypesFromAbove {}

export type Variable = TypesFromAbove extends { variable: infer V } ? V : never

export type Value = Num | Variable

type Has<A, T> = [Extract<A, T>] extends [never] ? false : true

/** A Variable if any of A is one, else a Matrix if any is one, else a number. */
export type Lift<A> =
  Has<A, Variable> extends true ? Variable : Has<A, Matrix> extends true ? Matrix : number

/** Our instance: our overloads first, then all of mathjs. */
export type DiffMath = Differentiable & MathJsInstance

/** A matrix of mathjs: ours, sparse, or of another instance. */
export function isMatrix(x: unknown): x is Matrix {
  return typeof x === 'object' && x !== null && 'isMatrix' in x && x.isMatrix === true
}

/** True of a node of the tape (autodiff/Variable.ts), which carries this mark. */
export function isVariable(x: unknown): x is Variable {
  return typeof x === 'object' && x !== null && 'isVariable' in x && x.isVariable === true
}
