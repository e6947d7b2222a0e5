/**
 * # AdaGrad
 *
 * One learning rate for all parameters is a compromise: along a steep axis it is too large, along a
 * flat one too small. AdaGrad (adaptive gradient) gives each parameter its own. It sums the squares
 * of all its gradients so far, and divides by the root:
 *
 * $$ h \leftarrow h + \frac{\partial L}{\partial W} \odot \frac{\partial L}{\partial W}, \qquad
 *    W \leftarrow W - \frac{\eta}{\sqrt h + \varepsilon} \odot \frac{\partial L}{\partial W} $$
 *
 * The small $\varepsilon = 10^{-7}$ keeps $0/0$ away where no gradient came yet (the printed
 * formula leaves it out: slip E31). In the first step $\sqrt h = |g|$, so every parameter moves by
 * $\eta$, whatever its slope. Since $h$ only grows, the steps become ever shorter: a learning-rate
 * decay (学习率衰减) that is built in. Under a constant gradient the $k$-th is $\eta/\sqrt k$: it tends
 * to zero without reaching it (slip E59).
 *
 * Source: notes, AdaGrad.
 */
import { checkOptions } from '../math/options.js'
import { checkEpsilon, checkLearningRate } from './Optimizer.js'
import { StatefulOptimizer } from './StatefulOptimizer.js'

/** Options of `AdaGrad`. */
export interface AdaGradOptions {
  /** Learning rate η; 0.01 when left out. */
  lr?: number
  /** ε, beside the root in the denominator; 1e-7 when left out. */
  epsilon?: number
}

/** A learning rate for each parameter. @throws DomainError unless lr and epsilon are above 0. */
export class AdaGrad extends StatefulOptimizer<'h'> {
  readonly rule = 'AdaGrad'
  /** Learning rate η; LearningRateDecay changes it. */
  lr: number
  /** ε, beside the root in the denominator. */
  readonly epsilon: number
  protected readonly letters = ['h'] as const

  constructor(options: AdaGradOptions = {}) {
    super()
    checkOptions(options, { lr: 'number', epsilon: 'number' }, 'AdaGrad')
    const { lr = 0.01, epsilon = 1e-7 } = options
    checkLearningRate(lr, 'AdaGrad')
    checkEpsilon(epsilon, 'AdaGrad')
    this.lr = lr
    this.epsilon = epsilon
  }

  protected move(W: Float64Array, g: Float64Array, { h }: { h: Float64Array }): void {
    const { lr, epsilon } = this
    for (let i = 0; i < W.length; i++) {
      h[i] += g[i] * g[i]
      W[i] -= (lr * g[i]) / (Math.sqrt(h[i]) + epsilon)
    }
  }
}
