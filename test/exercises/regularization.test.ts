import { Dropout, exercises, type Matrix, math, SGD } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

exerciseSuite('notebook 15', exercises.regularization, {
  decayStep: {
    right: [
      (W, dW, lr, lambda) =>
        math.subtract(math.dotMultiply(1 - lr * lambda, W), math.dotMultiply(lr, dW)),
      (W, dW, lr, lambda) => {
        const params = { W: math.clone(W) as Matrix }
        const penalty = math.dotMultiply(W, lambda)
        new SGD({ lr }).update(params, { W: math.add(dW, penalty) })
        return params.W
      },
    ],
    wrong: {
      onlyDecay: (W, _, lr, lambda) => math.subtract(W, math.dotMultiply(lr * lambda, W)),
      different: (W, dW, lr, lambda) =>
        math.subtract(W, math.dotMultiply(lr, math.add(W, math.dotMultiply(lambda, dW)))),
    },
  },
  invertedDropout: {
    right: [
      (x, dout, mask, p, training) => {
        const factor = training ? math.dotDivide(mask, 1 - p) : 1
        return { y: math.dotMultiply(x, factor), dx: math.dotMultiply(dout, factor) }
      },
      (x, dout, mask, p, training) => {
        const layer = new Dropout(p, { mask, inverted: true })
        const y = layer.forward(x, { training })
        return { y, dx: training ? layer.backward(dout) : dout }
      },
    ],
    wrong: {
      never: (x, dout, mask, _, training) =>
        training
          ? { y: math.dotMultiply(mask, x), dx: math.dotMultiply(mask, dout) }
          : { y: x, dx: dout },
      different: (x, dout) => ({ y: x, dx: dout }),
    },
  },
  scatterOfSum: {
    right: [Math.sqrt(16), 10 * 0.4],
    wrong: { oneInput: Math.sqrt(0.16), different: 8 },
  },
})
