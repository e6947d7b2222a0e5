/**
 * The functions that we add to mathjs, or that give our kinds of values back, as types.
 *
 * They stand before mathjs's own overloads, which take almost anything.
 */

import type { Index } from 'mathjs'
import type { Axes } from './axes.js'
import type { RealFunctionName } from './functions/realFunctions.js'
import type { Lift, LiftShaped, Matrix, Num, Value, Variable } from './types.js'
import type { WindowOptions } from './windows.js'

type Shaped = Matrix | Variable

/** Of one argument, element by element. */
export interface Unary {
  <A extends Shaped>(x: A): LiftShaped<A>
  <A extends Value>(x: A): Lift<A>
}

/** Of two arguments that broadcast. */
export interface Binary {
  <A extends Shaped, B extends Value>(x: A, y: B): LiftShaped<A | B>
  <A extends Value, B extends Shaped>(x: A, y: B): LiftShaped<A | B>
  <A extends Value, B extends Value>(x: A, y: B): Lift<A | B>
}

export interface KeepDims {
  /** Leave the reduced axes in the result, with length 1, so that it broadcasts against x. */
  readonly keepDims?: boolean
}

/**
 * All elements to a number, or along axes, counted from 0, to a matrix without them. Several axes
 * may be all there are, and leave a number.
 */
interface Reduction {
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
type Normalization = 'unbiased' | 'uncorrected' | 'biased'

type Kept = { readonly keepDims: true }

interface Spread {
  (x: Variable, ...rest: readonly (Axes | Normalization | KeepDims)[]): Variable
  (x: Matrix, normalization?: Normalization): number
  (x: Matrix, ...rest: [Kept] | [Normalization, Kept]): Matrix
  (x: Matrix, axis: number, ...rest: [KeepDims?] | [Normalization, KeepDims?]): Matrix
  (x: Matrix, axes: Axes, ...rest: [Kept] | [Normalization, Kept]): Matrix
  (x: Matrix, axes: readonly number[], normalization?: Normalization): Num
}

/** Without axes as in mathjs; along axes the norm of the vector of the elements there. */
interface Norm {
  (x: Variable, p?: number | string, axes?: Axes, options?: KeepDims): Variable
  (x: Matrix, p?: number | string): number
  (x: Matrix, p: number | string, axis: number, options?: KeepDims): Matrix
  (x: Matrix, p: number | string, axes: Axes, options: Kept): Matrix
  (x: Matrix, p: number | string, axes: readonly number[], options?: KeepDims): Num
}

/** A reduction without a derivative: of a Variable it takes the value. */
interface PlainReduction<Result> {
  (x: Shaped): Result
  (x: Shaped, options: Kept): Matrix
  (x: Shaped, axis: number, options?: KeepDims): Matrix
  (x: Shaped, axes: Axes, options: Kept): Matrix
  (x: Shaped, axes: readonly number[], options?: KeepDims): Result | Matrix
}

interface WithParameter {
  <A extends Shaped>(x: A, parameter?: number): LiftShaped<A>
  <A extends Value>(x: A, parameter?: number): Lift<A>
}

/** No derivative: of a Variable it takes the value. */
type TruthValue = (x: Shaped) => Matrix

/** Comparisons have no derivative: of Variables they compare the values. */
interface Comparison {
  (x: Matrix | Variable, y: Value): Matrix
  (x: Value, y: Matrix | Variable): Matrix
}

interface Product extends Binary {
  /** Of the transposes of x or of y, without making them; both are matrices, or stacks of them. */
  <A extends Shaped, B extends Shaped>(
    x: A,
    y: B,
    options: { readonly transposeA?: boolean; readonly transposeB?: boolean },
  ): LiftShaped<A | B>
}

/** Of all elements together, or of a square matrix. */
interface ToNumber {
  (x: Matrix): number
  (x: Variable): Variable
}

/** mathjs's matrix functions of one matrix, of two, and of three. */
type OfMatrix = <A extends Shaped>(x: A) => LiftShaped<A>
type OfMatrices = <A extends Shaped, B extends Shaped>(x: A, y: B) => LiftShaped<A | B>
type OfThree = <A extends Shaped, B extends Shaped, C extends Shaped>(
  a: A,
  b: B,
  c: C,
) => LiftShaped<A | B | C>

interface Dot {
  (x: Matrix, y: Matrix): number
  (x: Shaped, y: Shaped): Variable | number
}

/** Of images N×C×H×W. */
type OnWindows = <A extends Shaped>(
  x: A,
  height: number,
  width: number,
  options?: WindowOptions,
) => LiftShaped<A>

/**
 * The functions that have a derivative. An operation with a forward of its own declares its type
 * beside itself:
 *
 *     declare module '../math/signatures.js' {
 *       interface Differentiable {
 *         gaussian: Unary
 *       }
 *     }
 */
export interface Differentiable extends Record<RealFunctionName, Unary> {
  add: Binary
  subtract: Binary
  dotMultiply: Binary
  dotDivide: Binary
  dotPow: Binary
  /**
   * The matrix product m×k · k×n; a vector is a row on the left and a column on the right. More
   * axes than two are stacks of matrices, which broadcast.
   */
  multiply: Product
  /** The sum of the products of two vectors. */
  dot: Dot
  /** Every product of an element of a vector x and one of a vector y: a matrix. */
  outer: <A extends Shaped, B extends Shaped>(x: A, y: B) => LiftShaped<A | B>
  divide: Binary
  atan2: Binary
  hypot: Binary
  det: ToNumber
  trace: ToNumber
  inv: OfMatrix
  sqrtm: OfMatrix
  expm: OfMatrix
  cross: OfMatrices
  kron: OfMatrices
  /** A y = b: the solution is a column, also of a vector b. */
  lusolve: OfMatrices
  lsolve: OfMatrices
  usolve: OfMatrices
  /** A Y + Y B = C. */
  sylvester: OfThree
  median: ToNumber
  maximum: Binary
  minimum: Binary

  unaryMinus: Unary
  abs: Unary
  sign: Unary

  sigmoid: Unary
  logSigmoid: Unary
  softplus: Unary
  relu: Unary
  /** 1 above 0, else 0. */
  step: Unary
  gelu: Unary
  /** The approximation of gelu by tanh. */
  geluTanh: Unary
  silu: Unary
  selu: Unary
  mish: Unary
  softsign: Unary
  /** x where it is above 0, else slope times x; the slope is 0.01 if none is given. */
  leakyRelu: WithParameter
  /** x where it is above 0, else alpha (exp(x) − 1); alpha is 1 if none is given. */
  elu: WithParameter

  erfc: Unary
  digamma: Unary
  /** The derivative of digamma of that order. */
  polygamma<A extends Value>(order: number, x: A): Lift<A>

  sum: Reduction
  mean: Reduction
  max: Reduction
  min: Reduction
  prod: Reduction
  variance: Spread
  std: Spread
  norm: Norm
  /** Sums of all elements so far, along axis 0 when none is given. */
  cumsum<A extends Shaped>(x: A, axis?: number): LiftShaped<A>
  logSumExp: Reduction
  /** Along the last axis when none is given. */
  softmax<A extends Shaped>(x: A, axes?: Axes): LiftShaped<A>
  logSoftmax<A extends Shaped>(x: A, axes?: Axes): LiftShaped<A>

  /** x between low and high. */
  clip<A extends Value, L extends Value, H extends Value>(x: A, low: L, high: H): Lift<A | L | H>
  /** Elements of x where the condition is true (not 0), and of y elsewhere. */
  where<A extends Value, B extends Value>(condition: Value, x: A, y: B): LiftShaped<A | B>

  transpose: <A extends Shaped>(x: A) => LiftShaped<A>
  /** One length may be −1: it follows from the others. */
  reshape<A extends Shaped>(x: A, size: readonly number[]): LiftShaped<A>
  flatten<A extends Shaped>(x: A): LiftShaped<A>
  /** Without an axis of length 1; without a second argument as mathjs does it. */
  squeeze<A extends Shaped>(x: A, axis?: number): LiftShaped<A>
  /** A new axis of length 1: that of the result. */
  expandDims<A extends Shaped>(x: A, axis: number): LiftShaped<A>
  /** Axis d of the result is axis axes[d] of x. */
  permute<A extends Shaped>(x: A, axes: readonly number[]): LiftShaped<A>
  /** Backwards along an axis, or along all. */
  flip<A extends Shaped>(x: A, axis?: number): LiftShaped<A>
  broadcastTo<A extends Value>(x: A, size: readonly number[]): A extends number ? Matrix : Lift<A>
  /** Each place along the axis so many times; without an axis all elements in a row. */
  repeat<A extends Shaped>(x: A, times: number, axis?: number): LiftShaped<A>
  /** x side by side, so many times along each axis. */
  tile<A extends Shaped>(x: A, times: number | readonly number[]): LiftShaped<A>
  /** A border of one value; widths for all axes, or [before, after] for each. */
  pad<A extends Shaped>(
    x: A,
    widths: number | readonly (readonly [before: number, after: number])[],
    value?: number,
  ): LiftShaped<A>
  /** One behind the other along an axis, the last unless a last number says which. */
  concat<A extends Shaped>(...parts: readonly [A, ...A[]]): LiftShaped<A>
  concat<A extends Shaped>(...partsAndAxis: readonly [A, ...A[], number]): LiftShaped<A>
  /** One behind the other along a new axis, the first unless a last number says which. */
  stack<A extends Shaped>(...parts: readonly [A, ...A[]]): LiftShaped<A>
  stack<A extends Shaped>(...partsAndAxis: readonly [A, ...A[], number]): LiftShaped<A>
  /** As many parts of equal length, or parts of these lengths, along axis 0 or another. */
  split<A extends Shaped>(
    x: A,
    parts: number | ArrayLike<number> | Matrix,
    axis?: number,
  ): LiftShaped<A>[]
  /**
   * What `x[1, 2]` and `x[1, 2] = part` mean in an expression, by a `math.index`; or by a mask,
   * Booleans of the size of x.
   */
  subset<A extends Shaped>(x: A, mask: Matrix): LiftShaped<A>
  subset<A extends Shaped, B extends Value>(x: A, mask: Matrix, values: B): LiftShaped<A | B>
  subset(x: Variable, index: Index, part?: Value): Variable
  /** Rows, or places along another axis, by a list of their numbers, counted from 0. */
  take<A extends Shaped>(x: A, places: ArrayLike<number> | Matrix, axis?: number): LiftShaped<A>
  /** The opposite of take: row i of x is added to row rows[i] of `length` rows. */
  scatterAdd<A extends Shaped>(
    x: A,
    places: ArrayLike<number> | Matrix,
    length: number,
    axis?: number,
  ): LiftShaped<A>
  /** Along an axis, ascending, NaN last; a vector without an axis as mathjs does it. */
  sort<A extends Shaped>(x: A, axisOrOrder?: number | 'asc' | 'desc'): LiftShaped<A>

  /** A row for each window: N·OH·OW × C·height·width. */
  im2col: OnWindows
  /** The opposite: adds every element to its place in images of that size. */
  col2im<A extends Shaped>(
    columns: A,
    size: readonly number[],
    height: number,
    width: number,
    options?: WindowOptions,
  ): LiftShaped<A>
  /** N×C×OH×OW; what lies beside the image is never the largest. */
  maxPool: OnWindows
  /** N×C×OH×OW; what lies beside the image counts as 0. */
  averagePool: OnWindows
}

/** Of Variables they take the values: there is no derivative. */
export interface WithoutDerivative {
  /** Places of the first largest or smallest elements, counted from 0 along the axes. */
  argMax: PlainReduction<number>
  argMin: PlainReduction<number>
  /** Whether any element, or each, is true (neither 0 nor NaN). */
  any: PlainReduction<boolean>
  all: PlainReduction<boolean>
  /** How many elements there are. */
  count: PlainReduction<number>
  /** Places of the first largest elements, counted from 0 over all of x. */
  argMaxPool(x: Shaped, height: number, width: number, options?: WindowOptions): Matrix
  /** Places along the axis, counted from 0, from the smallest element on. */
  argSort(x: Shaped, axis?: number): Matrix
  /** Each number once, ascending. */
  unique(x: Matrix): Matrix
  /** N class numbers → N×classes. */
  oneHot(labels: ArrayLike<number> | Matrix, classes: number): Matrix

  not: TruthValue
  isNaN: TruthValue
  isFinite: TruthValue
  and: Comparison
  or: Comparison
  xor: Comparison

  equal: Comparison
  unequal: Comparison
  larger: Comparison
  largerEq: Comparison
  smaller: Comparison
  smallerEq: Comparison

  zeros(size: readonly number[]): Matrix
  zeros(rows: number, columns: number): Matrix
  ones(size: readonly number[]): Matrix
  ones(rows: number, columns: number): Matrix
  full(size: readonly number[] | number, value: number): Matrix
  /** start, start + step, …, without stop. */
  arange(stop: number): Matrix
  arange(start: number, stop: number, step?: number): Matrix
  /** From start to stop, both included: 50 points, or as many as are asked for. */
  linspace(start: number, stop: number, points?: number): Matrix
}

/**
 * Every differentiable function as a method of Variables, named by the arguments after the first;
 * the last overload tells them. `step` is a Variable's own.
 */
export type Methods = {
  [Name in Exclude<keyof Differentiable, 'step'>]: Differentiable[Name] extends (
    x: never,
    ...rest: infer Rest
  ) => unknown
    ? (...rest: Rest) => Variable
    : never
}
