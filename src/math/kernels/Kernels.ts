/**
 * What a backend computes: plain functions on row-major Float64Arrays.
 *
 * Callers (src/math) have checked shapes and axes; a backend trusts them. Results are new arrays
 * unless a function's comment says otherwise. `loops` is the reference; `wasm` gives the same bits;
 * `blas` has products of its own, equal within rounding.
 */
export type BackendName = 'loops' | 'wasm' | 'blas'

/** Lengths of the axes, outermost first; [] is a scalar. */
export type Size = readonly number[]

export type UnaryName =
  | 'abs'
  | 'cos'
  | 'exp'
  | 'log'
  | 'relu'
  | 'sigmoid'
  | 'sign'
  | 'sin'
  | 'sqrt'
  | 'square'
  | 'step'
  | 'tanh'
  | 'unaryMinus'

export type BinaryName =
  | 'add'
  | 'dotDivide'
  | 'dotMultiply'
  | 'dotPow'
  | 'maximum'
  | 'minimum'
  | 'subtract'
  | 'equal'
  | 'unequal'
  | 'larger'
  | 'largerEq'
  | 'smaller'
  | 'smallerEq'

/** `mean` is sum divided by the count; it needs no kernel. */
export type ReductionName = 'sum' | 'max' | 'min' | 'prod'

/** A reduced axis seen as outer × n × inner. */
export interface AxisView {
  readonly outer: number
  readonly n: number
  readonly inner: number
}

export interface Operand {
  readonly data: Float64Array
  readonly size: Size
}

export interface MatmulOptions {
  /** Read `a` (stored k×m) or `b` (stored n×k) transposed, without a copy. */
  readonly transposeA?: boolean
  readonly transposeB?: boolean
}

export interface Kernels {
  readonly name: BackendName

  unary(name: UnaryName, x: Float64Array): Float64Array

  /** Broadcasts like NumPy; `size` is the broadcast size, already computed by the caller. */
  binary(name: BinaryName, x: Operand, y: Operand, size: Size): Float64Array

  /** outer·n·inner → outer·inner values. Sums in the order of the plain loop over n. */
  reduce(name: ReductionName, x: Float64Array, view: AxisView): Float64Array

  /** Index of the first largest element along the axis; NaN counts as largest. */
  argMax(x: Float64Array, view: AxisView): Float64Array

  /** C (m×n) = A (m×k) · B (k×n), each element summed over k in order. */
  matmul(
    a: Float64Array,
    b: Float64Array,
    m: number,
    k: number,
    n: number,
    options?: MatmulOptions,
  ): Float64Array

  /** Element (i0, i1, …) of the result is element with axes rearranged: axes[d] names x's axis. */
  permute(x: Float64Array, size: Size, axes: readonly number[]): Float64Array

  /** In place: y ← y + a·x, the update of gradient descent and of gradient accumulation. */
  addScaled(y: Float64Array, x: Float64Array, a: number): void
}
