import { crossEntropy, exercises, flat, grad, math, shape } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

const labelsOf = (t: Parameters<typeof math.argMax>[0]) => flat(math.argMax(t, 1))

exerciseSuite('notebook 05', exercises.lossFunctions, {
  crossEntropyError: {
    right: [
      (y, t) => crossEntropy(y, t),
      (y, t) => {
        const [N, K] = shape(y)
        const costs = Array.from(labelsOf(t), (label, n) => -Math.log(flat(y)[n * K + label]))
        return costs.reduce((sum, cost) => sum + cost, 0) / N
      },
    ],
    wrong: {
      notMean: (y, t) => 2 * crossEntropy(y, t),
      sign: (y, t) => -crossEntropy(y, t),
      different: (y, t) => 1 - math.mean(math.dotMultiply(t, y)),
    },
  },
  lossOfIgnorance: {
    right: [
      -Math.log(0.1),
      Number(Math.LN10.toFixed(3)),
      crossEntropy(math.matrix([new Array(10).fill(0.1)]), [4]),
    ],
    wrong: { negative: -Math.LN10, decimal: Math.log10(10), different: Math.log2(10) },
  },
  slopeOfEntropy: {
    right: [
      (a, t) => grad((score: number) => math.softplus(score))(a) - t,
      (a, t) => 1 / (1 + Math.exp(-a)) - t,
    ],
    wrong: {
      sign: (a, t) => t - 1 / (1 + Math.exp(-a)),
      ofSquares: (a, t) => {
        const y = math.sigmoid(a)
        return (y - t) * (y - y ** 2)
      },
      different: (a, t) => math.tanh(a) - t,
    },
  },
})
