/**
 * # Nesterov's accelerated gradient
 *
 * Momentum takes the slope where the ball is, and then moves it by $\alpha v$ anyway.
 * Nesterov looks ahead and takes the slope where the ball will be, so it brakes before a wall
 * and not behind it:
 *
 * $$ v' = \alpha v - \eta\, \nabla L(W + \alpha v), \qquad W' = W + v' $$
 *
 * A network computes its gradient at its parameters, so let these be the place ahead,
 * $\Theta = W + \alpha v$, and $g = \nabla L(\Theta)$. Then
 *
 * $$ \Theta' = W' + \alpha v' = \Theta - \alpha v + (1 + \alpha)\, v'
 *    = \Theta - \alpha v + (1 + \alpha)(\alpha v - \eta g) $$
 *
 * and what is left is a rule that knows $W$ no more:
 *
 * $$ \Theta \leftarrow \Theta + \alpha^2 v - (1 + \alpha)\, \eta g, \qquad
 *    v \leftarrow \alpha v - \eta g $$
 *
 * Source: Y. Nesterov (1983); in this form Y. Bengio and others, arXiv 1212.0901; the book's code.
 */
import { checkOptions } from '../math/options.js'
import type { MomentumOptions } from './Momentum.js'
import { checkKept, checkLearningRate } from './Optimizer.js'
import { StatefulOptimizer } from './StatefulOptimizer.js'

/** Momentum that looks ahead. @throws DomainError unless lr > 0 and 0 ≤ momentum < 1. */
export class Nesterov extends StatefulOptimizer<'v'> {
  readonly rule = 'Nesterov'
  /** Learning rate η; LearningRateDecay changes it. */
  lr: number
  /** α, the share of the velocity that one step keeps. */
  readonly momentum: number
  protected readonly letters = ['v'] as const

  constructor(options: MomentumOptions = {}) {
    super()
    checkOptions(options, { lr: 'number', momentum: 'number' }, 'Nesterov')
    const { lr = 0.01, momentum = 0.9 } = options
    checkLearningRate(lr, 'Nesterov')
    checkKept({ momentum }, 'Nesterov')
    this.lr = lr
    this.momentum = momentum
  }

  protected move(W: Float64Array, g: Float64Array, { v }: { v: Float64Array }): void {
    const { lr, momentum } = this
    for (let i = 0; i < W.length; i++) {
      W[i] += momentum * momentum * v[i] - (1 + momentum) * lr * g[i]
      v[i] = momentum * v[i] - lr * g[i]
    }
  }
}
