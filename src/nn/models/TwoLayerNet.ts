/**
 * # The two-layer network
 *
 * The smallest network that learns to read digits. A batch $X$ of $N$ examples passes
 *
 * $$ X \;\to\; \text{Affine} \;\to\; \text{activation} \;\to\; \text{Affine} \;\to\;
 * \text{scores} $$
 *
 * With 784 pixels, 50 hidden units and 10 classes it has
 * $784 \cdot 50 + 50 + 50 \cdot 10 + 10 = 39{,}760$ parameters.
 *
 * Source: notes, 误差反向传播法; the book's TwoLayerNet.
 */
import { checkOptions } from '../../math/options.js'
import { checkPositiveIntegers } from '../../math/positiveIntegers.js'
import { Random } from '../../math/random.js'
import type { Matrix } from '../../math/types.js'
import type { WeightInitStd } from '../initialWeights.js'
import { Network } from './Network.js'
import { type Activation, newActivation, newAffine } from './newLayers.js'

/** D inputs, H hidden units, K outputs: W1 is D×H, b1 H, W2 H×K, b2 K. */
export type TwoLayerParameters = Record<'W1' | 'b1' | 'W2' | 'b2', Matrix>

/** Sizes of `TwoLayerNet`, and what it starts from. */
export interface TwoLayerNetOptions {
  /** D, the numbers in an example. */
  inputSize: number
  /** H, the units between the two layers. */
  hiddenSize: number
  /** K, the number of classes. */
  outputSize: number
  /** 'sigmoid' (default), 'relu' or 'tanh'. */
  activation?: Activation
  /** Standard deviation of the initial weights, 0.01 when left out; biases start at 0. */
  weightInitStd?: WeightInitStd
  /** Seed of the initial weights; 0 when left out. */
  seed?: number
  /** Parameters to start from instead of random ones; they are copied. */
  params?: Readonly<TwoLayerParameters>
}

const KNOWN = {
  inputSize: 'number',
  hiddenSize: 'number',
  outputSize: 'number',
  activation: 'string',
  weightInitStd: ['number', 'string'],
  seed: 'number',
  params: 'object',
} as const

/**
 * Two affine layers with an activation between them, and softmax with loss at the end.
 *
 * @throws DomainError for a size that is not a positive whole number, a weightInitStd that is not
 *   positive, or an unknown activation; ShapeError when given params do not have these sizes.
 */
export class TwoLayerNet extends Network<TwoLayerParameters> {
  constructor(options: TwoLayerNetOptions) {
    checkOptions(options, KNOWN, 'TwoLayerNet')
    const { inputSize, hiddenSize, outputSize, params } = options
    const { activation = 'sigmoid', weightInitStd = 0.01, seed = 0 } = options
    checkPositiveIntegers({ inputSize, hiddenSize, outputSize }, 'TwoLayerNet')
    const random = new Random(seed)
    const layers = [
      newAffine(inputSize, hiddenSize, weightInitStd, random),
      newActivation(activation, 'TwoLayerNet'),
      newAffine(hiddenSize, outputSize, weightInitStd, random),
    ]
    super(layers, { inputShape: [inputSize] })
    if (params) this.restore(params)
  }
}
