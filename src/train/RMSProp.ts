/**
 * # RMSProp
 *
 * AdaGrad never forgets: its $h$ grows for ever, and in the end nothing moves. RMSProp (root mean
 * square propagation) lets the past fade, with an exponential moving average (指数移动平均, which the
 * notes misspell: slip E32) in place of the sum:
 *
 * $$ h \leftarrow \rho h + (1 - \rho)\, g \odot g, \qquad
 *    W \leftarrow W - \frac{\eta}{\sqrt h + \varepsilon} \odot g,
 *    \qquad g = \frac{\partial L}{\partial W} $$
 *
 * Written out, a square that is $k$ steps old counts with the weight $(1 - \rho)\,\rho^k$; the
 * weights sum to 1, so $h$ is an average over about the last $1/(1 - \rho)$ steps, a hundred with
 * $\rho = 0.99$. It starts from zero and is too small at first, by the factor $1 - \rho^t$ after
 * $t$ steps: the first step is $1/\sqrt{1 - \rho}$ times $\eta$, ten times. Adam mends that.
 *
 * The notes describe RMSProp without code (slip E34).
 *
 * Source: notes, RMSProp方法; T. Tieleman and G. Hinton (2012); the book's code.
 */
import { checkOptions } from '../math/options.js'
import { checkEpsilon, checkKept, checkLearningRate } from './Optimizer.js'
import { StatefulOptimizer } from './StatefulOptimizer.js'

/** Options of `RMSProp`. */
export interface RMSPropOptions {
  /** Learning rate η; 0.01 when left out. */
  lr?: number
  /** ρ, the share of the average that one step keeps; 0.99 when left out. */
  decay?: number
  /** ε, beside the root in the denominator; 1e-7 when left out. */
  epsilon?: number
}

/**
 * A learning rate for each parameter, as AdaGrad has, but from a moving average of the squared
 * gradients, which forgets old ones.
 *
 * @throws DomainError unless lr and epsilon are above 0, and 0 ≤ decay < 1.
 */
export class RMSProp extends StatefulOptimizer<'h'> {
  readonly rule = 'RMSProp'
  /** Learning rate η; LearningRateDecay changes it. */
  lr: number
  /** ρ, the share of the average that one step keeps. */
  readonly decay: number
  /** ε, beside the root in the denominator. */
  readonly epsilon: number
  protected readonly letters = ['h'] as const

  constructor(options: RMSPropOptions = {}) {
    super()
    checkOptions(options, { lr: 'number', decay: 'number', epsilon: 'number' }, 'RMSProp')
    const { lr = 0.01, decay = 0.99, epsilon = 1e-7 } = options
    checkLearningRate(lr, 'RMSProp')
    checkKept({ decay }, 'RMSProp')
    checkEpsilon(epsilon, 'RMSProp')
    this.lr = lr
    this.decay = decay
    this.epsilon = epsilon
  }

  protected move(W: Float64Array, g: Float64Array, { h }: { h: Float64Array }): void {
    const { lr, decay, epsilon } = this
    for (let i = 0; i < W.length; i++) {
      h[i] = decay * h[i] + (1 - decay) * g[i] * g[i]
      W[i] -= (lr * g[i]) / (Math.sqrt(h[i]) + epsilon)
    }
  }
}
