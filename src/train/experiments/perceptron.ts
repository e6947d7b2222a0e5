import { xorPoints } from '../../data/toys.js'
import { flat } from '../../math/storage.js'
import { MultiLayerNet } from '../../nn/models/MultiLayerNet.js'
import { Perceptron } from '../../nn/models/Perceptron.js'
import { SGD } from '../SGD.js'
import { accuracyAtEnd, experiment, SEEDS, trainAsTheBook } from './Experiment.js'

export const perceptronExperiment = experiment({
  name: 'perceptron',
  title: 'One perceptron cannot be XOR; a network with a hidden layer can.',
  settings:
    '200 points around the corners of a square, noise 0.1; perceptron: 100 epochs; 2-8-2, SGD 0.5',
  source: 'notes, 感知机; the book, sections 2.4 and 2.5',
  seeds: SEEDS,
  quick: true,
  measures: {
    // a line has at most three of the four corners on the right sides
    'accuracy of a perceptron': { book: 'at most 3 of 4', band: [0, 0.75] },
    'accuracy of a network': { book: 'all', band: [1, 1] },
  },
  async run(seed) {
    const data = xorPoints({ perClass: 100, noise: 0.1, seed })
    const { x } = data.batch([...Array(data.length).keys()])
    const perceptron = new Perceptron([0, 0], 0)
    perceptron.learn(x, data.labels)
    const right = flat(perceptron.predict(x)).filter((y, n) => y === data.labels[n]).length
    const net = new MultiLayerNet({ inputSize: 2, hiddenSizes: [8], outputSize: 2, seed })
    const optimizer = new SGD({ lr: 0.5 })
    await trainAsTheBook(net, { train: data, optimizer, batchSize: 50, iterations: 500, seed })
    return {
      'accuracy of a perceptron': right / data.length,
      'accuracy of a network': await accuracyAtEnd(net, data),
    }
  },
})
