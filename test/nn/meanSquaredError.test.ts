import assert from 'node:assert/strict'
import { numericalGradient } from '../../src/autodiff/numerical.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { MeanSquaredErrorWithLoss } from '../../src/nn/MeanSquaredErrorWithLoss.js'
import { meanSquaredError, sumOfSquares } from '../../src/nn/meanSquaredError.js'
import { assertClose } from '../golden/golden.js'

const digits = { relative: 1e-12, absolute: 1e-15 }
const t = tensor([0, 0, 1, 0, 0, 0, 0, 0, 0, 0], [10])

describe('sumOfSquares', () => {
  it('gives the book’s numbers for a right and a wrong answer', () => {
    const right = tensor([0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0], [10])
    const wrong = tensor([0.1, 0.05, 0.1, 0, 0.05, 0.1, 0, 0.6, 0, 0], [10])
    assertClose(sumOfSquares(right, t), 0.0975, digits)
    assertClose(sumOfSquares(wrong, t), 0.5975, digits)
  })

  it('has the gradient y − t', () => {
    const y = new Variable(new Random(1).normal([10]))
    sumOfSquares(y, t).backward()
    assertClose(gradientOf(y), math.subtract(y.value as Matrix, t), digits) // of a matrix
  })

  it('refuses targets of another shape', () => {
    assert.throws(() => sumOfSquares(math.ones([3, 1]), math.ones([3])), {
      name: 'ShapeError',
      where: 'sumOfSquares',
    })
  })
})

describe('meanSquaredError', () => {
  it('is the mean over all numbers: (1 + 4 + 9 + 0)/4', () => {
    assert.equal(meanSquaredError(tensor([1, 2, 3, 4], [2, 2]), tensor([0, 0, 0, 4], [2, 2])), 3.5)
  })

  it('refuses targets of another shape, which would be broadcast', () => {
    assert.throws(() => meanSquaredError(math.ones([3, 1]), math.ones([3])), {
      name: 'ShapeError',
      where: 'meanSquaredError',
    })
  })
})

describe('MeanSquaredErrorWithLoss', () => {
  it('has the same gradient by hand, by autodiff and by central differences', () => {
    const random = new Random(2)
    for (const size of [[4], [3, 2], [2, 3, 2]]) {
      const [y, target] = [random.normal(size), random.normal(size)]
      const layer = new MeanSquaredErrorWithLoss()
      const loss = layer.forward(y, target)
      const byHand = layer.backward(3)
      assertClose(math.dotMultiply(layer.backward(), 3), byHand, digits)
      const variable = new Variable(y)
      const tripled = math.dotMultiply(layer.forward(variable, target), 3)
      tripled.backward()
      const { y: byDifferences } = numericalGradient(() => 3 * layer.forward(y, target), { y })
      assertClose(tripled.value, 3 * loss, digits)
      assertClose(byHand, gradientOf(variable), { relative: 1e-12, absolute: 1e-12 })
      assertClose(byDifferences, byHand, { relative: 1e-6, absolute: 1e-6 })
    }
  })

  it('refuses targets of another shape, which broadcasting would stretch to a square', () => {
    assert.throws(() => new MeanSquaredErrorWithLoss().forward(math.ones([3, 1]), math.ones([3])), {
      name: 'ShapeError',
      where: 'MeanSquaredErrorWithLoss.forward',
      given: 't of shape [3]',
    })
  })

  it('says that backward needs a forward before it', () => {
    assert.throws(() => new MeanSquaredErrorWithLoss().backward(), { name: 'DomainError' })
  })
})

function gradientOf(variable: Variable): Matrix {
  return variable.grad as Matrix // the gradient of a matrix is a matrix
}
