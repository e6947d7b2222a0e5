/**
 * # Adam
 *
 * Momentum averages gradients, RMSProp averages their squares. Adam (adaptive moments) keeps both
 * (it is RMSProp's moving average, not AdaGrad's sum: slip E60), as estimates of the first and
 * second moment of $g = \partial L/\partial W$:
 *
 * $$ m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad
 *    v \leftarrow \beta_2 v + (1 - \beta_2)\, g \odot g $$
 *
 * **Bias correction** (偏置校正). Both start from zero and are too small at first. Written out,
 *
 * $$ m_t = (1 - \beta_1) \sum_{k=1}^{t} \beta_1^{\,t-k} g_k \quad\Longrightarrow\quad
 *    \mathrm{E}[m_t] = (1 - \beta_1) \sum_{k=1}^{t} \beta_1^{\,t-k}\; \mathrm{E}[g]
 *    = (1 - \beta_1^{\,t})\; \mathrm{E}[g] $$
 *
 * if the gradients have one mean. Dividing by the factor corrects the estimate; what is corrected
 * are the moments, not hyper-parameters (slip E33). The rule of the paper is
 *
 * $$ W \leftarrow W - \eta\, \frac{\hat m}{\sqrt{\hat v} + \varepsilon}, \qquad
 *    \hat m = \frac{m}{1 - \beta_1^{\,t}}, \quad \hat v = \frac{v}{1 - \beta_2^{\,t}} $$
 *
 * In the first step $\hat m = g$ and $\sqrt{\hat v} = |g|$: every parameter moves by $\eta$.
 *
 * **Two forms.** Multiplying numerator and denominator by $\sqrt{1 - \beta_2^{\,t}}$ moves both
 * corrections into the learning rate, which is what the book computes:
 *
 * $$ W \leftarrow W - \eta_t\, \frac{m}{\sqrt v + \hat\varepsilon}, \qquad
 *    \eta_t = \eta\, \frac{\sqrt{1 - \beta_2^{\,t}}}{1 - \beta_1^{\,t}} $$
 *
 * The two are one rule when $\hat\varepsilon = \varepsilon \sqrt{1 - \beta_2^{\,t}}$. With a
 * constant $\hat\varepsilon$ they differ a little, most in the first steps and for tiny gradients:
 * `form: 'book'` has $\hat\varepsilon = 10^{-7}$ there, `form: 'paper'` has $\varepsilon = 10^{-8}$
 * in the formula above, as PyTorch has.
 *
 * Source: notes, Adam法; D. Kingma and J. Ba, arXiv 1412.6980, algorithm 1.
 */
import { adamStep } from '../math/fused/updates.js'
import { checkOptions, checkWord } from '../math/options.js'
import { checkEpsilon, checkKept, checkLearningRate } from './Optimizer.js'
import { StatefulOptimizer } from './StatefulOptimizer.js'

/** ε of each form. */
const epsilons = { book: 1e-7, paper: 1e-8 }

/** What options AdamW has as well. */
export const KNOWN = { lr: 'number', beta1: 'number', beta2: 'number', epsilon: 'number' } as const

/** Options of `Adam`. */
export interface AdamOptions {
  /** Learning rate η; 0.001 when left out. */
  lr?: number
  /** The share of the mean gradient that one step keeps; 0.9 when left out. */
  beta1?: number
  /** The share of the mean square that one step keeps; 0.999 when left out. */
  beta2?: number
  /** Where ε stands: after the bias correction ('paper'), or before it ('book', the default). */
  form?: 'book' | 'paper'
  /** 1e-7 in the book's form, 1e-8 in the paper's, when left out. */
  epsilon?: number
}

/**
 * Momentum and RMSProp in one, corrected for their start.
 *
 * @throws DomainError unless lr, epsilon > 0 and 0 ≤ beta1, beta2 < 1, or for an unknown form.
 */
export class Adam extends StatefulOptimizer<'m' | 'v'> {
  readonly rule: string = 'Adam'
  /** Learning rate η; LearningRateDecay changes it. */
  lr: number
  /** β₁, the share of the mean gradient that one step keeps. */
  readonly beta1: number
  /** β₂, the share of the mean square that one step keeps. */
  readonly beta2: number
  /** Where ε stands: after the bias correction ('paper'), or before it ('book'). */
  readonly form: 'book' | 'paper'
  /** ε, beside the root in the denominator. */
  readonly epsilon: number
  protected readonly letters = ['m', 'v'] as const

  constructor(options: AdamOptions = {}) {
    super()
    checkOptions(options, { ...KNOWN, form: 'string' }, 'Adam')
    const { lr = 0.001, beta1 = 0.9, beta2 = 0.999, form = 'book' } = options
    checkWord('Adam', 'form', form, Object.keys(epsilons))
    const { epsilon = epsilons[form] } = options
    checkLearningRate(lr, 'Adam')
    checkKept({ beta1, beta2 }, 'Adam')
    checkEpsilon(epsilon, 'Adam')
    this.lr = lr
    this.beta1 = beta1
    this.beta2 = beta2
    this.form = form
    this.epsilon = epsilon
  }

  protected move(
    W: Float64Array,
    g: Float64Array,
    { m, v }: { m: Float64Array; v: Float64Array },
    step: number,
  ): void {
    const { lr, beta1, beta2, epsilon } = this
    const correction1 = 1 - beta1 ** step
    const correction2 = Math.sqrt(1 - beta2 ** step)
    adamStep(W, g, m, v, {
      rate: (lr * correction2) / correction1,
      new1: 1 - beta1,
      new2: 1 - beta2,
      // the paper's ε, carried through the division by the second correction
      epsilon: this.form === 'paper' ? epsilon * correction2 : epsilon,
    })
  }
}
