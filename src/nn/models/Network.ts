/**
 * # A network of layers
 *
 * A batch $X$ passes the layers in order; what comes out are scores, one for each class. They are
 * enough to classify, because softmax keeps their order; Softmax-with-Loss is for learning only:
 *
 * $$ X \to f_1 \to \dots \to f_K \to \text{scores} \to \text{Softmax-with-Loss} \to L $$
 *
 * Since every layer knows its own derivative, the gradient is the same chain walked backwards: each
 * layer takes $\partial L/\partial y$ and hands on $\partial L/\partial x$.
 *
 * **Weight decay (权值衰减).** Large weights are what a network needs to learn single examples by
 * heart. A penalty on their squares keeps them small; biases are left alone:
 *
 * $$ L' = L + \frac{\lambda}{2} \sum_k \lVert W_k \rVert^2
 *    \qquad \frac{\partial L'}{\partial W_k} = \frac{\partial L}{\partial W_k} + \lambda W_k $$
 *
 * `numericalGradient` finds the gradient by moving each parameter a little up and down: two losses
 * for every single weight, thousands of times slower, and right by definition. Their agreement is
 * the gradient check (梯度确认).
 *
 * Source: notes, 误差反向传播法 and 正则化; the book's networks.
 */
import { numericalGradient } from '../../autodiff/numerical.js'
import { DomainError, ShapeError } from '../../math/errors.js'
import { math } from '../../math/instance.js'
import { checkOptions } from '../../math/options.js'
import { type Size, written } from '../../math/shapes.js'
import { shown } from '../../math/shown.js'
import { rewrite, shape, storageOf, tensor } from '../../math/storage.js'
import type { Matrix } from '../../math/types.js'
import { accuracy } from '../accuracy.js'
import { withInner } from '../checkLayers.js'
import { checkSaved } from '../checks.js'
import { Dropout } from '../Dropout.js'
import type { ForwardOptions, Layer } from '../Layer.js'
import type { GradientOptions, Model } from '../Model.js'
import { Sequential } from '../Sequential.js'
import { SoftmaxWithLoss } from '../SoftmaxWithLoss.js'
import type { Targets } from '../targets.js'
import { gradientsOf, type Named, numbered } from './names.js'

/** What layers alone do not tell of a network. */
export interface NetworkOptions {
  /** Shape of one example: [784], or [1, 28, 28]. */
  readonly inputShape: Size
  /** λ, the penalty on the squares of the weights; 0 when left out. */
  readonly weightDecay?: number
}

/**
 * Layers in sequence that learn to classify.
 *
 * Parameters have the name that they have in their layer, counted from 1: W1 and b1 of the first
 * layer with weights, gamma1 and beta1 of the first batch normalization.
 *
 * @throws DomainError without layers, for two parameters of one name, an inputShape that is none,
 *   or a weight decay below 0.
 */
export class Network<P extends Named = Named> implements Model {
  /** In the order of the forward pass. */
  readonly layers: readonly Layer[]
  /**
   * The live parameters, by name: W1, b1, … An optimizer changes them in place; `restore` gives
   * them other values. The record is frozen: another matrix in it would not be the layer's.
   */
  readonly params: Readonly<P>
  /** Shape of one example: [784], or [1, 28, 28]. */
  readonly inputShape: Size
  /** λ, the penalty on the squares of the weights; 0 for none. */
  readonly weightDecay: number
  readonly #sequence: Sequential
  readonly #lastLayer = new SoftmaxWithLoss()

  constructor(layers: readonly Layer[], options: NetworkOptions) {
    checkOptions(options, { inputShape: 'list', weightDecay: 'number' }, 'Network')
    const { inputShape, weightDecay = 0 } = options
    checkInputShape(inputShape)
    checkWeightDecay(weightDecay)
    this.#sequence = new Sequential(layers)
    this.layers = this.#sequence.layers
    const params = numbered(this.#sequence.params) as P // P names the parameters of these layers
    this.params = Object.freeze(params)
    this.inputShape = inputShape
    this.weightDecay = weightDecay
  }

  /** Scores N×K of a batch x, N×inputShape. @throws ShapeError when x does not fit the layers. */
  predict(x: Matrix): Matrix {
    return this.#sequence.forward(x, { training: false })
  }

  /**
   * Mean cross-entropy, and the penalty on the weights; t: N class numbers, or N×K
   * one-hot. Inference unless `{ training: true }`, while a layer's `forward` is in
   * training unless told otherwise.
   * @throws ShapeError when x or t does not fit, DomainError for no examples or no such class.
   */
  loss(x: Matrix, t: Targets, options: ForwardOptions = {}): number {
    checkOptions(options, { training: 'boolean' }, 'Network.loss')
    const { training = false } = options
    const mean = this.#lastLayer.forward(this.#sequence.forward(x, { training }), t)
    return this.weightDecay === 0 ? mean : mean + this.#penalty()
  }

  /** The share of right answers, from 0 to 1. @throws as `loss`, and DomainError for NaN scores. */
  accuracy(x: Matrix, t: Targets): number {
    return accuracy(this.predict(x), t)
  }

  /** ∂loss/∂parameter by backpropagation, in training. @throws as `lossAndGradient`. */
  gradient(x: Matrix, t: Targets): P {
    return this.lossAndGradient(x, t).gradient
  }

  /**
   * Loss and gradient by backpropagation, from one forward pass in training.
   *
   * @throws as `loss`, and DomainError when a layer left a gradient out.
   */
  lossAndGradient(
    x: Matrix,
    t: Targets,
    options: GradientOptions = {},
  ): { loss: number; gradient: P } {
    checkOptions(options, { reuse: 'object' }, 'Network.lossAndGradient')
    const loss = this.loss(x, t, { training: true })
    // with weight decay the caller gets sums in place of these gradients, which would not come back
    const spent = this.weightDecay === 0 ? options.reuse : undefined
    this.#sequence.parameterGradients(this.#lastLayer.backward(), spent)
    const { params, grads } = this.#sequence
    const gradient = numbered(gradientsOf(params, grads))
    if (this.weightDecay > 0) this.#decay(gradient)
    return { loss, gradient: gradient as P } // the gradients have the names of the parameters
  }

  /**
   * ∂loss/∂parameter by central differences: two losses for each of the parameters.
   *
   * @throws DomainError when dropout draws another mask for every loss.
   */
  numericalGradient(x: Matrix, t: Targets): P {
    this.#refuseDropout()
    const { statistics } = this
    const params: Readonly<Named> = this.params
    const gradient = numericalGradient(() => this.loss(x, t, { training: true }), params)
    this.statistics = statistics // the losses above have moved them
    return gradient as P // the gradients have the names of the parameters
  }

  /**
   * Where NaN or Infinity comes from: 'x', 'W1', or 'the output of layer 2, Affine', whichever is
   * first on the way forward; undefined when all is finite.
   */
  firstNotFinite(x: Matrix): string | undefined {
    if (!allFinite(x)) return 'x'
    const names = new Map(Object.entries(this.params).map(([name, param]) => [param, name]))
    let h = x
    for (const [place, layer] of this.layers.entries()) {
      const bad = Object.values(layer.params).find((param) => !allFinite(param))
      if (bad) return names.get(bad)
      h = layer.forward(h, { training: false })
      if (!allFinite(h)) return `the output of layer ${place}, ${layer.constructor.name}`
    }
    return undefined
  }

  /** Copies of the parameters, and of what layers keep besides: all that a training has made. */
  state(): Named {
    const all = { ...this.params, ...this.statistics }
    return mapValues(all, copyOf)
  }

  /**
   * Makes the parameters equal to those of a saved state, in place.
   *
   * @throws ShapeError when a name is missing, unknown, or has another shape, DomainError for
   *   numbers that a layer cannot have kept; nothing is changed then.
   */
  restore(state: Readonly<Named>): void {
    checkState(state, this.state())
    this.#replaceStatistics(mapValues(this.statistics, (_, name) => copyOf(state[name])))
    for (const [name, param] of Object.entries(this.params)) {
      rewrite(param, (elements) => elements.set(storageOf(state[name])))
    }
  }

  /** All of them, or, when a layer refuses its own, none. */
  #replaceStatistics(values: Readonly<Named>): void {
    const { statistics } = this
    try {
      this.statistics = values
    } catch (error) {
      this.statistics = statistics
      throw error
    }
  }

  /** What layers keep besides: runningMean1 of batch normalization, random1 of dropout, … */
  get statistics(): Readonly<Named> {
    return numbered(this.#sequence.statistics)
  }

  set statistics(values: Readonly<Named>) {
    const names = Object.keys(this.statistics)
    const places = Object.keys(this.#sequence.statistics)
    this.#sequence.statistics = Object.fromEntries(
      places.map((place, i) => [place, values[names[i]]]),
    )
  }

  #penalty(): number {
    const squares = weightsOf(this.params).map(([, W]) => math.sum(math.square(W)))
    return 0.5 * this.weightDecay * squares.reduce((total, square) => total + square, 0)
  }

  #decay(gradient: Named): void {
    for (const [name, W] of weightsOf(this.params)) {
      gradient[name] = math.add(gradient[name], math.dotMultiply(W, this.weightDecay))
    }
  }

  #refuseDropout(): void {
    const isRandom = (layer: object) => layer instanceof Dropout && layer.isRandom
    if (!withInner(this.layers).some(isRandom)) return
    throw new DomainError({
      where: 'numericalGradient',
      expected: 'a network with the same loss for the same parameters',
      given: 'one with Dropout, which switches off other units each time',
      mend: 'check the same network without dropout',
    })
  }
}

function allFinite(matrix: Matrix): boolean {
  return storageOf(matrix).every(Number.isFinite)
}

/** W1, W2, … */
function weightsOf(params: Readonly<Named>): (readonly [string, Matrix])[] {
  return Object.entries(params).filter(([name]) => /^W\d+$/.test(name))
}

function mapValues(record: Readonly<Named>, f: (value: Matrix, name: string) => Matrix): Named {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, f(value, name)]))
}

function copyOf(matrix: Matrix): Matrix {
  return tensor(Float64Array.from(storageOf(matrix)), shape(matrix))
}

function checkState(state: Readonly<Named>, own: Readonly<Named>): void {
  if (typeof state !== 'object' || state === null) {
    throw new DomainError({
      where: 'Network.restore',
      expected: 'the state of a network: its parameters and statistics by name',
      given: shown(state),
      mend: 'as in net.restore(other.state())',
    })
  }
  checkSaved(state, 'Network.restore')
  for (const name of new Set([...Object.keys(own), ...Object.keys(state)])) {
    const [given, expected] = [state[name], own[name]].map((m) => m && written(shape(m)))
    if (given === expected) continue
    throw new ShapeError({
      where: 'Network.restore',
      expected: expected ? `${name} of shape ${expected}` : `no ${name}`,
      given: given ? `${name} of shape ${given}` : `no ${name}`,
      mend: 'give the state of a network that was made with the same options',
    })
  }
}

function checkInputShape(inputShape: Size | undefined): void {
  if (inputShape?.every((length) => Number.isInteger(length) && length > 0)) return
  throw new DomainError({
    where: 'Network',
    expected: 'inputShape, the shape of one example',
    given: shown(inputShape),
    mend: 'as in { inputShape: [1, 28, 28] }, or [784]',
  })
}

function checkWeightDecay(weightDecay: number): void {
  if (weightDecay >= 0 && Number.isFinite(weightDecay)) return
  throw new DomainError({
    where: 'Network',
    expected: 'a weightDecay of 0 or more',
    given: shown(weightDecay),
    mend: 'leave it out, or begin with 0.0001',
  })
}
