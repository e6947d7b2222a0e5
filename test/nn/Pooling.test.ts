import assert from 'node:assert/strict'
import fc from 'fast-check'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, shape, tensor } from '../../src/math/storage.js'
import { Pooling } from '../../src/nn/Pooling.js'
import { assertClose } from '../golden/golden.js'
import { imagesAndWindows } from '../support/plainWindows.js'
import { assertThreeGradientsAgree, goldenTests, refusesTests } from './support.js'

const cases = imagesAndWindows({ padInside: true }).filter(({ size: [N] }) => N > 0)

describe('Pooling', () => {
  goldenTests('Pooling', ({ pool, stride, pad }) => {
    assert.ok(pool)
    return new Pooling(...pool, { stride, pad })
  })
  refusesTests(() => new Pooling(2, 2), 'Pooling', [3, 2, 4, 4], [1, 2, 2, 2])

  for (const kind of ['max', 'average'] as const) {
    it(`has the same gradient by hand, by autodiff and by central differences: ${kind}`, () => {
      fc.assert(
        fc.property(cases, ({ size, height, width, options, seed }) => {
          const random = new Random(seed)
          const make = () => new Pooling(height, width, { ...options, kind })
          assertThreeGradientsAgree(make, random.normal([...size]), {}, random)
        }),
        { seed: 9, numRuns: 25 },
      )
    })
  }

  it('lays its windows side by side if no stride is given', () => {
    const x = math.reshape(math.arange(24), [1, 1, 4, 6])
    assert.deepEqual([...flat(new Pooling(2, 3).forward(x))], [8, 11, 20, 23])
    const mean = new Pooling(2, 3, { kind: 'average' })
    assert.deepEqual([...flat(mean.forward(x))], [4, 7, 16, 19])
  })

  it('counts the padding in its output size, and lets no zero win (slip E28)', () => {
    const x = math.dotMultiply(math.ones([1, 1, 4, 4]), -2)
    const y = new Pooling(2, 2, { pad: 1 }).forward(x)
    assert.deepEqual(shape(y), [1, 1, 3, 3])
    assert.deepEqual([...flat(y)], Array(9).fill(-2))
  })

  it('takes the mean of windows in the padding, too', () => {
    const y = new Pooling(1, 1, { kind: 'average', pad: 1 }).forward(math.ones([1, 1, 1, 1]))
    assert.deepEqual([...flat(y)], [0, 0, 0, 0, 1, 0, 0, 0, 0])
  })

  it('gives the gradient of a tie to the first, row by row', () => {
    const layer = new Pooling(2, 2)
    layer.forward(tensor([0, 5, 5, 5], [1, 1, 2, 2]))
    assert.deepEqual([...flat(layer.backward(math.ones([1, 1, 1, 1])))], [0, 1, 0, 0])
  })

  it('adds up the gradients of overlapping windows', () => {
    const layer = new Pooling(2, 2, { stride: 1 })
    layer.forward(tensor([0, 0, 0, 0, 9, 0, 0, 0, 0], [1, 1, 3, 3]))
    const dx = layer.backward(tensor([1, 10, 100, 1000], [1, 1, 2, 2]))
    assert.deepEqual([...flat(dx)], [0, 0, 0, 0, 1111, 0, 0, 0, 0])
  })

  it('computes the same at inference, but has no backward then', () => {
    const x = new Random(1).normal([2, 3, 4, 4])
    for (const kind of ['max', 'average'] as const) {
      const layer = new Pooling(2, 2, { kind })
      const y = layer.forward(x)
      assertClose(layer.forward(x, { training: false }), y, { relative: 0, absolute: 0 })
      assert.throws(() => layer.backward(y), {
        name: 'DomainError',
        where: 'Pooling.backward',
        given: /training: false/,
      })
    }
  })

  it('refuses what is no batch of images, and images smaller than the window', () => {
    for (const size of [
      [4, 4],
      [1, 4, 4],
      [2, 3, 1, 4],
    ]) {
      assert.throws(() => new Pooling(2, 2).forward(math.zeros(size)), {
        name: 'ShapeError',
        where: 'Pooling.forward',
      })
    }
  })

  it('refuses windows that make no sense', () => {
    const mistakes = [
      () => new Pooling(0, 2),
      () => new Pooling(2, 2.5),
      () => new Pooling(2, 2, { stride: 0 }),
      () => new Pooling(2, 2, { pad: -1 }),
      () => new Pooling(2, 2, { pad: 2 }),
      () => new Pooling(2, 2, { kind: 'least' as never }),
    ]
    for (const mistake of mistakes) {
      assert.throws(mistake, { name: 'DomainError', where: 'Pooling' })
    }
  })
})
