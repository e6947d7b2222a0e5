/**
 * The functions that we add to mathjs, or that give our kinds of values back, as types.
 *
 * They stand before mathjs's own overloads, which take almost anything. Unary and Binary are
 * declared here, and not with the other kinds, for who adds to Differentiable sees the names
 * of this file only.
 */
import type { Index } from 'mathjs'
import type { Axes } from './axes.js'
import type {
  Dot,
  Norm,
  OfMatrices,
  OfMatrix,
  OfNumbers,
  OfThree,
  OnWindows,
  Reduction,
  Shaped,
  Spread,
  ToNumber,
  WithParameter,
} from './callSignatures.js'
import type { RealFunctionName } from './functions/realFunctions.js'
import type { Lift, LiftShaped, Matrix, Value, Variable } from './types.js'
import type { WindowOptions } from './windows.js'

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

interface Product extends Binary {
  /** Of the transposes of x or of y, without making them; both are matrices, or stacks of them. */
  <A extends Shaped, B extends Shaped>(
    x: A,
    y: B,
    options: { readonly transposeA?: boolean; readonly transposeB?: boolean },
  ): LiftShaped<A | B>
}

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
  /** x + y, with broadcasting. */
  add: Binary
  /** x − y, with broadcasting. */
  subtract: Binary
  /** The product element by element, with broadcasting. */
  dotMultiply: Binary
  /** The quotient element by element, with broadcasting. */
  dotDivide: Binary
  /** x to the power y element by element, with broadcasting. */
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
  /** x by a number y, element by element; by a square matrix y, x times its inverse. */
  divide: Binary
  /** The angle of the point (y, x), from −π to π: the first argument is y, the second x. */
  atan2: Binary
  /** √(x² + y² + …) of numbers, or of the elements of one matrix, without overflow. */
  hypot: OfNumbers
  /** The determinant of a square matrix. */
  det: ToNumber
  /** The sum of the diagonal of a square matrix. */
  trace: ToNumber
  /** The inverse of a square matrix. */
  inv: OfMatrix
  /** The square matrix whose square x is. */
  sqrtm: OfMatrix
  /** The exponential of a square matrix: I + x + x²/2 + … */
  expm: OfMatrix
  /** The cross product of two vectors of 3. */
  cross: OfMatrices
  /** The Kronecker product: every element of x times all of y. */
  kron: OfMatrices
  /** A y = b: the solution is a column, also of a vector b. */
  lusolve: OfMatrices
  /** Solves x Y = y for a lower triangular x, by forward substitution. */
  lsolve: OfMatrices
  /** Solves x Y = y for an upper triangular x, by back substitution. */
  usolve: OfMatrices
  /** A Y + Y B = C. */
  sylvester: OfThree
  /** Of all elements: the middle one in order, or the mean of the two there. */
  median: ToNumber
  /** The larger of two, element by element, with broadcasting. */
  maximum: Binary
  /** The smaller of two, element by element, with broadcasting. */
  minimum: Binary

  /** −x. */
  unaryMinus: Unary
  /** |x|; the gradient is 0 at 0. */
  abs: Unary
  /** −1, 0 or 1; the gradient is 0 everywhere. */
  sign: Unary

  /** 1 / (1 + exp(−x)). */
  sigmoid: Unary
  /** The logarithm of sigmoid, without overflow. */
  logSigmoid: Unary
  /** log(1 + exp(x)), without overflow. */
  softplus: Unary
  /** x above 0, else 0; the gradient is 0 at 0. */
  relu: Unary
  /** relu(x + y), with broadcasting, in one pass. */
  addRelu: Binary
  /** 1 above 0, else 0. */
  step: Unary
  /** x Φ(x), with Φ the normal distribution function. */
  gelu: Unary
  /** The approximation of gelu by tanh. */
  geluTanh: Unary
  /** x sigmoid(x), also called swish. */
  silu: Unary
  /** elu scaled so that mean 0 and variance 1 stay, layer after layer. */
  selu: Unary
  /** x tanh(softplus(x)). */
  mish: Unary
  /** x / (1 + |x|). */
  softsign: Unary
  /** x where it is above 0, else slope times x; the slope is 0.01 if none is given. */
  leakyRelu: WithParameter
  /** x where it is above 0, else alpha (exp(x) − 1); alpha is 1 if none is given. */
  elu: WithParameter

  /** 1 − erf(x), exact also where erf is almost 1. */
  erfc: Unary
  /** The derivative of the logarithm of the gamma function. */
  digamma: Unary
  /** The derivative of digamma of that order. */
  polygamma<A extends Value>(order: number, x: A): Lift<A>

  /** The sum. */
  sum: Reduction
  /** The arithmetic mean. */
  mean: Reduction
  /** The largest; the gradient goes to the first of equals. */
  max: Reduction
  /** The smallest; the gradient goes to the first of equals. */
  min: Reduction
  /** The product. */
  prod: Reduction
  /** The mean square distance from the mean, over n − 1 unless asked otherwise. */
  variance: Spread
  /** The root of the variance. */
  std: Spread
  /**
   * The p-norm of a vector; of a matrix p = 2, the default, is the greatest singular value, 'fro'
   * the root of the sum of squares.
   */
  norm: Norm
  /** Sums of all elements so far, along axis 0 when none is given. */
  cumsum<A extends Shaped>(x: A, axis?: number): LiftShaped<A>
  /** log Σ exp(x), without overflow. */
  logSumExp: Reduction
  /** exp(x) / Σ exp(x), without overflow; along the last axis when none is given. */
  softmax<A extends Shaped>(x: A, axes?: Axes): LiftShaped<A>
  /** The logarithm of softmax, without overflow; along the last axis when none is given. */
  logSoftmax<A extends Shaped>(x: A, axes?: Axes): LiftShaped<A>

  /** x between low and high. */
  clip<A extends Value, L extends Value, H extends Value>(x: A, low: L, high: H): Lift<A | L | H>
  /** Elements of x where the condition is true (not 0), and of y elsewhere. */
  where<A extends Value, B extends Value>(condition: Value, x: A, y: B): LiftShaped<A | B>

  /** Rows and columns exchanged: of N×M it is M×N. */
  transpose: <A extends Shaped>(x: A) => LiftShaped<A>
  /** One length may be −1: it follows from the others. */
  reshape<A extends Shaped>(x: A, size: readonly number[]): LiftShaped<A>
  /** All elements in a row, as they are stored: row by row. */
  flatten<A extends Shaped>(x: A): LiftShaped<A>
  /** Without an axis of length 1; without a second argument as mathjs does it. */
  squeeze<A extends Shaped>(x: A, axis?: number): LiftShaped<A>
  /** A new axis of length 1: that of the result. */
  expandDims<A extends Shaped>(x: A, axis: number): LiftShaped<A>
  /** Axis d of the result is axis axes[d] of x. */
  permute<A extends Shaped>(x: A, axes: readonly number[]): LiftShaped<A>
  /** Backwards along an axis, or along all. */
  flip<A extends Shaped>(x: A, axis?: number): LiftShaped<A>
  /** Repeated along axes that are missing or have length 1. */
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
