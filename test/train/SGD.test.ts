import assert from 'node:assert/strict'
import { Variable } from '../../src/autodiff/Variable.js'
import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { SGD } from '../../src/train/SGD.js'

describe('SGD', () => {
  it('changes the matrices it was given, and leaves gradients alone', () => {
    const W = tensor([1, 2], [2])
    const buffer = flat(W)
    const dW = tensor([10, 20], [2])
    new SGD({ lr: 0.5 }).update({ W }, { W: dW })
    assert.equal(flat(W), buffer)
    assert.deepEqual([...buffer], [-4, -8])
    assert.deepEqual([...flat(dW)], [10, 20])
  })

  it('has the book’s learning rate when none is given', () => {
    assert.equal(new SGD().lr, 0.01)
  })

  for (const lr of [0, -0.1, NaN, Infinity]) {
    it(`refuses the learning rate ${lr}`, () => {
      assert.throws(() => new SGD({ lr }), { name: 'DomainError', given: `lr: ${lr}` })
    })
  }

  it('changes nothing when a gradient is missing or has another shape', () => {
    const params = { W: math.ones([2, 2]), b: math.ones([2]) }
    const update = (grads: Record<string, Matrix>) => () => new SGD().update(params, grads)
    assert.throws(update({ W: math.ones([2, 2]) }), { name: 'ShapeError', given: /for W only/ })
    assert.throws(update({ W: math.ones([2, 2]), b: math.ones([1]) }), { name: 'ShapeError' })
    assert.deepEqual([...flat(params.W), ...flat(params.b)], [1, 1, 1, 1, 1, 1])
  })

  it('refuses parameters that it could not change in place', () => {
    const declared = math.matrix([1, 2], 'dense', 'number')
    const update = () => new SGD({ lr: 1 }).update({ W: declared }, { W: math.ones([2]) as Matrix })
    assert.throws(update, { name: 'DomainError', where: 'SGD.update' })
    for (const [param, given] of [
      [3, '3'],
      [[1, 2], '[1, 2]'],
      [new Variable(1), 'a Variable'],
    ] as const) {
      const other = () => new SGD().update({ W: param as never }, { W: math.ones([2]) })
      assert.throws(other, { name: 'DomainError', given })
    }
  })

  it('refuses an update without gradients', () => {
    const update = () => new SGD().update({ W: math.ones([2]) }, undefined as never)
    assert.throws(update, { name: 'DomainError', where: 'SGD.update', given: /only one/ })
  })
})
