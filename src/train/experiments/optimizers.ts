import { miniBatches } from '../../data/batches.js'
import type { Dataset } from '../../data/Dataset.js'
import { loadMnist } from '../../data/mnist.js'
import { Random } from '../../math/random.js'
import type { WeightInitStd } from '../../nn/initialWeights.js'
import { MultiLayerNet } from '../../nn/models/MultiLayerNet.js'
import { AdaGrad } from '../AdaGrad.js'
import { Adam } from '../Adam.js'
import { Momentum } from '../Momentum.js'
import type { Optimizer } from '../Optimizer.js'
import { kernelSignal, pauses } from '../pause.js'
import { SGD } from '../SGD.js'
import { band, experiment, mean, printed, SEEDS } from './Experiment.js'

const hiddenSizes = [100, 100, 100, 100]
const ITERATIONS = 2000
const LAST = 100
const settings =
  '784-100×4-10, ReLU, batch 128, 2,000 iterations; ' +
  'mean loss of the last 100 batches, each after its own update, as the book prints it'

/** The book asks for the loss of a batch once more when it has learned from it. */
async function lastLoss(
  train: Dataset,
  optimizer: Optimizer,
  weightInitStd: WeightInitStd,
  seed: number,
): Promise<number> {
  const net = new MultiLayerNet({
    inputSize: 784,
    hiddenSizes,
    outputSize: 10,
    weightInitStd,
    seed,
  })
  const draw = { batchSize: 128, random: new Random(seed), sampling: 'withReplacement' } as const
  const batches = miniBatches(train.length, draw)
  const pause = pauses(kernelSignal())
  const losses: number[] = []
  for (let i = 0; i < ITERATIONS; i++) {
    await pause()
    const { x, t } = train.batch(batches.next().value)
    optimizer.update(net.params, net.gradient(x, t))
    if (i >= ITERATIONS - LAST) losses.push(net.loss(x, t))
  }
  return mean(losses)
}

export const optimizersOnMnist = experiment({
  name: 'optimizers',
  title: 'Four optimizers at their usual rates learn MNIST.',
  settings: `${settings}; He, SGD 0.01, Momentum 0.01/0.9, AdaGrad 0.01, Adam 0.001`,
  source: 'notes, 最优化; the book, section 6.1.7',
  explanation:
    'Every second faithful run falls outside a band of three, and the four optimizers of a ' +
    'seed share weights and batches: seed 1 is high in all of them. Momentum is above its ' +
    'band with four seeds of five; the same computation in plain NumPy gives 0.056 to 0.069 ' +
    'over eight seeds, with the mean 0.063, and ours have the mean 0.065.',
  seeds: SEEDS,
  quick: false,
  measures: {
    SGD: band(0.19, 0.21),
    Momentum: band(0.055, 0.062),
    AdaGrad: band(0.029, 0.034),
    Adam: band(0.033, 0.037),
  },
  async run(seed) {
    const { train } = await loadMnist()
    return {
      SGD: await lastLoss(train, new SGD({ lr: 0.01 }), 'he', seed),
      Momentum: await lastLoss(train, new Momentum({ lr: 0.01, momentum: 0.9 }), 'he', seed),
      AdaGrad: await lastLoss(train, new AdaGrad({ lr: 0.01 }), 'he', seed),
      Adam: await lastLoss(train, new Adam({ lr: 0.001, form: 'book' }), 'he', seed),
    }
  },
})

export const initialWeightsOnMnist = experiment({
  name: 'initial-weights',
  title: 'Initial weights decide whether a deep network learns.',
  settings: `${settings}; SGD 0.01`,
  source: 'notes, 权重的初始值; the book, section 6.2.4',
  explanation:
    'The runs with He’s weights are those of SGD among the optimizers, ' +
    'and seed 1 is the high one there, too.',
  seeds: SEEDS,
  quick: false,
  measures: { 'std 0.01': printed('2.30'), Xavier: band(0.28, 0.32), He: band(0.19, 0.21) },
  async run(seed) {
    const { train } = await loadMnist()
    const loss = (std: WeightInitStd) => lastLoss(train, new SGD({ lr: 0.01 }), std, seed)
    return {
      'std 0.01': await loss(0.01),
      Xavier: await loss('xavier'),
      He: await loss('he'),
    }
  },
})
