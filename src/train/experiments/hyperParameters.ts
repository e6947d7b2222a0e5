import { loadMnist } from '../../data/mnist.js'
import { split } from '../../data/table.js'
import { MultiLayerNet } from '../../nn/models/MultiLayerNet.js'
import { SGD } from '../SGD.js'
import { logUniform, randomSearch } from '../search.js'
import { accuracyAtEnd, experiment, SEEDS, trainAsTheBook } from './Experiment.js'
import { first } from './overfitting.js'

export const hyperParametersExperiment = experiment({
  name: 'hyper-parameters',
  title: 'A random search finds a learning rate and a weight decay.',
  settings:
    '500 images, a fifth of them for validation, 784-100×6-10, ReLU, SGD, batch 100, 50 epochs; ' +
    '100 trials, lr from 1e-6 to 1e-2, weight decay from 1e-8 to 1e-4',
  source: 'notes, 超参数; the book, section 6.5.3',
  seeds: SEEDS,
  quick: false,
  measures: { 'best validation accuracy': {}, 'its lr': {}, 'its weight decay': {} },
  async run(seed) {
    const { train, validation } = split(first((await loadMnist()).train, 500), { seed })
    const [best] = await randomSearch({
      space: { lr: logUniform(1e-6, 1e-2), weightDecay: logUniform(1e-8, 1e-4) },
      trials: 100,
      seed,
      async score({ lr, weightDecay }) {
        const sizes = { inputSize: 784, hiddenSizes: Array(6).fill(100), outputSize: 10 }
        const net = new MultiLayerNet({ ...sizes, weightDecay, seed })
        const optimizer = new SGD({ lr })
        await trainAsTheBook(net, { train, optimizer, batchSize: 100, iterations: 200, seed })
        return accuracyAtEnd(net, validation)
      },
    })
    return {
      'best validation accuracy': best.score,
      'its lr': best.parameters.lr,
      'its weight decay': best.parameters.weightDecay,
    }
  },
})
