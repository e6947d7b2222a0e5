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
  lossesForOneGradient: {
    right: [(D, H, K) => 2 * ((D + 1) * H + (H + 1) * K), (D, H, K) => 2 * (H * (D + 1 + K) + K)],
    wrong: {
      oneForEach: (D, H, K) => (D + 1) * H + (H + 1) * K,
      different: (D, H, K) => 2 * (D + H + K),
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
