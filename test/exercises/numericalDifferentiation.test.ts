import { exercises, math, numericalGradient } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

exerciseSuite('notebook 06', exercises.numericalDifferentiation, {
  repairedGradient: {
    right: [
      (f, x) =>
        x.map((_, i) => {
          const beside = (by: number) => f(x.map((value, k) => (k === i ? value + by : value)))
          return (beside(1e-5) - beside(-1e-5)) / 2e-5
        }),
      (f, x) => {
        const list = math.matrix([...x])
        const value = () => f(list.toArray() as number[]) // a vector as a list of numbers
        return numericalGradient(value, list).toArray() as number[]
      },
    ],
    wrong: {
      notPutBack: (f, x) =>
        Array.from(x.keys(), (i) => {
          x[i] += 1e-4
          const above = f(x)
          x[i] -= 2e-4
          return (above - f(x)) / 2e-4
        }),
      forward: (f, x) =>
        x.map((_, i) => (f(x.map((v, k) => (k === i ? v + 1e-4 : v))) - f(x)) / 1e-4),
      different: (_f, x) => x.map(() => 0.5),
    },
  },
  stepOnTheChip: {
    right: [Math.cbrt(1e-9), 2e-3],
    wrong: { habit: 1.2e-4, ofForward: Math.sqrt(1e-9), exponent: -4, different: 100 },
  },
  secondDifference: {
    right: [
      (f, x) => {
        const slope = (at: number) => (f(at + 2e-4) - f(at - 2e-4)) / 4e-4
        return (slope(x + 2e-4) - slope(x - 2e-4)) / 4e-4
      },
      (f, x) => ((f(x + 2e-3) - f(x)) / 2e-3 - (f(x) - f(x - 2e-3)) / 2e-3) / 2e-3,
    ],
    wrong: {
      first: (f, x) => (f(x + 1e-3) - f(x - 1e-3)) / 2e-3,
      sign: (f, x) => -(f(x + 1e-3) + f(x - 1e-3) - 2 * f(x)) / 1e-6,
      different: (f, x) => (f(x + 1e-9) - 2 * f(x) + f(x - 1e-9)) / 1e-18,
    },
  },
  steepestWayDown: {
    right: [
      [-6 / 10, -8 / 10, -Math.hypot(6, 8)],
      [-Math.cos(Math.atan2(4, 3)), -Math.sin(Math.atan2(4, 3)), -10],
    ],
    wrong: {
      uphill: [6 / 10, 8 / 10, 10],
      level: [-4 / 5, 3 / 5, 0],
      different: [-1, 0, -6],
    },
  },
})
