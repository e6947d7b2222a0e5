import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, shape, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { Affine } from '../../src/nn/Affine.js'
import { Flatten } from '../../src/nn/Flatten.js'
import { Identity } from '../../src/nn/Identity.js'
import { Relu } from '../../src/nn/Relu.js'
import { Sigmoid } from '../../src/nn/Sigmoid.js'
import { Tanh } from '../../src/nn/Tanh.js'
import { assertClose } from '../golden/golden.js'
import {
  assertThreeGradientsAgree,
  awayFromZero,
  goldenTests,
  matrixOf,
  refusesTests,
} from './support.js'

const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
const seeds = fc.integer({ min: 0, max: 1e6 })
const runs = { seed: 3, numRuns: 30 }

describe('Relu', () => {
  goldenTests('Relu', () => new Relu())
  refusesTests(() => new Relu(), 'Relu', [3, 2], [1, 2])

  it('has the same gradient by hand, by autodiff and by central differences', () => {
    fc.assert(
      fc.property(sizes, seeds, (size, seed) => {
        const random = new Random(seed)
        assertThreeGradientsAgree(() => new Relu(), awayFromZero(random, size), {}, random)
      }),
      runs,
    )
  })

  it('has the gradient 0 at 0, and leaves dout as it was', () => {
    const relu = new Relu()
    relu.forward(tensor([0, -0, 1e-300], [3]))
    const dout = tensor([5, 5, 5], [3])
    assert.deepEqual([...flat(relu.backward(dout))], [0, 0, 5])
    assert.deepEqual([...flat(dout)], [5, 5, 5])
  })

  it('lets the gradient through at NaN, as the notes do, so that it does not hide', () => {
    const relu = new Relu()
    relu.forward(tensor([NaN, 1, -1], [3]))
    assert.deepEqual([...flat(relu.backward(tensor([5, NaN, NaN], [3])))], [5, NaN, 0])
  })

  it('goes back after any matrix: a sparse one, an empty one, one with a datatype', () => {
    const all = [
      math.sparse([[1, -2]]),
      math.matrix([]),
      math.zeros([0, 3]),
      math.matrix([1, -2], 'dense', 'number'),
    ] as Matrix[] // the typings of mathjs have a class for each storage
    for (const x of all) {
      const relu = new Relu()
      const y = relu.forward(x)
      assert.equal(String(y), String(math.relu(x)))
      const dx = relu.backward(math.add(math.dotMultiply(y, 0), 5))
      assert.deepEqual([shape(dx), flat(dx)], [shape(x), flat(math.dotMultiply(math.step(x), 5))])
    }
  })
})

describe('Sigmoid', () => {
  goldenTests('Sigmoid', () => new Sigmoid())
  refusesTests(() => new Sigmoid(), 'Sigmoid', [3, 2], [3, 1])

  it('has the same gradient by hand, by autodiff and by central differences', () => {
    fc.assert(
      fc.property(sizes, seeds, (size, seed) => {
        const random = new Random(seed)
        assertThreeGradientsAgree(() => new Sigmoid(), random.normal(size), {}, random)
      }),
      runs,
    )
  })

  it('is exactly 0 or 1 far out, without overflow, and its gradient is then 0', () => {
    const sigmoid = new Sigmoid()
    const y = sigmoid.forward(tensor([-1e4, 38, 1e4], [3]))
    assert.deepEqual([...flat(y)], [0, 1, 1])
    assert.deepEqual([...flat(sigmoid.backward(math.ones([3])))], [0, 0, 0])
  })
})

describe('Tanh', () => {
  refusesTests(() => new Tanh(), 'Tanh', [3, 2], [3, 1])

  it('has the same gradient by hand, by autodiff and by central differences', () => {
    fc.assert(
      fc.property(sizes, seeds, (size, seed) => {
        const random = new Random(seed)
        assertThreeGradientsAgree(() => new Tanh(), random.normal(size), {}, random)
      }),
      runs,
    )
  })

  it('is a sigmoid of twice its input, between −1 and 1', () => {
    const x = new Random(5).normal([4, 3])
    const sigmoid = new Sigmoid().forward(math.dotMultiply(x, 2))
    const expected = math.subtract(math.dotMultiply(sigmoid, 2), 1)
    assertClose(new Tanh().forward(x), expected, { relative: 1e-12, absolute: 1e-15 })
  })

  it('is exactly −1 or 1 far out, without overflow, and its gradient is then 0', () => {
    const tanh = new Tanh()
    assert.deepEqual([...flat(tanh.forward(tensor([-1e4, 0, 1e4], [3])))], [-1, 0, 1])
    assert.deepEqual([...flat(tanh.backward(math.ones([3])))], [0, 1, 0])
  })
})

describe('Identity', () => {
  refusesTests(() => new Identity(), 'Identity', [3, 2], [1, 2])

  it('changes neither values nor gradients', () => {
    const random = new Random(7)
    const [x, dout] = [random.normal([2, 3]), random.normal([2, 3])]
    const layer = new Identity()
    assert.equal(layer.forward(x), x)
    assert.equal(layer.backward(dout), dout)
    assertThreeGradientsAgree(() => new Identity(), x, {}, random)
  })
})

describe('Flatten', () => {
  refusesTests(() => new Flatten(), 'Flatten', [2, 3, 2], [2, 3, 2])

  it('makes each example a row, its last axis running fastest', () => {
    const x = tensor(flat(math.arange(24)), [2, 3, 2, 2])
    const y = new Flatten().forward(x)
    assert.deepEqual(shape(y), [2, 12])
    assert.deepEqual([...flat(y)], [...flat(x)])
  })

  it('has the same gradient by hand, by autodiff and by central differences', () => {
    const random = new Random(8)
    for (const size of [
      [2, 3],
      [2, 3, 2, 2],
      [1, 1, 4],
    ]) {
      assertThreeGradientsAgree(() => new Flatten(), random.normal(size), {}, random)
    }
  })

  it('asks for a single example as a batch of one', () => {
    assert.throws(() => new Flatten().forward(math.zeros([4])), {
      name: 'ShapeError',
      where: 'Flatten.forward',
      mend: /batch of one/,
    })
  })
})

describe('Affine', () => {
  const affine = <P extends Matrix | Variable>({ W, b }: Record<string, P>) => new Affine(W, b)
  const small = () => new Affine(math.zeros([4, 2]), math.zeros([2]))

  goldenTests('Affine', ({ W, b }) => {
    assert.ok(W && b)
    return new Affine(matrixOf(W), matrixOf(b))
  })
  refusesTests(small, 'Affine', [3, 4], [1, 2])

  it('has the same gradients by hand, by autodiff and by central differences', () => {
    const inputs = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 })
    const counts = fc.integer({ min: 1, max: 4 })
    fc.assert(
      fc.property(counts, inputs, counts, seeds, (N, rest, M, seed) => {
        const random = new Random(seed)
        const D = rest.reduce((product, n) => product * n, 1)
        const params = { W: random.normal([D, M]), b: random.normal([M]) }
        const x = random.normal([N, ...rest])
        assertThreeGradientsAgree(affine, x, params, random)
      }),
      runs,
    )
  })

  it('gives the gradient of x the shape of x, whatever its axes', () => {
    const layer = new Affine(math.ones([12, 5]), math.ones([5]))
    assert.deepEqual([...shape(layer.forward(math.ones([2, 3, 2, 2])))], [2, 5])
    assert.deepEqual([...shape(layer.backward(math.ones([2, 5])))], [2, 3, 2, 2])
  })

  it('refuses an x with another number of columns, and says which it wants', () => {
    assert.throws(() => small().forward(math.zeros([3, 5])), {
      name: 'ShapeError',
      where: 'Affine.forward',
      expected: 'x of shape N×4, as W has 4 rows',
      given: 'x of shape 3×5',
    })
  })

  it('asks for a single example as a row', () => {
    assert.throws(() => small().forward(math.zeros([4])), /as a row, of shape 1×4/)
  })

  it('refuses W and b that do not fit together', () => {
    assert.throws(() => new Affine(math.zeros([4, 2]), math.zeros([4])), {
      name: 'ShapeError',
      where: 'Affine',
      given: 'W of shape 4×2 and b of shape [4]',
    })
  })
})
