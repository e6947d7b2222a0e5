/**
 * # AdamW
 *
 * Weight decay (权值衰减) keeps weights small, against overfitting: the loss gets the penalty
 * $\tfrac{\lambda}{2} \sum w^2$, so every gradient gets $\lambda W$ added. In SGD this shrinks each
 * weight by the factor $1 - \eta\lambda$ in every step. In Adam it does not: the penalty's gradient
 * is divided by $\sqrt{\hat v}$ like the rest, and weights with large gradients hardly shrink.
 *
 * AdamW decouples the two. It shrinks the weights itself and leaves the penalty out
 * of the gradient:
 *
 * $$ W \leftarrow (1 - \eta\lambda)\, W, \qquad
 *    W \leftarrow W - \eta\, \frac{\hat m}{\sqrt{\hat v} + \varepsilon} $$
 *
 * All parameters that it is given shrink, biases too, as in PyTorch.
 *
 * Source: I. Loshchilov and F. Hutter, arXiv 1711.05101; the rest is Adam in the paper's form.
 */
import { DomainError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import { shownEach } from '../math/shown.js'
import { Adam, type AdamOptions, KNOWN } from './Adam.js'

/** Options of `AdamW`. */
export interface AdamWOptions extends Omit<AdamOptions, 'form'> {
  /** λ, of which a step takes the part lr·λ off each weight; 0.01 when left out. */
  weightDecay?: number
}

/** Adam with decoupled weight decay. @throws DomainError as Adam, or unless 0 ≤ lr·λ < 1. */
export class AdamW extends Adam {
  override readonly rule = 'AdamW'
  /** λ, of which a step takes the part lr·λ off each weight. */
  readonly weightDecay: number

  constructor(options: AdamWOptions = {}) {
    checkOptions(options, { ...KNOWN, weightDecay: 'number' }, 'AdamW')
    const { weightDecay = 0.01, ...others } = options
    super({ ...others, form: 'paper' })
    checkWeightDecay(weightDecay, this.lr)
    this.weightDecay = weightDecay
  }

  protected override move(
    W: Float64Array,
    g: Float64Array,
    memory: { m: Float64Array; v: Float64Array },
    step: number,
  ): void {
    const kept = 1 - this.lr * this.weightDecay
    for (let i = 0; i < W.length; i++) W[i] *= kept
    super.move(W, g, memory, step)
  }
}

function checkWeightDecay(weightDecay: number, lr: number): void {
  if (weightDecay >= 0 && lr * weightDecay < 1) return
  throw new DomainError({
    where: 'AdamW',
    expected: 'a weightDecay of 0 or more, whose product with lr is below 1',
    given: shownEach({ weightDecay, lr }),
    mend: 'start from 0.01, the default',
  })
}
