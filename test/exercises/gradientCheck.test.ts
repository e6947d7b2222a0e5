import { Affine, exercises, grad, type Matrix, math, numericalDiff } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

type Gradients = Record<'x' | 'W' | 'b', Matrix>

function affineOfLibrary(x: Matrix, W: Matrix, dout: Matrix): Gradients {
  const layer = new Affine(W, math.zeros([W.size()[1]]))
  layer.forward(x)
  const dx = layer.backward(dout)
  return { x: dx, W: layer.grads.W, b: layer.grads.b }
}

function affineByAutodiff(x: Matrix, W: Matrix, dout: Matrix): Gradients {
  const loss = (p: Gradients) =>
    math.sum(math.dotMultiply(math.add(math.multiply(p.x, p.W), p.b), dout))
  return grad(loss)({ x, W, b: math.zeros([W.size()[1]]) })
}

exerciseSuite('notebook 10', exercises.gradientCheck, {
  affineBackward: {
    right: [affineOfLibrary, affineByAutodiff],
    wrong: {
      turnedAround: (x, W, dout) => {
        const gradients = affineOfLibrary(x, W, dout)
        return { ...gradients, W: math.transpose(gradients.W) }
      },
      biasAveraged: (x, W, dout) => {
        const gradients = affineOfLibrary(x, W, dout)
        return { ...gradients, b: math.dotDivide(gradients.b, x.size()[0]) }
      },
      different: (x, W) => ({ x, W, b: math.zeros([3]) }),
    },
  },
  relativeError: {
    right: [
      (a, n) => {
        const scale = Math.max(Math.abs(a), Math.abs(n))
        return scale > 0 ? Math.abs(a - n) / scale : 0
      },
      (a, n) => (a === n ? 0 : Math.max(a - n, n - a) / Math.max(a, -a, n, -n)),
    ],
    wrong: {
      absolute: (a, n) => Math.max(a, n) - Math.min(a, n),
      byNumerical: (a, n) => (a === n ? 0 : Math.abs(a / n - 1) || Math.abs(a - n) / Math.abs(n)),
      different: () => 0,
    },
  },
  lossesForCheck: {
    right: [2 * 39_760, (784 + 1) * 50 * 2 + (50 + 1) * 10 * 2],
    wrong: { withoutBiases: 2 * (784 * 50 + 50 * 10), different: 100 },
  },
  hasCorner: {
    right: [
      (f, x) => {
        const [left, right] = [-1e-6, 1e-6].map((h) => (f(x + h) - f(x)) / h)
        return Math.abs(right - left) > 0.01 // 2000 x² parts by 0.004 only
      },
      (f, x) => {
        const side = (h: number) => 2 * ((f(x + h / 2) - f(x)) / h) * 2 - (f(x + h) - f(x)) / h
        return Math.abs(side(1e-5) - side(-1e-5)) > 0.005
      },
    ],
    wrong: {
      never: (f, x) => numericalDiff(f, x) === Infinity,
      onlyAtZero: (f, x) => x === 0 && f(1) > 0 && f(1) !== f(-1),
      different: (f, x) => f(x) > 0,
    },
  },
})
