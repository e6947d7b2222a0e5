import { grad } from '../../src/autodiff/grad.js'
import { operations } from '../../src/autodiff/op.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import type { Num } from '../../src/math/types.js'
import { assertAllClose } from './checkOperation.js'
import { call, drawn, type Inputs, inputsOf, weighted, weightsFor } from './support.js'

const EQUAL = { relative: 0, absolute: 0 }

describe('gradients where mathjs is set to make arrays', () => {
  const before = math.config({}).matrix
  afterEach(() => math.config({ matrix: before }))

  for (const operation of operations.values()) {
    it(`are those of matrices: ${operation.name}`, () => {
      for (const sample of operation.samples) {
        const inputs = drawn(operation, inputsOf(operation, sample), new Random(1))
        const weights = weightsFor(call(operation, sample, inputs) as Num)
        const gradient = grad(weighted(operation, sample, weights))
        const ofMatrices = gradient(inputs) as Inputs
        math.config({ matrix: 'Array' })
        assertAllClose(gradient(inputs) as Inputs, ofMatrices, EQUAL)
        math.config({ matrix: before })
      }
    })
  }
})
