import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, shape, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import type { WindowOptions } from '../../src/math/windows.js'
import { Convolution } from '../../src/nn/Convolution.js'
import { assertClose } from '../golden/golden.js'
import { imagesAndWindows, plainWindows } from '../support/plainWindows.js'
import {
  assertThreeGradientsAgree,
  goldenTests,
  inOneStep,
  matrixOf,
  refusesTests,
} from './support.js'

const small = () => new Convolution(math.ones([2, 1, 2, 2]), math.zeros([2]))

const withOptions =
  (options: WindowOptions) =>
  <P extends Matrix | Variable>({ W, b }: Record<string, P>) =>
    new Convolution(W, b, options)

const cases = imagesAndWindows().filter(({ size: [N] }) => N > 0)
const filters = fc.integer({ min: 1, max: 3 })

describe('Convolution', () => {
  goldenTests('Convolution', ({ W, b, stride, pad }) => {
    assert.ok(W && b)
    return new Convolution(matrixOf(W), matrixOf(b), { stride, pad })
  })
  refusesTests(small, 'Convolution', [3, 1, 4, 4], [1, 2, 3, 3])

  it('lays each filter on each window, as the plainest loops do', () => {
    fc.assert(
      fc.property(cases, filters, (example, F) => {
        const { size, height, width, options, seed } = example
        const random = new Random(seed)
        const x = random.normal([...size])
        const W = random.normal([F, size[1], height, width])
        const b = random.normal([F])
        const expected = plainWindows(x, example).flatMap((rows) =>
          [...flat(b)].flatMap((bias, f) =>
            rows.flatMap((row) => row.map((window) => bias + dot(window.flat(), filterOf(W, f)))),
          ),
        )
        const y = new Convolution(W, b, options).forward(x)
        assertClose(y, tensor(expected, shape(y)), { relative: 1e-12, absolute: 1e-12 })
      }),
      { seed: 7, numRuns: 60 },
    )
  })

  it('has the same gradients by hand, by autodiff and by central differences', () => {
    fc.assert(
      fc.property(cases, filters, ({ size, height, width, options, seed }, F) => {
        const random = new Random(seed)
        const params = { W: random.normal([F, size[1], height, width]), b: random.normal([F]) }
        const x = random.normal([...size])
        assertThreeGradientsAgree(withOptions(options), x, params, random)
      }),
      { seed: 8, numRuns: 15 },
    )
  })

  it('computes image by image what it says in operations', () => {
    fc.assert(
      fc.property(imagesAndWindows(), filters, ({ size, height, width, options, seed }, F) => {
        const random = new Random(seed)
        const [W, b] = [random.normal([F, size[1], height, width]), random.normal([F])]
        const x = random.normal([...size])
        const y = new Convolution(W, b, options).forward(x)
        const inOperations = new Convolution(W, b, options).forward(new Variable(x))
        assertClose(y, inOperations, inOneStep())
      }),
      { seed: 10, numRuns: 40 },
    )
  })

  it('does not turn the filter around: it is a cross-correlation (slip E55)', () => {
    const W = tensor([1, 0, 0, 0], [1, 1, 2, 2])
    const x = math.reshape(math.arange(9), [1, 1, 3, 3])
    const y = new Convolution(W, math.zeros([1])).forward(x)
    assert.deepEqual([...flat(y)], [0, 1, 3, 4]) // the upper left of each window
  })

  it('does not see the edge that no window reaches, and gives it no gradient (slip E55)', () => {
    const layer = new Convolution(math.ones([1, 1, 2, 2]), math.zeros([1]), { stride: 2 })
    const x = math.ones([1, 1, 5, 4])
    assert.deepEqual(shape(layer.forward(x)), [1, 1, 2, 2])
    const dx = layer.backward(math.ones([1, 1, 2, 2]))
    assert.deepEqual([...flat(dx)].slice(16), [0, 0, 0, 0])
    assert.equal(math.sum(dx), 16)
  })

  it('leaves the gradient of the images out where nobody asks for it', () => {
    const random = new Random(4)
    const [x, dout] = [random.normal([3, 1, 4, 4]), random.normal([3, 2, 3, 3])]
    const [whole, part] = [small(), small()]
    whole.forward(x)
    part.forward(x)
    whole.backward(dout)
    part.parameterGradients(dout)
    assert.deepEqual(part.grads, whole.grads)
  })

  it('names the channels that do not match', () => {
    const layer = new Convolution(math.zeros([16, 3, 5, 5]), math.zeros([16]))
    assert.throws(() => layer.forward(math.zeros([100, 1, 28, 28])), {
      name: 'ShapeError',
      where: 'Convolution.forward',
      expected: 'x with 3 channels, as W is 16×3×5×5',
      given: 'x of shape 100×1×28×28',
      mend: 'use W of shape 16×1×5×5 for these images',
    })
  })

  it('refuses what is no batch of images, and images smaller than the window', () => {
    for (const size of [[1, 4, 4], [16], [3, 1, 1, 4]]) {
      assert.throws(() => small().forward(math.zeros(size)), {
        name: 'ShapeError',
        where: 'Convolution.forward',
      })
    }
  })

  it('refuses parameters that do not fit together, and options that make no sense', () => {
    const [W, b] = [math.zeros([2, 1, 3, 3]), math.zeros([2])]
    assert.throws(() => new Convolution(W, math.zeros([3])), { name: 'ShapeError' })
    assert.throws(() => new Convolution(math.zeros([2, 9]), b), { name: 'ShapeError' })
    assert.throws(() => new Convolution(W, b, { stride: 0 }), { name: 'DomainError' })
    assert.throws(() => new Convolution(W, b, { pad: -1 }), { name: 'DomainError' })
  })

  it('refuses a backward that no forward in training precedes', () => {
    const layer = small()
    layer.forward(math.ones([1, 1, 4, 4]))
    layer.forward(math.ones([1, 1, 4, 4]), { training: false })
    assert.throws(() => layer.backward(math.ones([1, 2, 3, 3])), {
      name: 'DomainError',
      where: 'Convolution.backward',
      given: /training: false/,
    })
  })
})

function filterOf(W: Matrix, f: number): Float64Array {
  const length = flat(W).length / shape(W)[0]
  return flat(W).subarray(f * length, (f + 1) * length)
}

function dot(a: readonly number[], b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0)
}
