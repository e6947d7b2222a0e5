import { loadMnist } from '../../data/mnist.js'
import { math } from '../../math/instance.js'
import { TwoLayerNet } from '../../nn/models/TwoLayerNet.js'
import { experiment, SEEDS } from './Experiment.js'

const sizes = { inputSize: 784, hiddenSize: 20, outputSize: 10 }

const atMost = (most: number) => ({ book: `at most ${most}`, band: [0, most] as const })

export const gradientCheckExperiment = experiment({
  name: 'gradient-check',
  title: 'Backpropagation and central differences agree on three digits.',
  settings: '784-20-10, ReLU, 3 images, h = 1e-4, loss without epsilon; mean absolute differences',
  source: 'notes, 梯度确认; the book, section 5.7.3',
  seeds: SEEDS,
  quick: true,
  measures: { W1: atMost(1e-12), b1: atMost(2e-12), W2: atMost(2e-12), b2: atMost(3e-10) },
  async run(seed) {
    const { train } = await loadMnist()
    const { x, t } = train.batch([0, 1, 2])
    const net = new TwoLayerNet({ ...sizes, activation: 'relu', seed })
    const [analytic, numerical] = [net.gradient(x, t), net.numericalGradient(x, t)]
    const difference = (name: 'W1' | 'b1' | 'W2' | 'b2') =>
      math.mean(math.abs(math.subtract(analytic[name], numerical[name])))
    return {
      W1: difference('W1'),
      b1: difference('b1'),
      W2: difference('W2'),
      b2: difference('b2'),
    }
  },
})
