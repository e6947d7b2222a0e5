import { exercises, grad, type Matrix, math, Relu, SoftmaxWithLoss } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

function reluOfLibrary(x: Matrix, dout: Matrix) {
  const layer = new Relu()
  return { y: layer.forward(x), dx: layer.backward(dout) }
}

function lossOfLibrary(scores: Matrix, labels: number[], arrived: number): Matrix {
  const layer = new SoftmaxWithLoss()
  layer.forward(scores, labels)
  return layer.backward(arrived)
}

function lossByAutodiff(scores: Matrix, labels: number[], arrived: number): Matrix {
  const loss = (x: Matrix) =>
    math.dotMultiply(
      -arrived / labels.length,
      math.sum(math.dotMultiply(math.oneHot(labels, scores.size()[1]), math.logSoftmax(x, 1))),
    )
  return grad(loss)(scores)
}

const silu = (x: number) => math.multiply(x, math.sigmoid(x))

exerciseSuite('notebook 09', exercises.layers, {
  reluLayer: {
    right: [
      reluOfLibrary,
      (x, dout) => ({ y: math.maximum(x, 0), dx: math.dotMultiply(dout, math.step(x)) }),
    ],
    wrong: {
      onlyForward: (x, dout) => ({
        y: math.relu(x),
        dx: math.dotMultiply(dout, math.smaller(x, 0)),
      }),
      switchesAlone: (x) => ({ y: math.relu(x), dx: math.step(x) }),
      different: (x, dout) => ({ y: math.abs(x), dx: math.dotMultiply(dout, math.sign(x)) }),
    },
  },
  siluBackward: {
    right: [
      (x, arrived) => arrived * grad(silu)(x),
      (x, arrived) => {
        const y = silu(x)
        return arrived * (y + math.sigmoid(x) * (1 - y))
      },
    ],
    wrong: {
      value: (x, arrived) => arrived * silu(x),
      arrivedLost: (x) => grad(silu)(x),
      different: () => 1,
    },
  },
  affineShapes: {
    right: [
      { Y: [32, 100 / 2], dX: [32, 28 * 28], dW: [28 * 28, 50], dB: [50] },
      Object.fromEntries([
        ['dB', [50]],
        ['dW', [784, 50]],
        ['dX', [32, 784]],
        ['Y', [32, 50]],
      ]) as Record<'Y' | 'dX' | 'dW' | 'dB', number[]>, // these four, in another order
    ],
    wrong: {
      biasPerExample: { Y: [32, 50], dX: [32, 784], dW: [784, 50], dB: [32, 50] },
      different: { Y: [50, 32], dX: [32, 784], dW: [784, 50], dB: [50] },
    },
  },
  lossBackward: {
    right: [lossOfLibrary, lossByAutodiff],
    wrong: {
      arrivedLost: (scores, labels) => lossOfLibrary(scores, labels, 1),
      notAMean: (scores, labels, arrived) => lossOfLibrary(scores, labels, arrived * labels.length),
      different: (scores) => scores,
    },
  },
})
