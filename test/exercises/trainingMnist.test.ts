import { exercises } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

exerciseSuite('notebook 11', exercises.trainingMnist, {
  updatesFor: {
    right: [
      (n, size, epochs) => epochs * (Math.floor(n / size) + Number(n % size > 0)),
      (n, size, epochs) => Math.floor((n + size - 1) / size) * epochs,
    ],
    wrong: {
      lastBatchLost: (n, size, epochs) => ((n - (n % size)) / size) * epochs,
      different: (n, size, epochs) => (Math.floor(n / size) + 1) * epochs,
    },
  },
  hardestDigit: {
    right: [
      (counts) => {
        const shares = counts.map((row, digit) => row[digit] / row.reduce((a, b) => a + b, 0))
        return shares.indexOf(Math.min(...shares))
      },
      (counts) => {
        let worst = 0
        let mostWrong = -1
        for (const [digit, row] of counts.entries()) {
          const all = row.reduce((a, b) => a + b)
          const wrong = (all - row[digit]) / all
          if (wrong > mostWrong) [worst, mostWrong] = [digit, wrong]
        }
        return worst
      },
    ],
    wrong: {
      fewestRight: (counts) => {
        const right = counts.map((row, digit) => row[digit])
        return right.indexOf(Math.min(...right))
      },
      different: () => 1,
    },
  },
  learn: {
    right: [
      (start, examples, lr) => {
        let w = start
        for (const [x, t] of examples) w -= lr * x * (w * x - t)
        return w
      },
      (start, examples, lr) => examples.reduce((w, [x, t]) => w + lr * x * (t - w * x), start),
    ],
    wrong: {
      uphill: (start, examples, lr) => {
        let w = start
        for (const [x, t] of examples) w += lr * x * (w * x - t)
        return w
      },
      different: (start) => start,
    },
  },
})
