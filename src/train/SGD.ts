/**
 * # SGD
 *
 * The gradient points where the loss rises fastest, so a small step the other way lowers it:
 *
 * $$ W \leftarrow W - \eta \frac{\partial L}{\partial W} $$
 *
 * $\eta$ is the learning rate: the step is $-\eta\, \partial L/\partial W$, not $\eta$ itself (slip
 * E50). Too small, and learning takes for ever; too large, and it overshoots.
 *
 * The formula is plain gradient descent. *Stochastic* is the gradient: it is taken on a mini-batch
 * drawn at random, and is right only on average (slip E57).
 *
 * Source: notes, SGD.
 */
import { addScaled, settle } from '../math/fused/updates.js'
import { checkOptions } from '../math/options.js'
import { rewrite, storageOf } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { checkLearningRate, checkUpdate, type Optimizer } from './Optimizer.js'

/** Options of `SGD`. */
export interface SGDOptions {
  /** Learning rate η; 0.01 when left out. */
  lr?: number
}

/** Stochastic gradient descent. @throws DomainError when lr is not above 0. */
export class SGD implements Optimizer {
  /** Learning rate η; LearningRateDecay changes it. */
  lr: number

  constructor(options: SGDOptions = {}) {
    checkOptions(options, { lr: 'number' }, 'SGD')
    const { lr = 0.01 } = options
    checkLearningRate(lr, 'SGD')
    this.lr = lr
  }

  /**
   * Changes `params` in place; allocates only in the first update.
   *
   * @throws ShapeError when a gradient is missing or has another shape; nothing is changed then.
   */
  update(params: Readonly<Record<string, Matrix>>, grads: Readonly<Record<string, Matrix>>): void {
    checkUpdate(this, params, grads, 'SGD.update')
    for (const [name, W] of Object.entries(params)) {
      settle(W)
      rewrite(W, (w) => addScaled(w, storageOf(grads[name]), -this.lr))
    }
  }
}
