/**
 * # Dropout layer
 *
 * A large network can learn its examples by heart (过拟合, overfitting). Dropout makes that hard: in
 * every training step it switches off a random part of the units, so none can rely on one other,
 * and each step trains another, thinner network. With a mask whose elements are 1 with probability
 * $1 - p$ and else 0,
 *
 * $$ y = x \odot \text{mask}, \qquad
 *    \frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \odot \text{mask} $$
 *
 * At inference all units work. The next layer would then receive more than it has learnt with,
 * since in training it saw on average
 *
 * $$ \mathrm{E}[x \odot \text{mask}] = (1 - p)\, x $$
 *
 * so inference multiplies by this factor: $y = (1 - p)\,x$. That is the form of the notes, which
 * they do not name (slip E30). The **inverted** form, usual today, divides in training instead and
 * leaves inference alone:
 *
 * $$ y = \frac{x \odot \text{mask}}{1 - p} \;\text{ in training}, \qquad y = x \;\text{ at
 *    inference} $$
 *
 * Both have the same mean in both modes; `backward` goes with the training form only (slip E56).
 *
 * Source: notes, Dropout; N. Srivastava and others, arXiv 1207.0580.
 */
import type { Variable } from '../autodiff/Variable.js'
import { DomainError, ShapeError } from '../math/errors.js'
import { math } from '../math/instance.js'
import { checkOptions } from '../math/options.js'
import { Random } from '../math/random.js'
import { type Size, sameSize, written } from '../math/shapes.js'
import { shown } from '../math/shown.js'
import { flat, shape, shapeIn, tensor } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { checkDout, checkMatrix, isTraining, keptByTraining } from './checks.js'
import type { ForwardOptions, Layer } from './Layer.js'

/** How `Dropout` scales, and which units it switches off. */
export interface DropoutOptions {
  /** Scale in training and not at inference; false when left out, as in the book. */
  inverted?: boolean
  /** Seed of the masks; 0 when left out. */
  seed?: number
  /** Used in every training step instead of random ones: a gradient check needs one loss twice. */
  mask?: Matrix
}

/**
 * Switches off a share `ratio` of the units in training, 0.5 when left out; x of any shape.
 *
 * @throws DomainError unless 0 ≤ ratio < 1; ShapeError when a given mask is not shaped like x.
 */
export class Dropout implements Layer {
  readonly params = {}
  readonly grads = {}
  /** The share of the units that training switches off. */
  readonly ratio: number
  /** Whether it scales in training and not at inference. */
  readonly inverted: boolean
  readonly #random: Random
  readonly #given?: Matrix
  #mask?: Matrix

  constructor(ratio = 0.5, options: DropoutOptions = {}) {
    checkOptions(options, { inverted: 'boolean', seed: 'number', mask: 'list' }, 'Dropout')
    const { inverted = false, seed = 0, mask } = options
    checkRatio(ratio)
    this.ratio = ratio
    this.inverted = inverted
    this.#random = new Random(seed)
    this.#given = mask
  }

  /** Where the generator of the masks is: a resumed training goes on with the same masks. */
  get statistics(): Readonly<Record<'random', Matrix>> {
    const { words } = this.#random.save()
    return { random: tensor(words, [words.length]) }
  }

  set statistics({ random }) {
    this.#random.restore({ words: Array.from(flat(random)), spareNormal: null })
  }

  /** Whether each forward in training switches off other units. */
  get isRandom(): boolean {
    return this.ratio > 0 && this.#given === undefined
  }

  /** Of the last forward in training: 1 where a unit was kept, 0 where it was switched off. */
  get mask(): Matrix | undefined {
    return this.#mask
  }

  forward(x: Matrix, options?: ForwardOptions): Matrix
  forward(x: Variable, options?: ForwardOptions): Variable
  forward(x: Matrix | Variable, options?: ForwardOptions): Matrix | Variable {
    checkMatrix(x, 'Dropout')
    if (!isTraining(options, 'Dropout')) {
      this.#mask = undefined
      return this.inverted ? x : math.dotMultiply(x, 1 - this.ratio)
    }
    this.#mask = this.#newMask(shape(x))
    return this.#through(x, this.#mask)
  }

  /**
   * ∂L/∂x, shaped like x.
   *
   * @throws DomainError unless the last forward was one in training; ShapeError when dout is not
   *   shaped like y.
   */
  backward(dout: Matrix): Matrix {
    const mask = keptByTraining(this.#mask, 'Dropout')
    checkDout(dout, shape(mask), 'Dropout')
    return this.#through(dout, mask)
  }

  /** Values forward, and gradients backward: the layer is linear. */
  #through<V extends Matrix | Variable>(x: V, mask: Matrix) {
    const kept = math.dotMultiply(x, mask)
    return this.inverted ? math.dotDivide(kept, 1 - this.ratio) : kept
  }

  #newMask(size: Size): Matrix {
    // not below the ratio, where the notes have above it: a ratio of 0 then keeps every unit
    if (!this.#given) return math.largerEq(this.#random.uniform(size), this.ratio)
    const own = shapeIn('Dropout.forward', this.#given)
    if (sameSize(own, size)) return this.#given
    throw new ShapeError({
      where: 'Dropout.forward',
      expected: `x of shape ${written(own)}, as the given mask`,
      given: `x of shape ${written(size)}`,
      mend: 'leave out the mask for random ones, which fit every x',
    })
  }
}

function checkRatio(ratio: number): void {
  if (Number.isFinite(ratio) && ratio >= 0 && ratio < 1) return
  throw new DomainError({
    where: 'Dropout',
    expected: 'a ratio from 0 to below 1, the share that is switched off',
    given: shown(ratio),
    mend: 'use 0.5, the default, or less',
  })
}
