import assert from 'node:assert/strict'
import fc from 'fast-check'
import { all, create } from 'mathjs'
import { math } from '../../src/math/instance.js'
import { flat, shape, tensor } from '../../src/math/storage.js'
import { matrixOf } from './arbitraries.js'

const plain = create(all)

describe('logic', () => {
  const values = fc.constantFrom(0, -0, 1, -2, Number.NaN, Infinity)

  it('are those of mathjs, in matrices of Booleans that multiply as 0 and 1', () => {
    fc.assert(
      fc.property(matrixOf([2, 3], values), matrixOf([3], values), (a, b) => {
        const [x, y] = [a, b].map((m) => plain.matrix(m.toArray() as number[][]))
        for (const name of ['and', 'or', 'xor'] as const) {
          assert.equal(String(math[name](a, b)), String(plain[name](x as never, y as never)), name)
          assert.equal(String(math[name](2, b)), String(plain[name](2, y as never)), name)
        }
        for (const name of ['not', 'isNaN', 'isFinite'] as const) {
          const ofMathjs = plain as unknown as Record<string, (x: unknown) => unknown>
          assert.equal(String(math[name](a)), String(ofMathjs[name](x)), name)
        }
      }),
      { seed: 1 },
    )
    const mask = math.not(math.matrix([0, 5]))
    assert.deepEqual([...flat(math.dotMultiply(mask, math.matrix([3, 4])))], [3, 0])
  })
})

describe('comparisons', () => {
  const names = ['equal', 'unequal', 'larger', 'largerEq', 'smaller', 'smallerEq'] as const
  const near = fc.constantFrom(1, 1 + 1e-14, 1 - 1e-14, 1.001, 0, 1e-16, -0, Infinity, Number.NaN)

  it('agree with mathjs, which takes numbers for equal that differ by rounding', () => {
    fc.assert(
      fc.property(matrixOf([4], near), matrixOf([4], near), (a, b) => {
        for (const name of names) {
          const expected = plain[name](plain.matrix([...flat(a)]), plain.matrix([...flat(b)]))
          assert.equal(String(math[name](a, b)), String(expected), name)
        }
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  it('follow math.config’s tolerance', () => {
    const [a, b] = [math.matrix([1]), math.matrix([1.01])]
    assert.equal(String(math.equal(a, b)), '[false]')
    const { relTol } = math.config({ relTol: 0.1 }) as unknown as { relTol: number }
    try {
      assert.equal(relTol, 0.1)
      assert.equal(String(math.equal(a, b)), '[true]')
    } finally {
      math.config({ relTol: 1e-12 })
    }
  })

  it('broadcast, and multiply as 0 and 1', () => {
    const x = tensor([1, 5, 3, 4], [2, 2])
    const mask = math.larger(x, math.matrix([2, 4]))
    assert.equal(String(mask), '[[false, true], [true, false]]')
    assert.deepEqual([...flat(math.dotMultiply(mask, x))], [0, 5, 3, 0])
    assert.deepEqual(shape(mask), [2, 2])
  })
})
