import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { findNaN } from '../../src/autodiff/findNaN.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'

describe('findNaN', () => {
  it('names the first operation that gave a NaN, with the ranges of its inputs', () => {
    const x = new Variable(math.matrix([-3, 0.5, 4]), 'x')
    const y = math.sum(math.exp(math.dotMultiply(math.log(x), 2)))
    const found = findNaN(y)
    assert.equal(found?.operation, 'log')
    assert.deepEqual(found?.inputs, [
      { name: 'x', size: [3], min: -3, max: 4, nans: 0, infinities: 0 },
    ])
    assert.equal(found?.result.nans, 1)
    const text = 'math.log gave [3]: -0.69315 to 1.3863, 1 NaN\n  argument 1: x, [3]: -3 to 4'
    assert.equal(String(found), text)
    assert.equal(inspect(found), text)
  })

  it('names one that gave an Infinity, with all arguments that are values', () => {
    const [x, zeros] = [new Variable(math.ones([2])), math.matrix([0, 2])]
    const found = findNaN(math.sum(math.dotDivide(x, zeros)))
    assert.equal(found?.operation, 'dotDivide')
    assert.equal(found?.result.infinities, 1)
    assert.deepEqual(
      found?.inputs.map(({ min, max }) => [min, max]),
      [
        [1, 1],
        [0, 2],
      ],
    )
  })

  it('takes the oldest of several', () => {
    const x = new Variable(800)
    const late = math.log(math.subtract(x, x))
    const early = math.exp(x)
    assert.equal(findNaN(math.add(early, late))?.operation, 'log')
  })

  it('says when the NaN was given', () => {
    const x = new Variable(math.matrix([1, Number.NaN]), 'data')
    const found = findNaN(math.sum(x))
    assert.equal(found?.operation, undefined)
    assert.equal(String(found), 'given data, [2]: 1, 1 NaN')
    assert.equal(findNaN(Number.NaN)?.result.nans, 1)
  })

  it('refuses a tape that a backward() freed, as steps of it are missing', () => {
    const x = new Variable(-1)
    const y = math.exp(math.sqrt(math.dotMultiply(x, Number.NaN)))
    y.backward()
    assert.throws(() => findNaN(y), /whose tape an earlier backward\(\) freed/)
  })

  it('finds nothing where all is finite', () => {
    assert.equal(findNaN(math.square(new Variable(2))), undefined)
    assert.equal(findNaN(math.ones([2])), undefined)
  })
})
