/**
 * # A network of many layers
 *
 * The network with which the book compares optimizers, initial weights and ways against
 * overfitting. Each hidden layer is
 *
 * $$ h \;\to\; \text{Affine} \;\to\; [\text{BatchNormalization}] \;\to\; \text{activation}
 *    \;\to\; [\text{Dropout}] $$
 *
 * with the parts in brackets only when asked for; an Affine layer to the scores ends it.
 *
 * Source: notes, 权重的初始值 to 正则化; the book's MultiLayerNet and MultiLayerNetExtend.
 */
import { math } from '../../math/instance.js'
import { checkOptions } from '../../math/options.js'
import { checkPositiveIntegers } from '../../math/positiveIntegers.js'
import { Random } from '../../math/random.js'
import { BatchNormalization } from '../BatchNormalization.js'
import { Dropout } from '../Dropout.js'
import type { WeightInitStd } from '../initialWeights.js'
import type { Layer } from '../Layer.js'
import { Network } from './Network.js'
import { type Activation, newActivation, newAffine } from './newLayers.js'

/** Sizes of `MultiLayerNet`, and what is done against overfitting. */
export interface MultiLayerNetOptions {
  /** D, the numbers in an example. */
  inputSize: number
  /** Units of each hidden layer: [100, 100, 100]. */
  hiddenSizes: readonly number[]
  /** K, the number of classes. */
  outputSize: number
  /** 'relu' when left out. */
  activation?: Activation
  /** When left out, 'he' for ReLU and 'xavier' for others; biases start at 0. */
  weightInitStd?: WeightInitStd
  /** λ, the penalty on the squares of the weights; 0 when left out. */
  weightDecay?: number
  /** The share of hidden units that a training step switches off; none when left out. */
  dropout?: number
  /** Normalizes what comes into each activation; false when left out. */
  batchNormalization?: boolean
  /** Seed of the initial weights, and of dropout; 0 when left out. */
  seed?: number
}

const KNOWN = {
  inputSize: 'number',
  hiddenSizes: 'list',
  outputSize: 'number',
  activation: 'string',
  weightInitStd: ['number', 'string'],
  weightDecay: 'number',
  dropout: 'number',
  batchNormalization: 'boolean',
  seed: 'number',
} as const

/**
 * Affine layers of `hiddenSizes`, each with its activation, and softmax with loss at the end.
 *
 * @throws DomainError for a size that is not a positive whole number, no hidden layer, or an option
 *   outside its domain.
 */
export class MultiLayerNet extends Network {
  constructor(options: MultiLayerNetOptions) {
    checkOptions(options, KNOWN, 'MultiLayerNet')
    const { inputSize, hiddenSizes = [], outputSize, weightDecay, seed = 0 } = options
    const { activation = 'relu' } = options
    const { weightInitStd = activation === 'relu' ? 'he' : 'xavier' } = options
    const units = Object.fromEntries(hiddenSizes.map((size, i) => [`hiddenSizes[${i}]`, size]))
    const depth = hiddenSizes.length
    checkPositiveIntegers(
      { inputSize, 'hiddenSizes.length': depth, ...units, outputSize },
      'MultiLayerNet',
    )
    const random = new Random(seed)
    const inputs = [inputSize, ...hiddenSizes]
    const hidden = hiddenSizes.flatMap((size, i) => [
      newAffine(inputs[i], size, weightInitStd, random),
      ...afterAffine(size, activation, options, seed + i),
    ])
    const last = newAffine(inputs[depth], outputSize, weightInitStd, random)
    super([...hidden, last], { inputShape: [inputSize], weightDecay })
  }
}

/** The rest of a hidden layer. Each dropout has masks of its own. */
function afterAffine(
  size: number,
  activation: Activation,
  { batchNormalization = false, dropout }: MultiLayerNetOptions,
  seed: number,
): Layer[] {
  const normalization = () => new BatchNormalization(math.ones([size]), math.zeros([size]))
  return [
    ...(batchNormalization ? [normalization()] : []),
    newActivation(activation, 'MultiLayerNet'),
    ...(dropout === undefined ? [] : [new Dropout(dropout, { seed })]),
  ]
}
