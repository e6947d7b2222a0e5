import assert from 'node:assert/strict'
import fc from 'fast-check'
import { grad } from '../../src/autodiff/grad.js'
import { numericalGradient } from '../../src/autodiff/numerical.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { DomainError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { flat, flips, tensor } from '../../src/math/storage.js'
import type { Matrix, Num, Value } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'

const TOLERANCE = { relative: 1e-10, absolute: 1e-10 }

describe('the gradients of joining', () => {
  it('reach every one of many parts, whatever their lengths', () => {
    const lengths = fc.array(fc.nat(3), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(lengths, fc.constantFrom(0, 1), (list, axis) => {
        const parts = list.map((n, i) => {
          const size = axis === 0 ? [n, 2] : [2, n]
          return new Variable(tensor(new Float64Array(2 * n).fill(i), size))
        })
        const y = math.concat(...(parts as [Variable]), axis)
        const weights = tensor(
          Float64Array.from(flat(y.value as Matrix), (value) => value + 1),
          y.size(),
        )
        math.sum(math.dotMultiply(y, weights)).backward()
        parts.forEach((part, i) => {
          assert.ok(flat(part.grad as Matrix).every((g) => g === i + 1))
          assert.deepEqual((part.grad as Matrix).size(), part.size())
        })
      }),
      { seed: 1 },
    )
  })

  it('come through split and stack to where they came from, also where one part is not used', () => {
    const x = new Variable(tensor([1, 2, 3, 4, 5, 6], [3, 2]))
    const [a, , c] = math.split(x, 3)
    math.sum(math.square(math.stack(a, c))).backward()
    assert.deepEqual([...flat(x.grad as Matrix)], [2, 4, 0, 0, 10, 12])
  })

  it('make no switch of storage', () => {
    const x = tensor([1, 2, 3, 4, 5, 6], [3, 2])
    const f = (v: Value): Value => {
      const joined = math.concat(v as Variable, math.flip(v as Variable), v as Variable, 0)
      const part = math.take(math.pad(math.tile(joined, [1, 2]), 1), [1, 2, 1], 1)
      return math.sum(math.square(math.sort(math.repeat(part, 2, 0), 0)))
    }
    grad(f)(x)
    const before = flips()
    const gradient = grad(f)(x)
    assert.equal(flips(), before)
    assertClose(gradient as Num, numericalGradient(f, x) as Num, TOLERANCE)
  })
})

describe('the gradients of picking', () => {
  it('add up where an index names a place twice', () => {
    const x = math.matrix([1, 2, 3])
    const f = (v: Matrix) => math.sum(math.subset(v, math.index([1, 1, 0] as never)) as Matrix)
    assert.deepEqual([...flat(grad(f)(x))], [1, 2, 0])
  })

  it('refuse to write one place twice: which part stays would not be told', () => {
    const x = new Variable(math.matrix([1, 2, 3]))
    assert.throws(() => math.subset(x, math.index([1, 1] as never), 7), DomainError)
    assert.throws(() => math.sort(x, ((a: number, b: number) => b - a) as never), DomainError)
  })

  it('of a mask go where it is true; a Variable written there gets the sum', () => {
    const x = new Variable(tensor([1, -2, 3, -4], [2, 2]))
    const slope = new Variable(0.1)
    const negative = math.smaller(x, 0)
    const y = math.subset(x, negative, slope)
    math.sum(math.dotMultiply(y, tensor([1, 2, 3, 4], [2, 2]))).backward()
    assert.deepEqual([...flat(x.grad as Matrix)], [1, 0, 3, 0])
    assert.equal(slope.grad, 6)
  })

  it('of sorted ties go to the elements in their own order', () => {
    const x = math.matrix([2, 1, 2 + 1e-14])
    for (const how of [undefined, 0, 'asc'] as const) {
      const sorted = (v: Matrix) => (how === undefined ? math.sort(v) : math.sort(v, how))
      const f = (v: Matrix) => math.sum(math.dotMultiply(sorted(v), math.matrix([1, 2, 3])))
      assert.deepEqual([...flat(grad(f)(x))], [2, 1, 3], String(how))
    }
  })
})
