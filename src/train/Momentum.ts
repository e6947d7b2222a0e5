/**
 * # Momentum
 *
 * In a long narrow valley the gradient points across it rather than along it, and SGD goes to and
 * fro between the walls. A ball that rolls down does better: it has a velocity $v$, which the slope
 * changes and friction slows; $\alpha$ is what friction leaves of it (slip E58).
 *
 * $$ v \leftarrow \alpha v - \eta \frac{\partial L}{\partial W}, \qquad W \leftarrow W + v $$
 *
 * Pushes from alternating sides cancel in $v$, those along the valley add up. Under a constant
 * gradient $g$ the velocity approaches the $v$ that the rule leaves as it is,
 *
 * $$ v = \alpha v - \eta g \quad\Longrightarrow\quad v = -\frac{\eta}{1 - \alpha}\, g $$
 *
 * so $\alpha = 0.9$ makes steps up to ten times as long as SGD's; with $\alpha = 0$ they are SGD's.
 *
 * Source: notes, Momentum法（动量）.
 */
import { momentumStep } from '../math/fused/updates.js'
import { checkOptions } from '../math/options.js'
import { checkKept, checkLearningRate } from './Optimizer.js'
import { StatefulOptimizer } from './StatefulOptimizer.js'

/** Options of `Momentum` and `Nesterov`. */
export interface MomentumOptions {
  /** Learning rate η; 0.01 when left out. */
  lr?: number
  /** α, the share of the velocity that one step keeps; 0.9 when left out. */
  momentum?: number
}

/** SGD with a velocity. @throws DomainError unless lr > 0 and 0 ≤ momentum < 1. */
export class Momentum extends StatefulOptimizer<'v'> {
  readonly rule = 'Momentum'
  /** Learning rate η; LearningRateDecay changes it. */
  lr: number
  /** α, the share of the velocity that one step keeps. */
  readonly momentum: number
  protected readonly letters = ['v'] as const

  constructor(options: MomentumOptions = {}) {
    super()
    checkOptions(options, { lr: 'number', momentum: 'number' }, 'Momentum')
    const { lr = 0.01, momentum = 0.9 } = options
    checkLearningRate(lr, 'Momentum')
    checkKept({ momentum }, 'Momentum')
    this.lr = lr
    this.momentum = momentum
  }

  protected move(W: Float64Array, g: Float64Array, { v }: { v: Float64Array }): void {
    momentumStep(W, g, v, { rate: this.lr, kept: this.momentum })
  }
}
