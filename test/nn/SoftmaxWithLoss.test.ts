import assert from 'node:assert/strict'
import fc from 'fast-check'
import { complexStep } from '../../src/autodiff/complexStep.js'
import { grad } from '../../src/autodiff/grad.js'
import { numericalGradient } from '../../src/autodiff/numerical.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { crossEntropy } from '../../src/nn/crossEntropy.js'
import { SoftmaxWithLoss } from '../../src/nn/SoftmaxWithLoss.js'
import type { Targets } from '../../src/nn/targets.js'
import { assertClose, type GoldenArray, golden } from '../golden/golden.js'
import { matrixOf } from './support.js'

interface LossCase {
  layer: string
  name: string
  x: GoldenArray
  labels?: GoldenArray
  oneHot?: GoldenArray
  target?: GoldenArray
  y: GoldenArray
  loss: number
  dx: GoldenArray
  dout?: number
  dxTimesDout?: GoldenArray
}

const { cases } = golden<{ cases: LossCase[] }>('layers')
const tolerance = { relative: 1e-12, absolute: 1e-13 }

describe('SoftmaxWithLoss', () => {
  for (const example of cases.filter(({ layer }) => layer === 'SoftmaxWithLoss')) {
    const forms = [example.labels, example.oneHot, example.target].filter((t) => t !== undefined)
    it(`agrees with jax in ${forms.length} forms of t: ${example.name}`, () => {
      assert.ok(forms.length > 0)
      for (const t of forms) {
        const layer = new SoftmaxWithLoss()
        assertClose(layer.forward(matrixOf(example.x), matrixOf(t)), example.loss, tolerance)
        assertClose(layer.backward(), matrixOf(example.dx), tolerance, 'dx')
        if (!example.dxTimesDout) continue
        assertClose(layer.backward(example.dout), matrixOf(example.dxTimesDout), tolerance, 'dx')
      }
    })
  }

  it('has the same gradient by hand, by autodiff and by central differences', () => {
    const counts = fc.integer({ min: 1, max: 12 })
    const property = fc.property(counts, counts, fc.integer({ min: 0, max: 1e6 }), (N, K, seed) => {
      const random = new Random(seed)
      const x = random.normal([N, K])
      const t = random.integers(N, { low: 0, high: K })
      const layer = new SoftmaxWithLoss()
      const loss = layer.forward(x, t)
      const v = new Variable(x)
      const inOperations = new SoftmaxWithLoss().forward(v, t)
      inOperations.backward()
      const byAutodiff = v.grad as Matrix // the gradient of a matrix is a matrix
      const byDifferences = numericalGradient(() => new SoftmaxWithLoss().forward(x, t), x)
      assert.equal(loss, inOperations.value, 'in one step as in operations, bit for bit')
      assertClose(layer.backward(), byAutodiff, { absolute: 1e-14, relative: 1e-12 })
      assertClose(byDifferences, byAutodiff, { relative: 0, absolute: 1e-7 })
    })
    fc.assert(property, { seed: 3, numRuns: 30 })
  })

  it('stays finite for scores of ±10,000', () => {
    const layer = new SoftmaxWithLoss()
    const x = tensor([1e4, -1e4, 0, -1e4, 1e4, 0], [2, 3])
    assertClose(layer.forward(x, [1, 1]), 1e4, tolerance)
    assertClose(layer.backward(), tensor([0.5, -0.5, 0, 0, 0, 0], [2, 3]), tolerance)
  })

  it('takes ten labels for ten examples of ten classes as labels, not as a row', () => {
    const x = new Random(1).normal([10, 10])
    const labels = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]
    const byLabels = new SoftmaxWithLoss().forward(x, tensor(labels, [10]))
    const oneHot = math.zeros([10, 10])
    labels.forEach((k, n) => {
      flat(oneHot)[n * 10 + k] = 1
    })
    assert.equal(byLabels, new SoftmaxWithLoss().forward(x, oneHot))
  })

  it('has a backward after a forward on Variables, too', () => {
    const x = new Random(6).normal([2, 3])
    const [plain, onTape] = [new SoftmaxWithLoss(), new SoftmaxWithLoss()]
    plain.forward(x, [0, 2])
    onTape.forward(new Variable(x), [0, 2])
    assertClose(onTape.backward(), plain.backward(), tolerance)
  })

  it('says that backward needs a forward before it', () => {
    assert.throws(() => new SoftmaxWithLoss().backward(), /SoftmaxWithLoss\.backward/)
  })

  const refused: [what: string, t: Targets, error: object][] = [
    ['a label that is no class', [0, 3], { name: 'DomainError', given: 'label 3 at example 1' }],
    ['a label that is text', ['0', '2'] as never, { name: 'DomainError', given: "['0', '2']" }],
    [
      'rows in arrays',
      [
        [1, 0, 0],
        [0, 1, 0],
      ] as never,
      { name: 'DomainError', mend: /math.matrix/ },
    ],
    ['no labels at all', undefined as never, { name: 'DomainError', given: 'undefined' }],
    ['bytes', new DataView(new ArrayBuffer(2)) as never, { given: 'an object of DataView' }],
    ['a Variable', new Variable(tensor([0, 1], [2])) as never, { given: 'a Variable' }],
    ['labels in a column', math.zeros([2, 1]), { name: 'ShapeError', mend: /math.flatten/ }],
    ['a negative label', [-1, 0], { name: 'DomainError' }],
    ['a label between classes', [0.5, 0], { name: 'DomainError' }],
    ['too few labels', [0], { name: 'ShapeError' }],
    ['too many labels', [0, 1, 2], { name: 'ShapeError' }],
    ['one-hot rows of another width', math.zeros([2, 4]), { name: 'ShapeError' }],
    ['a row without a right answer', math.zeros([2, 3]), { name: 'DomainError' }],
    [
      'rows that miss a sum of 1 by a thousandth',
      math.full([2, 3], 0.333),
      { name: 'DomainError' },
    ],
    [
      'a row that misses a sum of 1 by 1e-5',
      tensor([1, 1e-5, 0, 1, 0, 0], [2, 3]),
      { name: 'DomainError' },
    ],
    [
      'a row of sum 1 with a number below 0',
      tensor([1.5, -0.5, 0, 1, 0, 0], [2, 3]),
      { name: 'DomainError', given: /the least value -0.5/ },
    ],
    ['labels as a column', math.zeros([2, 1]), { name: 'ShapeError' }],
    ['NaN among the targets', tensor([1, 0, 0, NaN, 0, 1], [2, 3]), { name: 'DomainError' }],
  ]
  for (const [what, t, error] of refused) {
    it(`refuses ${what}`, () => {
      const x = math.zeros([2, 3])
      assert.throws(() => new SoftmaxWithLoss().forward(x, t), error)
    })
  }

  it('refuses scores that are no rows', () => {
    assert.throws(() => new SoftmaxWithLoss().forward(math.zeros([3]), [0]), /of shape 1×K/)
  })
})

describe('crossEntropy', () => {
  it('is the mean of −log of the probability given to the right class', () => {
    const y = tensor([0.25, 0.75, 0.5, 0.5], [2, 2])
    assertClose(crossEntropy(y, [1, 0]), (Math.log(4 / 3) + Math.log(2)) / 2, tolerance)
  })

  it('gives the book’s example without its epsilon', () => {
    const y = tensor([0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0], [1, 10])
    assertClose(crossEntropy(y, [2]), -Math.log(0.6), tolerance)
  })

  it('is infinite when the right class got probability 0', () => {
    assert.equal(crossEntropy(tensor([0, 1], [1, 2]), [0]), Infinity)
  })

  it('equals SoftmaxWithLoss on the probabilities of the scores, for soft targets too', () => {
    const random = new Random(4)
    const x = random.normal([5, 3])
    const t = math.softmax(random.normal([5, 3]))
    assertClose(crossEntropy(math.softmax(x), t), new SoftmaxWithLoss().forward(x, t), tolerance)
  })

  it('has a gradient, −t/(N y)', () => {
    const y = new Variable(tensor([0.25, 0.75, 0.5, 0.5], [2, 2]))
    crossEntropy(y, [1, 0]).backward()
    const expected = tensor([0, -0.5 / 0.75, -1, 0], [2, 2])
    assertClose(y.grad as Matrix, expected, tolerance) // the gradient of a matrix is a matrix
  })

  it('refuses labels that do not fit', () => {
    assert.throws(() => crossEntropy(math.ones([2, 3]), [0, 3]), { name: 'DomainError' })
    assert.throws(() => crossEntropy(math.ones([3]), [0]), { name: 'ShapeError' })
  })

  it('takes a complex step', () => {
    const y = tensor([0.3, 0.7, 0.6, 0.4], [2, 2])
    const loss = (p: Matrix) => crossEntropy(p, [1, 0])
    assertClose(complexStep(loss, y), grad(loss)(y), tolerance)
  })

  it('refuses scores, which are no probabilities, and names the softmax to take of them', () => {
    for (const scores of [tensor([0, 1, 2, 5], [2, 2]), tensor([0, 1, -2, 5], [2, 2])]) {
      for (const y of [scores, new Variable(scores)]) {
        assert.throws(() => crossEntropy(y as Matrix, [1, 0]), {
          name: 'DomainError',
          where: 'crossEntropy',
          given: /^-?2 in row 1$/,
          mend: /math\.softmax/,
        })
      }
    }
  })

  it('takes probabilities that rounding or a difference has moved, and passes NaN on', () => {
    assert.ok(crossEntropy(tensor([1 + 1e-4, -1e-4], [1, 2]), [0]) < 0)
    assert.equal(crossEntropy(tensor([NaN, 0], [1, 2]), [0]), NaN)
  })
})
