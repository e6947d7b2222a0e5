import { BatchNormalization, exercises, type Matrix, math, vjp } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

/** Pixels as rows and channels as columns, and back. */
const byRows = (x: Matrix): Matrix => {
  const [N, C, H, W] = x.size()
  const rows = math.reshape(math.permute(x, [0, 2, 3, 1]), [N * H * W, C])
  const centred = math.subtract(rows, math.mean(rows, 0))
  const std = math.sqrt(math.add(math.mean(math.square(centred), 0), 1e-6))
  return math.permute(math.reshape(math.dotDivide(centred, std), [N, H, W, C]), [0, 3, 1, 2])
}

exerciseSuite('notebook 14', exercises.batchNormalization, {
  normalizeImages: {
    right: [byRows, (x) => new BatchNormalization(math.ones([2]), math.zeros([2])).forward(x)],
    wrong: {
      eachImageAndChannel: (x) => {
        const centred = math.subtract(x, math.mean(x, [2, 3], { keepDims: true }))
        const squares = math.mean(math.square(centred), [2, 3], { keepDims: true })
        return math.dotDivide(centred, math.sqrt(math.add(squares, 1e-6)))
      },
      different: (x) => {
        const centred = math.subtract(x, math.mean(x, [0, 2, 3], { keepDims: true }))
        return math.dotDivide(centred, math.std(x, [0, 2, 3], { keepDims: true }))
      },
    },
  },
  gradientOfInput: {
    right: [
      (d, normal, s) => {
        const inner = math.multiply(math.transpose(math.ones([4, 1])), math.dotMultiply(d, normal))
        const sums = math.multiply(math.transpose(math.ones([4, 1])), d)
        const total = math.add(sums, math.dotMultiply(normal, inner))
        return math.dotDivide(math.subtract(math.dotMultiply(4, d), total), math.dotMultiply(4, s))
      },
      (d, normal, s) => {
        const x = math.dotMultiply(normal, s)
        const standard = (v: Matrix) => {
          const centred = math.subtract(v, math.mean(v, 0))
          const variance = math.mean(math.square(centred), 0)
          return math.dotDivide(centred, math.sqrt(math.add(variance, 1e-6)))
        }
        return vjp(standard)(x)[1](d)
      },
    ],
    wrong: {
      constants: (d, _, s) => math.dotMultiply(d, math.dotDivide(1, s)),
      different: (d, normal) => math.dotMultiply(d, normal),
    },
  },
  folded: {
    right: [
      ({ W, b, gamma, beta, mean, s }) => {
        const scale = math.dotDivide(gamma, s)
        const D = math.diag(scale) as Matrix
        return [math.multiply(W, D), math.add(math.multiply(math.subtract(b, mean), D), beta)]
      },
      ({ W, b, gamma, beta, mean, s }) => {
        const after = (x: Matrix) => {
          const a = math.add(math.multiply(x, W), b)
          const normal = math.dotDivide(math.subtract(a, mean), s)
          return math.add(math.dotMultiply(gamma, normal), beta)
        }
        const shift = after(math.zeros([1, 3]))
        const unit = after(
          math.matrix([
            [1, 0, 0],
            [0, 1, 0],
            [0, 0, 1],
          ]) as Matrix,
        )
        return [math.subtract(unit, shift), math.reshape(shift, [3])]
      },
    ],
    wrong: {
      shiftForgotten: ({ W, b, gamma, mean, s }) => [
        math.dotDivide(math.dotMultiply(W, gamma), s),
        math.dotDivide(math.dotMultiply(math.subtract(b, mean), gamma), s),
      ],
      different: ({ W, b }) => [W, b],
    },
  },
})
