import { exercises } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

exerciseSuite('notebook 02', exercises.perceptron, {
  norGate: {
    right: [
      [-0.5, -0.5, 0.2],
      [-3, -2, 1.9],
    ],
    wrong: {
      or: [0.5, 0.5, -0.2],
      nand: [-0.5, -0.5, 0.7],
      never: [0, 0, 0],
      onlyOneInput: [0.1, -1, 0.5],
      different: [1, -1, 0.5],
    },
  },
  biasesOfAnd: {
    right: [
      [-2, -1],
      [-(1 + 1), -Math.max(1, 0)],
    ],
    wrong: { or: [-1, 0], signs: [1, 2], different: [-1.5, -1] },
  },
  learningStep: {
    right: [
      ([w1, w2, b], [x1, x2], t, lr) => {
        const y = w1 * x1 + w2 * x2 > -b ? 1 : 0
        return y === t ? [w1, w2, b] : [w1, w2, b].map((w, i) => w + (t - y) * lr * [x1, x2, 1][i])
      },
      (neuron, x, t, lr) => {
        const inputs = [...x, 1]
        const y = inputs.reduce((sum, value, i) => sum + value * neuron[i], 0) > 0
        return neuron.map((w, i) => w + lr * (t - Number(y)) * inputs[i])
      },
    ],
    wrong: {
      always: ([w1, w2, b], [x1, x2], t, lr) => {
        const e = t === 1 ? lr : -lr
        return [w1 + e * x1, w2 + e * x2, b + e]
      },
      different: (neuron) => neuron,
    },
  },
  xorOfNands: {
    right: [
      (x1, x2, nand) => nand(nand(x1, nand(x2, x2)), nand(nand(x1, x1), x2)),
      (x1, x2) => (x1 + x2) % 2,
    ],
    wrong: {
      or: (x1, x2, nand) => nand(nand(x1, x1), nand(x2, x2)),
      and: (x1, x2, nand) => nand(nand(x1, x2), nand(x1, x2)),
      different: () => 0,
    },
  },
})
