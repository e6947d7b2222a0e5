import {
  exercises,
  flat,
  type Matrix,
  math,
  Standardization,
  shape,
  tensor,
} from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

/** Softmax of each row by itself, in plain JavaScript. */
function rowByRow(a: Matrix, shift = true): Matrix {
  const [rows, K] = shape(a)
  const values = Array.from({ length: rows }, (_, n) => {
    const row = Array.from(flat(a).slice(n * K, (n + 1) * K))
    const exp = row.map((score) => Math.exp(score - (shift ? Math.max(...row) : 0)))
    return exp.map((value) => value / exp.reduce((sum, other) => sum + other, 0))
  })
  return tensor(values.flat(), [rows, K])
}

const broadcastTest = (train: Matrix, test: Matrix, ...rest: 'uncorrected'[]) => {
  const [, D] = shape(test)
  const z = Array.from(flat(test), (value, i) => {
    const column = Array.from(flat(train)).filter((_, k) => k % D === i % D)
    return (value - math.mean(math.matrix(column))) / math.std(math.matrix(column), ...rest)
  })
  return tensor(z, shape(test))
}

exerciseSuite('notebook 04', exercises.outputAndInference, {
  softmaxOfRows: {
    right: [(a) => math.softmax(a), (a) => rowByRow(a), (a) => math.exp(math.logSoftmax(a, 1))],
    wrong: {
      withoutMaximum: (a) => rowByRow(a, false),
      columns: (a) => math.transpose(math.softmax(math.transpose(a), 1)),
      different: (a) => math.sigmoid(a),
    },
  },
  softmaxAt: {
    right: [
      (a, T) => {
        const exp = math.exp(math.dotDivide(math.subtract(a, math.max(a)), T))
        return math.dotDivide(exp, math.sum(exp))
      },
      (a, T) => {
        const powers = math.dotPow(math.softmax(a), 1 / T)
        return math.dotDivide(powers, math.sum(powers))
      },
    ],
    wrong: {
      unchanged: (a, T) => math.softmax(math.subtract(a, T)),
      multiplied: (a, T) => {
        const powers = math.dotPow(math.softmax(a), T)
        return math.dotDivide(powers, math.sum(powers))
      },
      different: (a, T) => math.dotMultiply(a, T),
    },
  },
  probabilityOfSecond: {
    right: [flat(math.softmax(math.matrix([0, Math.log(3)])))[1], math.sigmoid(Math.log(3))],
    wrong: { first: math.sigmoid(-Math.log(3)), ratio: Math.exp(Math.log(3)), different: 0.9 },
  },
  standardizeTest: {
    right: [
      (train, test) => new Standardization(train).apply(test),
      (train, test) => broadcastTest(train, test, 'uncorrected'),
    ],
    wrong: {
      ownMeasures: (_, test) => new Standardization(test).apply(test),
      overNMinusOne: (train, test) => broadcastTest(train, test),
      different: (_, test) => test,
    },
  },
})
