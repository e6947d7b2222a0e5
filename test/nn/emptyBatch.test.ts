import assert from 'node:assert/strict'
import { Variable } from '../../src/autodiff/Variable.js'
import { DomainError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { accuracy } from '../../src/nn/accuracy.js'
import { crossEntropy } from '../../src/nn/crossEntropy.js'
import { MeanSquaredErrorWithLoss } from '../../src/nn/MeanSquaredErrorWithLoss.js'
import { meanSquaredError } from '../../src/nn/meanSquaredError.js'
import { SoftmaxWithLoss } from '../../src/nn/SoftmaxWithLoss.js'

describe('a mean over an empty batch', () => {
  const empty = math.zeros([0, 3])
  const means: Record<string, () => unknown> = {
    crossEntropy: () => crossEntropy(empty, []),
    'crossEntropy of a Variable': () => crossEntropy(new Variable(empty), empty),
    'SoftmaxWithLoss.forward': () => new SoftmaxWithLoss().forward(empty, []),
    'SoftmaxWithLoss.forward of a Variable': () =>
      new SoftmaxWithLoss().forward(new Variable(empty), empty),
    meanSquaredError: () => meanSquaredError(empty, empty),
    'MeanSquaredErrorWithLoss.forward': () => new MeanSquaredErrorWithLoss().forward(empty, empty),
    accuracy: () => accuracy(empty, []),
  }

  for (const [name, mean] of Object.entries(means)) {
    it(`is refused by ${name}, with the mend, and is never NaN`, () => {
      assert.throws(mean, (error: unknown) => {
        assert.ok(error instanceof DomainError)
        assert.equal(error.where, name.replace(' of a Variable', ''))
        assert.match(error.given, /0×3/)
        assert.match(error.mend, /leave out the empty batch/)
        return true
      })
    })
  }
})
