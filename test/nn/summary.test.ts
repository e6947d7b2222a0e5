import assert from 'node:assert/strict'
import { DeepConvNet } from '../../src/nn/models/DeepConvNet.js'
import { SimpleConvNet } from '../../src/nn/models/SimpleConvNet.js'
import { TwoLayerNet } from '../../src/nn/models/TwoLayerNet.js'
import { Relu } from '../../src/nn/Relu.js'
import { Sequential } from '../../src/nn/Sequential.js'
import { summary } from '../../src/nn/summary.js'

describe('summary', () => {
  it('prints layers, shapes and numbers of parameters', () => {
    assert.equal(
      String(summary(new SimpleConvNet())),
      [
        'layer        output    parameters',
        'Convolution  30×24×24         780',
        'Relu         30×24×24           0',
        'Pooling      30×12×12           0',
        'Affine       [100]        432,100',
        'Relu         [100]              0',
        'Affine       [10]           1,010',
        'all                       433,890',
      ].join('\n'),
    )
  })

  it('gives the same as data', () => {
    const net = new TwoLayerNet({ inputSize: 784, hiddenSize: 50, outputSize: 10 })
    const { layers, parameters } = summary(net)
    assert.equal(parameters, 39_760)
    assert.deepEqual(layers[0], { layer: 'Affine', output: [50], parameters: 39_250 })
  })

  it('refuses what is no network', () => {
    const refuses = (net: unknown, given: string) =>
      assert.throws(() => summary(net as never), { name: 'DomainError', given })
    refuses(undefined, 'undefined')
    refuses([new Relu()], '[an object of Relu]')
    refuses(new Sequential([new Relu()]), 'an object of Sequential')
  })

  it('shows the sizes of the book’s deeper network', () => {
    const { layers } = summary(new DeepConvNet())
    const pooled = layers.filter(({ layer }) => layer === 'Pooling').map(({ output }) => output)
    assert.deepEqual(pooled, [
      [16, 14, 14],
      [32, 8, 8],
      [64, 4, 4],
    ])
  })
})
