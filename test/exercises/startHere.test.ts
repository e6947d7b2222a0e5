import { exercises, grad, math, numericalDiff } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

function descended(from: number, lr: number): number {
  let x = from
  for (let i = 0; i < 1000; i++) x -= lr * (3 * x ** 2 - 3)
  return x
}

exerciseSuite('notebook 00', exercises.startHere, {
  slopeByHand: {
    right: [
      (x) => 3 * x * (x - 2),
      grad((x: number) => math.subtract(math.dotPow(x, 3), math.multiply(3, math.dotPow(x, 2)))),
    ],
    wrong: {
      ofTheLesson: (x) => 3 * (x - 1) * (x + 1),
      twice: (x) => 6 * (x - 1),
      different: (x) => 2 * x,
    },
  },
  centralDifference: {
    right: [
      (f, x, h) => f(x + h) / (2 * h) - f(x - h) / (2 * h),
      (f, x, h) => ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2,
    ],
    wrong: {
      halfWidth: (f, x, h) => (f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h,
      different: (f, x) => numericalDiff(f, x),
    },
  },
  endOfDescent: {
    right: [descended(-0.9, 0.05), descended(-0.9, 0.01)],
    wrong: { root: 1.7321, hilltop: -1.0005, different: 2 },
  },
})
