import { exercises, grad, math } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

exerciseSuite('notebook 03', exercises.activationFunctions, {
  slopeOfTanh: {
    right: [grad((x: number) => math.tanh(x)), (x) => 1 / Math.cosh(x) ** 2],
    wrong: {
      ofSigmoid: grad((x: number) => math.sigmoid(x)),
      different: (x) => Math.cosh(x) ** 2,
    },
  },
  slopeOverFiveLayers: {
    right: [1 / 1024, math.sigmoid(0) ** 5 * 0.5 ** 5],
    wrong: { added: 1.25, slopeOfRelu: 1, different: 0.01 },
  },
  leakyReluAndSlope: {
    right: [
      (x) => [Math.max(x, 0.1 * x), x <= 0 ? 0.1 : 1],
      (x) => [math.leakyRelu(x, 0.1), grad((v: number) => math.leakyRelu(v, 0.1))(x)],
    ],
    wrong: { relu: (x) => [Math.max(0, x), Number(x > 0)], different: (x) => [x, 1] },
  },
})
