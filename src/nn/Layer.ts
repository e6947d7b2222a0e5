import type { Variable } from '../autodiff/Variable.js'
import type { Matrix } from '../math/types.js'

/** What a forward pass is made for. */
export interface ForwardOptions {
  /**
   * False at inference, for layers that then behave differently. Left out, a layer's `forward` is
   * one in training, while `Network.loss(x, t)` is inference.
   */
  readonly training?: boolean
}

/**
 * A layer as the notes have it: `forward` computes and keeps what `backward` will need; `backward`
 * takes ∂L/∂y, stores the gradients of the parameters in `grads` and returns ∂L/∂x.
 *
 * `forward` is written in operations, so it also takes Variables, and autodiff then checks the
 * hand-written `backward`. P is the type of the parameters: Matrix, or Variable for that check.
 */
export interface Layer<P extends Matrix | Variable = Matrix> {
  /**
   * What the layer makes of a batch x; it keeps what `backward` will need, unless `training` is
   * false.
   */
  forward(x: Matrix, options?: ForwardOptions): P
  forward(x: Variable, options?: ForwardOptions): Variable
  /** dout: shaped like forward's result → shaped like forward's x. */
  backward(dout: Matrix): Matrix
  /**
   * The part of `backward` that a first layer needs, since nobody asks for the gradient of the
   * data: only the gradients of its parameters.
   */
  parameterGradients?(dout: Matrix): void
  /** The live parameters, by name: W, b, … Empty for a layer that learns nothing. */
  readonly params: Readonly<Record<string, P>>
  /**
   * Gradients of the last `backward`, by the names of `params`. Those of Trainer's steps last until
   * the next step: copy what is to be kept.
   */
  readonly grads: Readonly<Record<string, Matrix>>
  /** What a layer keeps besides parameters: a running mean, the place in a random sequence. */
  statistics?: Readonly<Record<string, Matrix>>
}
