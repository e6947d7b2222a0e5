import { Adam, exercises, grad, math, RMSProp } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

/** One weight as a matrix that an optimizer moves. */
const weight = (w: number) => ({ w: math.matrix([w]) })

exerciseSuite('notebook 12', exercises.optimizers, {
  firstSteps: {
    right: [
      [40 * 0.1, 0.9 * 0 + 40 * 0.1, 0.1, 0.1 / Math.sqrt(1 - 0.99), 0.1],
      [4, 4, (0.1 * 40) / (40 + 1e-7), 1, (0.1 * 40) / (40 + 1e-8)],
    ],
    wrong: { allAlike: [4, 4, 4, 4, 4], different: [4, 4, 0.1, 0.1, 1] },
  },
  greatestRate: {
    right: [
      (curvatures) => Math.min(...curvatures.map((c) => 2 / c)),
      (curvatures) => 2 / math.max(math.matrix([...curvatures])),
    ],
    wrong: {
      best: (curvatures) => Math.min(...curvatures.map((c) => 1 / c)),
      different: () => 1,
    },
  },
  rmsProp: {
    right: [
      (h, g) => {
        const next = h + 0.1 * (g ** 2 - h)
        return [next, (-0.01 * g) / (Math.sqrt(next) + 1e-7)]
      },
      (h, g) => {
        const rule = new RMSProp({ lr: 0.01, decay: 0.9 })
        const params = weight(0)
        rule.restore({ rule: 'RMSProp', steps: 1, memory: { w: { h: math.matrix([h]) } } })
        rule.update(params, { w: math.matrix([g]) })
        return [math.sum(rule.state().memory.w.h), math.sum(params.w)]
      },
    ],
    wrong: {
      sum: (h, g) => [h + g * g, (-0.01 * g) / (Math.sqrt(h + g * g) + 1e-7)],
      different: (h, g) => [0.9 * h + 0.1 * g * g, -0.01 * g],
    },
  },
  adam: {
    right: [
      (slope, start, steps) => {
        const rule = new Adam({ lr: 0.1, form: 'paper' })
        const params = weight(start)
        for (let t = 0; t < steps; t++) {
          rule.update(params, { w: math.matrix([slope(math.sum(params.w))]) })
        }
        return math.sum(params.w)
      },
      (slope, start, steps) => {
        let [w, m, v] = [start, 0, 0]
        for (let t = 1; t <= steps; t++) {
          const g = slope(w)
          m = 0.9 * m + 0.1 * g
          v = 0.999 * v + 0.001 * g ** 2
          const rate = (0.1 * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t)
          w -= (rate * m) / (Math.sqrt(v) + 1e-7)
        }
        return w
      },
    ],
    wrong: {
      onlyDown: (slope, start, steps) => {
        let [w, m, v] = [start, 0, 0]
        for (let t = 1; t <= steps; t++) {
          m = 0.9 * m + 0.1 * slope(w)
          v = 0.999 * v + 0.001 * slope(w) ** 2
          w -= (0.1 * m) / (Math.sqrt(v) + 1e-8)
        }
        return w
      },
      different: (_slope, start, steps) => start - 0.1 * steps * grad((w: number) => w)(start),
    },
  },
})
