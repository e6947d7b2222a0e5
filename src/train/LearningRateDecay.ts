/**
 * # Learning-rate decay
 *
 * Large steps come near the minimum soon, and then jump to and fro over it; small ones settle
 * there, but take for ever to arrive. Learning-rate decay (学习率衰减) has both: learn much at first,
 * less later. After $t$ updates the rate is $\eta_t = \eta_0\, d(t)$ with one of
 *
 * $$ \text{step: } d(t) = \gamma^{\lfloor t/T \rfloor}, \qquad
 *    \text{exponential: } d(t) = \gamma^{t/T}, \qquad
 *    \text{inverse time: } d(t) = \frac{1}{1 + t/T} $$
 *
 * The first multiplies the rate by $\gamma$ after every $T$ updates, the second does the same
 * smoothly. The third is slower in the end than any exponential. Its sum $\sum_t \eta_t$ is
 * infinite, so that no minimum is out of reach, while $\sum_t \eta_t^2$ is finite, so that the
 * noise of the mini-batches dies away: the two conditions under which stochastic descent settles.
 *
 * Source: notes, 学习率衰减（learning rate decay); H. Robbins and S. Monro (1951) for the conditions.
 */
import { DomainError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import { shown, shownEach } from '../math/shown.js'
import type { Matrix } from '../math/types.js'
import { checkLearningRate, type Optimizer } from './Optimizer.js'
import { type OptimizerState, StatefulOptimizer } from './StatefulOptimizer.js'

/** The share of the first learning rate that is left after `steps` updates: 1 after none. */
export type Decay = (steps: number) => number

/** How fast a learning rate decays. */
export interface DecayOptions {
  /** T: after so many updates the rate is `factor` times what it was. */
  every: number
  /** γ, above 0 and at most 1. */
  factor: number
}

const KNOWN = { every: 'number', factor: 'number' } as const

/**
 * A learning rate that falls in steps: to `factor` times what it was, after every `every` updates.
 *
 * @throws DomainError unless every > 0 and 0 < factor ≤ 1.
 */
export function stepDecay(options: DecayOptions): Decay {
  checkOptions(options, KNOWN, 'stepDecay')
  const { every, factor } = options
  checkDecay({ every, factor }, 'stepDecay')
  return (steps) => factor ** Math.floor(steps / every)
}

/**
 * A learning rate that falls a little with each update: after t of them to factor^(t / every) times
 * what it was at first.
 *
 * @throws DomainError unless every > 0 and 0 < factor ≤ 1.
 */
export function exponentialDecay(options: DecayOptions): Decay {
  checkOptions(options, KNOWN, 'exponentialDecay')
  const { every, factor } = options
  checkDecay({ every, factor }, 'exponentialDecay')
  return (steps) => factor ** (steps / every)
}

/**
 * A learning rate that falls like 1/t: to half of it after `every` updates, to a third after twice
 * as many.
 *
 * @throws DomainError unless every > 0.
 */
export function inverseTimeDecay(options: Pick<DecayOptions, 'every'>): Decay {
  checkOptions(options, { every: 'number' }, 'inverseTimeDecay')
  const { every } = options
  checkDecay({ every, factor: 1 }, 'inverseTimeDecay')
  return (steps) => 1 / (1 + steps / every)
}

/** How far the decay is, and what the optimizer remembers when it remembers anything. */
export interface DecayState {
  /** Updates made so far. */
  readonly steps: number
  /** Left out where the inner optimizer remembers nothing, as SGD. */
  readonly optimizer?: OptimizerState
}

/**
 * An optimizer whose learning rate decays: before each update it sets the `lr` of the inner one.
 */
export class LearningRateDecay implements Optimizer {
  readonly #optimizer: Optimizer & { lr: number }
  readonly #first: number
  readonly #decay: Decay
  #steps = 0

  /** @throws DomainError for what is no optimizer with an lr, or no decay. */
  constructor(optimizer: Optimizer & { lr: number }, decay: Decay) {
    checkParts(optimizer, decay)
    this.#optimizer = optimizer
    this.#first = optimizer.lr
    this.#decay = decay
  }

  /** The learning rate of the next update. @throws DomainError when the decay is none. */
  get lr(): number {
    const share = this.#decay(this.#steps)
    checkShare(share, this.#steps)
    return this.#first * share
  }

  /**
   * An update of the inner optimizer, with the learning rate of now.
   *
   * @throws what the inner optimizer throws, and DomainError when the decay gives no number of 0 or
   *   more; such an update does not count.
   */
  update(params: Readonly<Record<string, Matrix>>, grads: Readonly<Record<string, Matrix>>): void {
    this.#optimizer.lr = this.lr
    this.#optimizer.update(params, grads)
    this.#steps += 1
  }

  /** A copy of what a resumed training needs. */
  state(): DecayState {
    const optimizer = this.#optimizer
    if (!(optimizer instanceof StatefulOptimizer)) return { steps: this.#steps }
    return { steps: this.#steps, optimizer: optimizer.state() }
  }

  /**
   * Goes on behind what `state` returned.
   *
   * @throws DomainError for the state of another kind of optimizer; nothing is changed then.
   */
  restore(state: DecayState): void {
    const { steps, optimizer: saved }: DecayState = Object(state) // {} of what is no object
    const optimizer = this.#optimizer
    const stateful = optimizer instanceof StatefulOptimizer
    if (!Number.isInteger(steps) || steps < 0 || stateful !== (saved !== undefined)) {
      throw new DomainError({
        where: 'LearningRateDecay.restore',
        expected: `steps of 0 or more, and ${stateful ? 'the' : 'no'} state of an inner optimizer`,
        given: `steps: ${shown(steps)}, and ${saved ? `a state of ${saved.rule}` : 'no state'}`,
        mend: 'give what state() of the same kind of optimizer returned',
      })
    }
    if (stateful && saved) optimizer.restore(saved)
    this.#steps = steps
  }
}

function checkParts(optimizer: unknown, decay: unknown): void {
  const { lr, update } = Object(optimizer) // {} of what is no object
  const isOptimizer = typeof update === 'function' && lr !== undefined
  const isFixed = optimizer instanceof LearningRateDecay
  if (isOptimizer && !isFixed && typeof decay === 'function') {
    if (lr !== 0) checkLearningRate(lr, 'LearningRateDecay') // 0 is what another decay came to
    return
  }
  throw new DomainError({
    where: 'LearningRateDecay',
    expected: 'an optimizer with a learning rate lr to set, and a decay, which is a function',
    given: `${shown(optimizer)} and ${shown(decay)}`,
    mend: isFixed
      ? 'multiply the two decays: (steps) => one(steps) * other(steps)'
      : 'as in new LearningRateDecay(new SGD(), stepDecay({ every: 1000, factor: 0.5 }))',
  })
}

function checkShare(share: number, steps: number): void {
  if (share >= 0 && Number.isFinite(share)) return
  throw new DomainError({
    where: 'LearningRateDecay',
    expected: 'a decay that gives a number of 0 or more: the share of the first learning rate',
    given: `${shown(share)} after ${steps} updates`,
    mend: 'updates count from 0, so that 1 / updates is Infinity at first: use inverseTimeDecay',
  })
}

function checkDecay({ every, factor }: DecayOptions, where: string): void {
  if (every > 0 && Number.isFinite(every) && factor > 0 && factor <= 1) return
  throw new DomainError({
    where,
    expected: 'every above 0, a number of updates, and factor above 0 and at most 1',
    given: shownEach({ every, factor }),
    mend: 'as in { every: 1000, factor: 0.5 }: half the rate after a thousand updates',
  })
}
