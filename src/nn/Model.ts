import type { Matrix } from '../math/types.js'
import type { ForwardOptions } from './Layer.js'
import type { Targets } from './targets.js'

/** How a gradient is made. */
export interface GradientOptions {
  /**
   * The gradient of an earlier call, which nobody needs any more, or {} in the first: its memory
   * may serve the new one, and reading it again is an error. Networks do that for affine layers,
   * without weight decay. Left out, the gradient is its caller's to keep, for ever.
   */
  readonly reuse?: Readonly<Record<string, Matrix>>
}

/** A network that can be trained: what Trainer and the gradient check need of it. */
export interface Model {
  /** The live parameters, by name: W1, b1, … An optimizer changes them in place. */
  readonly params: Readonly<Record<string, Matrix>>
  /** What layers keep besides parameters, by name; replaced, never changed in place. */
  statistics?: Readonly<Record<string, Matrix>>
  /** Scores N×K of a batch. */
  predict(x: Matrix): Matrix
  /** Mean loss of a batch. */
  loss(x: Matrix, t: Targets, options?: ForwardOptions): number
  /** The share of a batch whose largest score is at the right class. */
  accuracy(x: Matrix, t: Targets): number
  /** ∂loss/∂parameter for every parameter, by the same names. */
  gradient(x: Matrix, t: Targets): Record<string, Matrix>
  /** Where NaN or Infinity comes from when the loss is none: the data, a parameter, or a layer. */
  firstNotFinite?(x: Matrix): string | undefined
  /** Both from one forward pass. */
  lossAndGradient(
    x: Matrix,
    t: Targets,
    options?: GradientOptions,
  ): { loss: number; gradient: Record<string, Matrix> }
}
