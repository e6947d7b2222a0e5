import assert from 'node:assert/strict'
import { tableDataset } from '../../src/data/table.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { Affine } from '../../src/nn/Affine.js'
import { accuracy, confusionMatrix } from '../../src/nn/accuracy.js'
import { BatchNormalization } from '../../src/nn/BatchNormalization.js'
import { Convolution } from '../../src/nn/Convolution.js'
import { crossEntropy } from '../../src/nn/crossEntropy.js'
import { Dropout } from '../../src/nn/Dropout.js'
import { Flatten } from '../../src/nn/Flatten.js'
import { Identity } from '../../src/nn/Identity.js'
import { normalWeights } from '../../src/nn/initialWeights.js'
import { MeanSquaredErrorWithLoss } from '../../src/nn/MeanSquaredErrorWithLoss.js'
import { meanSquaredError, sumOfSquares } from '../../src/nn/meanSquaredError.js'
import { Perceptron } from '../../src/nn/models/Perceptron.js'
import { TwoLayerNet } from '../../src/nn/models/TwoLayerNet.js'
import { Pooling } from '../../src/nn/Pooling.js'
import { Relu } from '../../src/nn/Relu.js'
import { Sigmoid } from '../../src/nn/Sigmoid.js'
import { SoftmaxWithLoss } from '../../src/nn/SoftmaxWithLoss.js'
import { Summary } from '../../src/nn/summary.js'
import { Tanh } from '../../src/nn/Tanh.js'

describe('what a layer or a model cannot take', () => {
  const none = undefined as never
  const x = math.ones([2, 2])
  const afterForward = (layer: SoftmaxWithLoss | MeanSquaredErrorWithLoss) => {
    layer.forward(x, math.softmax(x, 1))
    return layer
  }
  const wrong: Readonly<Record<string, readonly [call: () => unknown, given: string]>> = {
    'Tanh.forward of nothing': [() => new Tanh().forward(none), 'undefined'],
    'Sigmoid.forward of a number': [() => new Sigmoid().forward(5 as never), '5'],
    'Dropout.forward of a number': [() => new Dropout().forward(5 as never), '5'],
    'a matrix as dout of SoftmaxWithLoss': [
      () => afterForward(new SoftmaxWithLoss()).backward(x as never),
      'a matrix of size [2, 2]',
    ],
    'a matrix as dout of MeanSquaredErrorWithLoss': [
      () => afterForward(new MeanSquaredErrorWithLoss()).backward(x as never),
      'a matrix of size [2, 2]',
    ],
    'Perceptron.learn without labels': [
      () => new Perceptron([1, 1], 0).learn(x, none),
      'undefined',
    ],
    'normalWeights of a number': [() => normalWeights(2 as never, 0.1, new Random(0)), '2'],
    'Summary of nothing': [() => new Summary(none, none), 'undefined'],
    'Summary without layers': [() => new Summary([2], none), 'undefined'],
  }
  for (const [what, [call, given]] of Object.entries(wrong)) {
    it(`is refused: ${what}`, () => {
      assert.throws(call, { name: /^(Domain|Shape)Error$/, given })
    })
  }
})

describe('an array in place of a matrix', () => {
  const rows = [
    [1, 2],
    [3, 4],
  ] as never
  const two = math.ones([2])
  const square = math.ones([2, 2])
  const filters = math.ones([1, 1, 1, 1])
  const statistics = { runningMean: two, runningVariance: [1, 1] as never }
  const relu = new Relu()
  relu.forward(square)
  const sizes = { inputSize: 2, hiddenSize: 2, outputSize: 2 }
  const calls: readonly (readonly [where: string, call: () => unknown])[] = [
    ['Affine', () => new Affine(rows, two)],
    ['Affine', () => new Affine(square, [1, 2] as never)],
    ['Affine.forward', () => new Affine(square, two).forward(rows)],
    ['Relu.backward', () => relu.backward(rows)],
    ['BatchNormalization', () => new BatchNormalization([1, 1] as never, two)],
    ['BatchNormalization', () => new BatchNormalization(two, [1, 1] as never)],
    ['BatchNormalization.forward', () => new BatchNormalization(two, two).forward(rows)],
    [
      'BatchNormalization.statistics',
      () => Object.assign(new BatchNormalization(two, two), { statistics }),
    ],
    ['Convolution', () => new Convolution(rows, math.ones([1]))],
    ['Convolution', () => new Convolution(filters, [1] as never)],
    ['Convolution.forward', () => new Convolution(filters, math.ones([1])).forward(rows)],
    ['Pooling.forward', () => new Pooling(2, 2).forward(rows)],
    ['Flatten.forward', () => new Flatten().forward(rows)],
    ['Identity.forward', () => new Identity().forward(rows)],
    ['SoftmaxWithLoss.forward', () => new SoftmaxWithLoss().forward(rows, [0, 1])],
    [
      'MeanSquaredErrorWithLoss.forward',
      () => new MeanSquaredErrorWithLoss().forward(rows, square),
    ],
    ['crossEntropy', () => crossEntropy(rows, [0, 1])],
    ['meanSquaredError', () => meanSquaredError(rows, square)],
    ['sumOfSquares', () => sumOfSquares(square, rows)],
    ['accuracy', () => accuracy(rows, [0, 1])],
    ['confusionMatrix', () => confusionMatrix(rows, [0, 1])],
    ['Network.restore', () => new TwoLayerNet(sizes).restore({ W1: rows })],
    ['Perceptron.predict', () => new Perceptron([1, 1], 0).predict(rows)],
    ['Perceptron.learn', () => new Perceptron([1, 1], 0).learn(rows, [0, 1])],
    ['tableDataset', () => tableDataset(rows, [0, 1])],
  ]
  for (const [where, call] of calls) {
    it(`is refused by the function that was called: ${where}`, () => {
      assert.throws(call, { name: 'DomainError', where, mend: /math\.matrix/ })
    })
  }
})
