import type { Matrix } from '../math/types.js'
import type { Targets } from './targets.js'

/** Parameters or their gradients, by name: W1, b1, … */
export type Named = Record<string, Matrix>

/** A network that can be trained: what Trainer and the gradient check need of it. */
export interface Model {
  /** The live parameters: an optimizer changes these in place. */
  readonly params: Readonly<Named>
  /** Scores N×K of a batch. */
  predict(x: Matrix): Matrix
  /** Mean loss of a batch. */
  loss(x: Matrix, t: Targets): number
  /** The share of a batch whose largest score is at the right class. */
  accuracy(x: Matrix, t: Targets): number
  /** ∂loss/∂parameter for every parameter. */
  gradient(x: Matrix, t: Targets): Named
  /** Both from one forward pass. */
  lossAndGradient(x: Matrix, t: Targets): { loss: number; gradient: Named }
}
