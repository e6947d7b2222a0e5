import assert from 'node:assert/strict'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { Dropout } from '../../src/nn/Dropout.js'
import { normalWeights } from '../../src/nn/initialWeights.js'
import { MeanSquaredErrorWithLoss } from '../../src/nn/MeanSquaredErrorWithLoss.js'
import { Perceptron } from '../../src/nn/models/Perceptron.js'
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
