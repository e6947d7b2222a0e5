/**
 * # A simple convolution network
 *
 * An Affine layer flattens an image and forgets which pixels were neighbours. A convolution looks
 * through small windows, with the same filters everywhere, and keeps the picture a picture:
 *
 * $$ X \to \text{Convolution} \to \text{ReLU} \to \text{Pooling} \to \text{Affine} \to \text{ReLU}
 *    \to \text{Affine} \to \text{scores} $$
 *
 * Grey images of 28×28 through 30 filters of 5×5 become 30 images of 24×24; pooling leaves 12×12 of
 * each, 4,320 numbers, for 100 hidden units.
 *
 * Source: the book's SimpleConvNet, chapter 7.
 */
import { ShapeError } from '../../math/errors.js'
import { checkOptions } from '../../math/options.js'
import { checkPositiveIntegers } from '../../math/positiveIntegers.js'
import { Random } from '../../math/random.js'
import { written } from '../../math/shapes.js'
import type { WeightInitStd } from '../initialWeights.js'
import { Pooling } from '../Pooling.js'
import { Relu } from '../Relu.js'
import { Network } from './Network.js'
import { newAffine, newConvolution } from './newLayers.js'

/** Sizes of `SimpleConvNet`; each has the book's as default. */
export interface SimpleConvNetOptions {
  /** Channels, height and width of an image; [1, 28, 28] when left out. */
  inputShape?: readonly [channels: number, height: number, width: number]
  /** Number of filters, 30 when left out. */
  filters?: number
  /** Height and width of a filter, 5 when left out. */
  filterSize?: number
  /** Zeros around the image, none when left out. */
  pad?: number
  /** Steps between two windows, 1 when left out. */
  stride?: number
  /** Units between the two affine layers, 100 when left out. */
  hiddenSize?: number
  /** Number of classes, 10 when left out. */
  outputSize?: number
  /** Standard deviation of the initial weights, 0.01 when left out; biases start at 0. */
  weightInitStd?: WeightInitStd
  /** Seed of the initial weights; 0 when left out. */
  seed?: number
}

const KNOWN = {
  inputShape: 'list',
  filters: 'number',
  filterSize: 'number',
  pad: 'number',
  stride: 'number',
  hiddenSize: 'number',
  outputSize: 'number',
  weightInitStd: ['number', 'string'],
  seed: 'number',
} as const

/**
 * Convolution, ReLU and pooling, then two affine layers, and softmax with loss at the end.
 *
 * @throws DomainError for a size that is none; ShapeError when nothing is left to pool.
 */
export class SimpleConvNet extends Network {
  constructor(options: SimpleConvNetOptions = {}) {
    checkOptions(options, KNOWN, 'SimpleConvNet')
    const { inputShape = [1, 28, 28], filters = 30, filterSize = 5, pad = 0, stride = 1 } = options
    const { hiddenSize = 100, outputSize = 10, weightInitStd = 0.01, seed = 0 } = options
    const [channels, height, width] = inputShape
    const sizes = { channels, height, width, filters, filterSize, hiddenSize, outputSize }
    checkPositiveIntegers(sizes, 'SimpleConvNet')
    const random = new Random(seed)
    const window = { channels, filters, size: filterSize }
    const convolution = newConvolution(window, weightInitStd, random, { pad, stride })
    const [rows, columns] = [height, width].map((length) =>
      Math.floor((Math.floor((length + 2 * pad - filterSize) / stride) + 1) / 2),
    )
    checkPooled(rows, columns, inputShape, filterSize)
    super(
      [
        convolution,
        new Relu(),
        new Pooling(2, 2),
        newAffine(filters * rows * columns, hiddenSize, weightInitStd, random),
        new Relu(),
        newAffine(hiddenSize, outputSize, weightInitStd, random),
      ],
      { inputShape },
    )
  }
}

function checkPooled(
  rows: number,
  columns: number,
  inputShape: readonly number[],
  filterSize: number,
): void {
  if (rows > 0 && columns > 0) return
  throw new ShapeError({
    where: 'SimpleConvNet',
    expected: 'images that leave 2×2 or more to pool after the filters',
    given: `images of shape ${written(inputShape)} and filters of ${filterSize}×${filterSize}`,
    mend: 'use larger images, smaller filters, or a pad',
  })
}
