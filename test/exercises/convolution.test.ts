import { exercises, flat, type Matrix, math, shape } from '../../src/index.js'
import { exerciseSuite } from './exerciseSuite.js'

/** By loops over every window. */
function byLoops(x: Matrix, height: number, width: number, stride = height, pad = 0): Matrix {
  const [N, C, H, W] = shape(x)
  const [rows, columns] = [H, W].map(
    (length) => Math.floor((length + 2 * pad - height) / stride) + 1,
  )
  const y = math.full([N, C, rows, columns], -Infinity)
  const values = flat(x)
  for (let plane = 0; plane < N * C; plane++) {
    for (let p = 0; p < rows; p++) {
      for (let q = 0; q < columns; q++) {
        for (let i = p * stride - pad; i < p * stride - pad + height; i++) {
          for (let j = q * stride - pad; j < q * stride - pad + width; j++) {
            if (i < 0 || j < 0 || i >= H || j >= W) continue
            const at = [Math.floor(plane / C), plane % C, p, q]
            const value = values[(plane * H + i) * W + j]
            y.set(at, Math.max(Number(y.get(at)), value))
          }
        }
      }
    }
  }
  return y
}

exerciseSuite('notebook 16', exercises.convolution, {
  maxPooling: {
    right: [
      byLoops,
      (x, height, width, stride = height, pad = 0) =>
        math.maxPool(x, height, width, { stride, pad }),
    ],
    wrong: {
      strideOfOne: (x, height, width, stride = 1, pad = 0) =>
        math.maxPool(x, height, width, { stride, pad }),
      different: (x, height, width, stride = height) => math.maxPool(x, height, width, { stride }),
    },
  },
  edgeFilter: {
    right: [
      [
        [-1, 0, 1],
        [-2, 0, 2],
        [-1, 0, 1],
      ],
      [
        [0, 0, 0],
        [-0.5, -0.5, 1],
        [0, 0, 0],
      ],
    ],
    wrong: {
      mirrored: [
        [3, 0, -3],
        [10, 0, -10],
        [3, 0, -3],
      ],
      different: [[-1, 0, 1]],
    },
  },
  shapeAndParameters: {
    right: [
      [16, Math.floor(31 / 2) + 1, Math.floor(31 / 2) + 1, 16 * (3 * 5 * 5 + 1)],
      Array.from([16, 16, 16, 1216]),
    ],
    wrong: { noBias: [16, 16, 16, 16 * 75], different: [16, 18, 18, 1216] },
  },
})
