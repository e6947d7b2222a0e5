/** The ways in which functions of matrices are called, as types. */
import type { Axes } from './axes.js'
import type { Lift, LiftShaped, Matrix, Num, Value, Variable } from './types.js'
import type { WindowOptions } from './windows.js'

export type Shaped = Matrix | Variable

/** Whether a reduction keeps the axes that it reduces. */
export interface KeepDims {
  /** Leave the reduced axes in the result, with length 1, so that it broadcasts against x. */
  readonly keepDims?: boolean
}

/**
 * All elements to a number, or along axes, counted from 0, to a matrix without them. Several axes
 * may be all there are, and leave a number.
 */
export interface Reduction {
  (x: Variable, axes?: Axes | KeepDims, options?: KeepDims): Variable
  (x: Matrix): number
  (x: Matrix, options: Kept): Matrix
  (x: Matrix, axis: number, options?: KeepDims): Matrix
  (x: Matrix, axes: Axes, options: Kept): Matrix
  (x: Matrix, axes: readonly number[], options?: KeepDims): Num
  (x: Matrix | Variable, axes: Axes, options?: KeepDims): Matrix | Variable
  (x: Variable, axes?: Axes | KeepDims, options?: KeepDims): Variable
}

/** The sum of squares is divided by n − 1 ('unbiased', the default), n or n + 1 ('biased'). */
export type Normalization = 'unbiased' | 'uncorrected' | 'biased'

export type Kept = { readonly keepDims: true }

export interface Spread {
  (x: Variable, ...rest: readonly (Axes | Normalization | KeepDims)[]): Variable
  (x: Matrix, normalization?: Normalization): number
  (x: Matrix, ...rest: [Kept] | [Normalization, Kept]): Matrix
  (x: Matrix, axis: number, ...rest: [KeepDims?] | [Normalization, KeepDims?]): Matrix
  (x: Matrix, axes: Axes, ...rest: [Kept] | [Normalization, Kept]): Matrix
  (x: Matrix, axes: readonly number[], normalization?: Normalization): Num
}

/** Without axes as in mathjs; along axes the norm of the vector of the elements there. */
export interface Norm {
  (x: Variable, p?: number | string, axes?: Axes, options?: KeepDims): Variable
  (x: Matrix, p?: number | string): number
  (x: Matrix, p: number | string, axis: number, options?: KeepDims): Matrix
  (x: Matrix, p: number | string, axes: Axes, options: Kept): Matrix
  (x: Matrix, p: number | string, axes: readonly number[], options?: KeepDims): Num
}

export interface WithParameter {
  <A extends Shaped>(x: A, parameter?: number): LiftShaped<A>
  <A extends Value>(x: A, parameter?: number): Lift<A>
}

/** Of all elements together, or of a square matrix. */
export interface ToNumber {
  (x: Matrix): number
  (x: Variable): Variable
}

/** Of as many numbers as are given, or of all elements of one matrix. */
export interface OfNumbers {
  (x: Matrix): number
  <A extends readonly (number | Variable)[]>(...numbers: A): Lift<A[number]>
}

/** mathjs's matrix functions of one matrix, of two, and of three. */
export type OfMatrix = <A extends Shaped>(x: A) => LiftShaped<A>
export type OfMatrices = <A extends Shaped, B extends Shaped>(x: A, y: B) => LiftShaped<A | B>
export type OfThree = <A extends Shaped, B extends Shaped, C extends Shaped>(
  a: A,
  b: B,
  c: C,
) => LiftShaped<A | B | C>

export interface Dot {
  (x: Matrix, y: Matrix): number
  (x: Shaped, y: Shaped): Variable | number
}

/** Of images N×C×H×W. */
export type OnWindows = <A extends Shaped>(
  x: A,
  height: number,
  width: number,
  options?: WindowOptions,
) => LiftShaped<A>
