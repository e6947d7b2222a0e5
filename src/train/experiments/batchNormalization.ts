import type { Dataset } from '../../data/Dataset.js'
import { loadMnist } from '../../data/mnist.js'
import { MultiLayerNet } from '../../nn/models/MultiLayerNet.js'
import { Divergence } from '../LastGood.js'
import { SGD } from '../SGD.js'
import {
  accuracyAtEnd,
  band,
  experiment,
  type Measure,
  printed,
  SEEDS,
  trainAsTheBook,
} from './Experiment.js'
import { first } from './overfitting.js'

/** Initial scales of the weights, evenly on a logarithmic axis from 1 to 0.0001. */
const SCALES = Array.from({ length: 16 }, (_, i) => 10 ** ((-4 * i) / 15))

const named = (scale: number, way: 'with' | 'without') => `std ${scale.toPrecision(3)}, ${way}`

const known: Readonly<Record<string, Measure>> = {
  'std 0.0136, with': { book: 'at least 0.99', band: [0.99, 1] },
  'std 0.0136, without': printed('0.12'),
  'std 0.293, with': band(0.63, 0.69),
  'std 0.293, without': band(0.95, 1),
}

const names = SCALES.flatMap((scale) => [named(scale, 'with'), named(scale, 'without')])

/** Training accuracy at the end; NaN where the training diverges. */
export async function learned(
  train: Dataset,
  scale: number,
  batchNormalization: boolean,
  seed: number,
): Promise<number> {
  const net = new MultiLayerNet({
    inputSize: 784,
    hiddenSizes: Array(5).fill(100),
    outputSize: 10,
    weightInitStd: scale,
    batchNormalization,
    seed,
  })
  const optimizer = new SGD({ lr: 0.01 })
  try {
    await trainAsTheBook(net, { train, optimizer, batchSize: 100, iterations: 200, seed })
  } catch (error) {
    if (error instanceof Divergence) return Number.NaN // as the largest scales do without
    throw error
  }
  return accuracyAtEnd(net, train)
}

export const batchNormalizationExperiment = experiment({
  name: 'batch-normalization',
  title: 'With batch normalization a network learns from many more initial scales.',
  settings: '1,000 images, 784-100×5-10, ReLU, SGD 0.01, batch 100, 20 epochs; training accuracy',
  source: 'notes, Batch Normalization; the book, section 6.3.2',
  explanation:
    'With batch normalization, at the scale 0.293, one seed of five ends at 0.607; the band, ' +
    'from 0.63, is that of two or three seeds, and every second faithful run falls outside ' +
    'of such a band.',
  seeds: SEEDS,
  quick: false,
  measures: Object.fromEntries(names.map((name) => [name, known[name] ?? {}])),
  async run(seed) {
    const train = first((await loadMnist()).train, 1000)
    const found: Record<string, number> = {}
    for (const scale of SCALES) {
      found[named(scale, 'with')] = await learned(train, scale, true, seed)
      found[named(scale, 'without')] = await learned(train, scale, false, seed)
    }
    return found
  },
})
