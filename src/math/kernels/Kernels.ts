/**
 * What a backend computes: plain functions on row-major Float64Arrays.
 *
 * Callers (src/math) have checked shapes and axes; a backend trusts them. Results are new arrays,
 * of which long ones may share a buffer, unless a function's comment says otherwise. `loops` is the
 * reference; `wasm` gives the same bits; `blas` has products and sums of its own, equal within
 * rounding.
 */
import type { BinaryName } from './loops/binary.js'
import type { ReductionName } from './loops/reduce.js'
import type { UnaryName } from './loops/unary.js'

/** What computes: plain loops, WebAssembly, or a native BLAS for products and sums. */
export type BackendName = 'loops' | 'wasm' | 'blas'

/** Lengths of the axes, outermost first; [] is a scalar. */
export type Size = readonly number[]

/** Which functions there are: the loops tell it, which compute every one of them. */
export type { BinaryName, ReductionName, UnaryName }

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

/**
 * Windows on images: N×C×H×W in memory, and on each image a grid of rows×columns places where a
 * window lies. A window may reach over the edge by as much as the padding.
 */
export interface Windows {
  readonly images: number
  readonly channels: number
  /** Of an image. */
  readonly height: number
  readonly width: number
  /** Of a window. */
  readonly windowHeight: number
  readonly windowWidth: number
  /** From one window to the next. */
  readonly strideDown: number
  readonly strideRight: number
  /** By how much the first windows reach over the upper and the left edge. */
  readonly padTop: number
  readonly padLeft: number
  /** How many windows there are on an image, one below the other and side by side. */
  readonly rows: number
  readonly columns: number
}

/** The largest element of each window, and where it lies in the images; the first of equals. */
export interface Largest {
  readonly values: Float64Array
  readonly places: Int32Array
}

/** What ReLU gives, and a bit for each element, the lowest of a byte first: 1 where it is not 0. */
export interface WithMask {
  readonly values: Float64Array
  readonly mask: Uint8Array
}

/** Of a batch of scores. */
export interface SoftmaxLoss {
  /** Mean cross-entropy. */
  readonly loss: number
  /** Its gradient by the scores, N×K. */
  readonly gradient: Float64Array
}

/** One step of Adam; `rate` and `epsilon` carry the corrections of the bias. */
export interface AdamStep {
  readonly rate: number
  readonly epsilon: number
  /** The shares of what is new in the averages: 1 − β₁ and 1 − β₂. */
  readonly new1: number
  readonly new2: number
}

export interface MatmulOptions {
  /** Read `a` (stored k×m) or `b` (stored n×k) transposed, without a copy. */
  readonly transposeA?: boolean
  readonly transposeB?: boolean
  /** n numbers, added to each row of the product. */
  readonly bias?: Float64Array
  /** m·n numbers, each of which the product replaces: one place in a stack of products. */
  readonly into?: Float64Array
}

export interface Kernels {
  readonly name: BackendName

  unary(name: UnaryName, x: Float64Array): Float64Array

  reluWithMask(x: Float64Array): WithMask
  /** Elements of x where the bit is 1, else 0. */
  masked(x: Float64Array, mask: Uint8Array): Float64Array

  /** Broadcasts like NumPy; `size` is the broadcast size, already computed by the caller. */
  binary(name: BinaryName, x: Operand, y: Operand, size: Size): Float64Array

  /** Elements of x where the condition is neither 0 nor NaN, else of y; all three broadcast. */
  where(condition: Operand, x: Operand, y: Operand, size: Size): Float64Array

  /**
   * outer·n·inner → outer·inner values. In the order of the plain loop over n; where neighbours are
   * folded (inner is 1), eight at a time (loops/reduce.ts).
   */
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

  /**
   * Mean cross-entropy of the softmax of each row of the scores (N×K) against the rows of t, and
   * its gradient (softmax − t)/N. The largest score of a row is subtracted first.
   */
  softmaxLoss(scores: Float64Array, t: Float64Array, N: number, K: number): SoftmaxLoss

  /** Element (i0, i1, …) of the result is element with axes rearranged: axes[d] names x's axis. */
  permute(x: Float64Array, size: Size, axes: readonly number[]): Float64Array

  /**
   * N·rows·columns × C·windowHeight·windowWidth: a row holds the elements of one window, 0 where
   * it reaches over the edge.
   */
  im2col(x: Float64Array, windows: Windows): Float64Array

  /** The transpose of im2col as a linear map: each element is added to where it came from. */
  col2im(columns: Float64Array, windows: Windows): Float64Array

  /**
   * N×C×rows×columns; a NaN is largest. Every window must have an element inside its image.
   */
  maxPool(x: Float64Array, windows: Windows): Float64Array
  maxPoolWithPlaces(x: Float64Array, windows: Windows): Largest

  /** N images of so many elements, 0 but for the sums of what belongs at each of the places. */
  addToPlaces(
    values: Float64Array,
    places: Int32Array,
    images: number,
    length: number,
  ): Float64Array

  /**
   * N×FN×rows×columns: each of the FN filters, W (FN × C·windowHeight·windowWidth), laid on each
   * window, plus b. A sum goes over the window in order; b comes last.
   */
  convolve(x: Float64Array, W: Float64Array, b: Float64Array, windows: Windows): Float64Array

  /** ∂L/∂W and ∂L/∂b, each summed over images and windows in order. */
  convolutionGradients(
    x: Float64Array,
    dout: Float64Array,
    filters: number,
    windows: Windows,
  ): { W: Float64Array; b: Float64Array }

  /** ∂L/∂x: each pixel summed over the windows that it lies in, in order. */
  convolutionInputGradient(
    dout: Float64Array,
    W: Float64Array,
    filters: number,
    windows: Windows,
  ): Float64Array

  /**
   * Arrays of zeros of these lengths, for parameters and what an optimizer remembers of them: the
   * functions below change them quicker than others, where a backend can.
   */
  lasting(lengths: readonly number[]): Float64Array[]

  /**
   * Arrays like those in one memory of their own; undefined where that is impossible, or no gain.
   */
  resident(lengths: readonly number[]): Float64Array[] | undefined

  /**
   * Whether an array is one of those of `lasting`,
   * or so short that it would not be changed any quicker.
   */
  isLasting(x: Float64Array): boolean

  /** In place: y ← y + a·x, the update of gradient descent and of gradient accumulation. */
  addScaled(y: Float64Array, x: Float64Array, a: number): void

  /** In place: v ← kept·v − rate·g, then W ← W + v. */
  momentum(W: Float64Array, g: Float64Array, v: Float64Array, rate: number, kept: number): void

  /** In place: both moving averages, then W ← W − rate·m / (√v + epsilon). */
  adam(W: Float64Array, g: Float64Array, m: Float64Array, v: Float64Array, step: AdamStep): void
}
