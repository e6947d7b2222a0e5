import { exercises, flat, grad, type Matrix, math } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

exerciseSuite('notebook 07', exercises.gradientDescent, {
  oneStep: {
    right: [
      (x0, x1, rate) => {
        const slope0 = 2 * x0 + x1
        x1 -= rate * (x0 + 2 * x1)
        return [x0 - rate * slope0, x1]
      },
      (x0, x1, rate) => {
        const H = math.matrix([
          [1 - 2 * rate, -rate],
          [-rate, 1 - 2 * rate],
        ])
        const [moved0, moved1] = flat(math.multiply(H, math.matrix([x0, x1])))
        return [moved0, moved1]
      },
    ],
    wrong: {
      uphill: (x0, x1, rate) => [x0 * (1 + 2 * rate) + x1 * rate, x1 * (1 + 2 * rate) + x0 * rate],
      noRate: (x0, x1) => [-x0 - x1, -x0 - x1],
      different: (x0, x1) => [x0, x1],
    },
  },
  limitOfTheRate: {
    right: [0.333, 2 / 6],
    wrong: { oneStepThere: 0.1667, coefficient: 0.667, different: 0.5 },
  },
  weightGradient: {
    right: [
      (x, W, t) =>
        grad((weights: Matrix) =>
          math.dotDivide(math.sum(math.square(math.subtract(math.multiply(x, weights), t))), 2),
        )(W),
      (x, W, t) => {
        const gram = math.multiply(math.transpose(x), x)
        return math.subtract(math.multiply(gram, W), math.multiply(math.transpose(x), t))
      },
    ],
    wrong: {
      sign: (x, W, t) => math.multiply(math.transpose(x), math.subtract(t, math.multiply(x, W))),
      byScores: (x, W, t) => math.subtract(math.multiply(x, W), t),
      different: (_x, W) => W,
    },
  },
  notSeenAfterTwo: {
    right: [0.135, (1 - 1 / 60_000) ** 120_000],
    wrong: { oneEpoch: 0.368, seen: 0.865, different: 0.25 },
  },
})
