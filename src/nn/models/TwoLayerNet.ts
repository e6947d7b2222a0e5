/**
 * # The two-layer network
 *
 * A batch $X$ of $N$ examples passes
 *
 * $$ X \;\to\; \text{Affine} \;\to\; \text{activation} \;\to\; \text{Affine} \;\to\; \text{scores}
 *    \;\to\; \text{Softmax-with-Loss} \;\to\; L $$
 *
 * Scores are enough to classify, because softmax keeps their order; the last layer works only while
 * the network learns. Since every layer knows its own derivative, the gradient is the same chain
 * walked backwards: each layer takes $\partial L/\partial y$ and hands on $\partial L/\partial x$.
 *
 * `numericalGradient` finds the same numbers by moving each parameter a little up and down: two
 * losses for every single weight, thousands of times slower, and right by definition. Their
 * agreement is the gradient check (梯度确认).
 *
 * Source: notes, 误差反向传播法; the book's TwoLayerNet.
 */
import { numericalGradient } from '../../autodiff/numerical.js'
import { DomainError, ShapeError } from '../../math/errors.js'
import { math } from '../../math/instance.js'
import { Random } from '../../math/random.js'
import { sameSize, written } from '../../math/shapes.js'
import { flat, shape, tensor } from '../../math/storage.js'
import type { Matrix } from '../../math/types.js'
import { Affine } from '../Affine.js'
import { accuracy } from '../accuracy.js'
import { normalWeights } from '../initialWeights.js'
import type { Layer } from '../Layer.js'
import type { Model } from '../Model.js'
import { Relu } from '../Relu.js'
import { Sigmoid } from '../Sigmoid.js'
import { SoftmaxWithLoss } from '../SoftmaxWithLoss.js'
import type { Targets } from '../targets.js'

const activations = { sigmoid: Sigmoid, relu: Relu }

/** D inputs, H hidden units, K outputs: W1 is D×H, b1 H, W2 H×K, b2 K. */
export type TwoLayerParameters = Record<'W1' | 'b1' | 'W2' | 'b2', Matrix>

export interface TwoLayerNetOptions {
  inputSize: number
  hiddenSize: number
  outputSize: number
  /** 'sigmoid' (default) or 'relu'. */
  activation?: keyof typeof activations
  /** Standard deviation of the initial weights; biases start at 0. */
  weightInitStd?: number
  /** Seed of the initial weights. */
  seed?: number
  /** Parameters to start from instead of random ones; they are copied. */
  params?: Readonly<TwoLayerParameters>
}

export class TwoLayerNet implements Model {
  readonly params: TwoLayerParameters
  /** In the order of the forward pass. */
  readonly layers: readonly Layer[]
  readonly #first: Affine
  readonly #second: Affine
  readonly #lastLayer = new SoftmaxWithLoss()

  /**
   * @throws DomainError for a size that is not a positive whole number, a weightInitStd that is not
   *   positive, or an unknown activation; ShapeError when given params do not have these sizes.
   */
  constructor(options: TwoLayerNetOptions) {
    const { activation = 'sigmoid' } = options
    checkOptions(options)
    this.params = options.params ? copied(options.params, options) : initial(options)
    const { W1, b1, W2, b2 } = this.params
    this.#first = new Affine(W1, b1)
    this.#second = new Affine(W2, b2)
    this.layers = [this.#first, new activations[activation](), this.#second]
  }

  /** Scores N×K of a batch x, N×D. */
  predict(x: Matrix): Matrix {
    return this.layers.reduce((h, layer) => layer.forward(h), x)
  }

  /** Mean cross-entropy; t: N class numbers, or N×K one-hot. */
  loss(x: Matrix, t: Targets): number {
    return this.#lastLayer.forward(this.predict(x), t)
  }

  /** The share of right answers, from 0 to 1. */
  accuracy(x: Matrix, t: Targets): number {
    return accuracy(this.predict(x), t)
  }

  /** ∂loss/∂parameter by backpropagation. */
  gradient(x: Matrix, t: Targets): TwoLayerParameters {
    return this.lossAndGradient(x, t).gradient
  }

  /** The loss, and its gradient by backpropagation, from one forward pass. */
  lossAndGradient(x: Matrix, t: Targets): { loss: number; gradient: TwoLayerParameters } {
    const loss = this.loss(x, t)
    let dout = this.#lastLayer.backward()
    for (const layer of this.layers.slice(1).reverse()) dout = layer.backward(dout)
    this.#first.parameterGradients(dout)
    const { W: W1, b: b1 } = this.#first.grads
    const { W: W2, b: b2 } = this.#second.grads
    return { loss, gradient: { W1, b1, W2, b2 } }
  }

  /** ∂loss/∂parameter by central differences: two losses for each of the parameters. */
  numericalGradient(x: Matrix, t: Targets): TwoLayerParameters {
    return numericalGradient(() => this.loss(x, t), this.params)
  }
}

function initial(options: TwoLayerNetOptions): TwoLayerParameters {
  const { inputSize, hiddenSize, outputSize, weightInitStd = 0.01, seed = 0 } = options
  const random = new Random(seed)
  return {
    W1: normalWeights([inputSize, hiddenSize], weightInitStd, random),
    b1: math.zeros([hiddenSize]),
    W2: normalWeights([hiddenSize, outputSize], weightInitStd, random),
    b2: math.zeros([outputSize]),
  }
}

function copied(
  { W1, b1, W2, b2 }: Readonly<TwoLayerParameters>,
  { inputSize, hiddenSize, outputSize }: TwoLayerNetOptions,
): TwoLayerParameters {
  return {
    W1: copyOf('W1', W1, [inputSize, hiddenSize]),
    b1: copyOf('b1', b1, [hiddenSize]),
    W2: copyOf('W2', W2, [hiddenSize, outputSize]),
    b2: copyOf('b2', b2, [outputSize]),
  }
}

function copyOf(name: string, matrix: Matrix, size: readonly number[]): Matrix {
  if (sameSize(shape(matrix), size)) return tensor(Float64Array.from(flat(matrix)), size)
  throw new ShapeError({
    where: 'TwoLayerNet',
    expected: `${name} of shape ${written(size)}, as the sizes say`,
    given: `${name} of shape ${written(shape(matrix))}`,
    mend: 'W1: inputs×hidden, b1: hidden, W2: hidden×outputs, b2: outputs',
  })
}

function checkOptions(options: TwoLayerNetOptions): void {
  const {
    inputSize,
    hiddenSize,
    outputSize,
    activation = 'sigmoid',
    weightInitStd = 0.01,
  } = options
  for (const [name, size] of Object.entries({ inputSize, hiddenSize, outputSize })) {
    if (Number.isInteger(size) && size > 0) continue
    throw new DomainError({
      where: 'TwoLayerNet',
      expected: `${name}, a whole number of 1 or more`,
      given: `${name}: ${size}`,
      mend: 'for MNIST: inputSize 784, hiddenSize 50, outputSize 10',
    })
  }
  if (!Object.hasOwn(activations, activation)) {
    throw new DomainError({
      where: 'TwoLayerNet',
      expected: `an activation of ${Object.keys(activations).join(', ')}`,
      given: String(activation),
      mend: "leave it out for 'sigmoid'",
    })
  }
  if (!(weightInitStd > 0)) {
    throw new DomainError({
      where: 'TwoLayerNet',
      expected: 'weightInitStd above 0, so that hidden units differ',
      given: String(weightInitStd),
      mend: 'use 0.01, the default',
    })
  }
}
