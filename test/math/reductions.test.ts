import assert from 'node:assert/strict'
import fc from 'fast-check'
import { all, create } from 'mathjs'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'
import { matrices } from './arbitraries.js'

const plain = create(all)
const close = { relative: 1e-13, absolute: 1e-10 }
const names = ['sum', 'mean', 'max', 'min'] as const

/** A matrix with one of its axes. */
const withAxis = matrices.chain((x) =>
  fc.tuple(fc.constant(x), fc.integer({ min: 0, max: x.size().length - 1 })),
)

function toPlain(x: Matrix): Matrix {
  return plain.matrix(x.toArray())
}

describe('reductions', () => {
  for (const name of names) {
    it(`${name} of all elements, and along an axis, is mathjs’s`, () => {
      fc.assert(
        fc.property(withAxis, ([x, axis]) => {
          assertClose(math[name](x), plain[name](toPlain(x)) as number, close)
          if (x.size().length === 1) {
            assert.equal(math[name](x, 0), math[name](x))
            return
          }
          assertClose(
            math[name](x, axis),
            plain[name](toPlain(x), axis) as unknown as Matrix,
            close,
          )
        }),
        { seed: 1 },
      )
    })

    it(`${name} with keepDims keeps the axis, of length 1`, () => {
      fc.assert(
        fc.property(withAxis, ([x, axis]) => {
          const kept = math[name](x, axis, { keepDims: true })
          assert.deepEqual(
            kept.size(),
            x.size().map((n, d) => (d === axis ? 1 : n)),
          )
          const without = math[name](x, axis) as Matrix | number
          assert.deepEqual(
            [...flat(kept)],
            typeof without === 'number' ? [without] : [...flat(without)],
          )
        }),
        { seed: 1 },
      )
    })

    it(`${name} refuses an axis that x does not have`, () => {
      const x = math.ones([2, 3])
      for (const axis of [2, -1, 0.5, Number.NaN, Infinity]) {
        assert.throws(() => math[name](x, axis), ShapeError, String(axis))
      }
      assert.throws(() => math[name](x, -1), /the last axis is 1/)
    })
  }

  it('give of nothing what has a value: a sum is 0', () => {
    const empty = tensor([], [0, 2])
    assert.equal(math.sum(empty), 0)
    for (const name of ['mean', 'max', 'min'] as const) {
      assert.throws(() => math[name](empty), DomainError, name)
      assert.throws(() => math[name](empty, 0), DomainError, name)
      assert.deepEqual((math[name](empty, 1) as Matrix).size(), [0], name)
    }
    assert.throws(() => math.argMax(empty), DomainError)
  })

  it('let NaN through', () => {
    const x = math.matrix([1, Number.NaN, 3])
    for (const name of names) assert.ok(Number.isNaN(math[name](x)), name)
  })

  it('divide a square matrix along the right axis when the dimension is kept', () => {
    const e = tensor([1, 3, 2, 6], [2, 2])
    const shares = math.dotDivide(e, math.sum(e, 1, { keepDims: true }))
    assert.deepEqual([...flat(shares)], [0.25, 0.75, 0.25, 0.75])
  })

  it('keep dimensions of complex matrices too', () => {
    const z = math.matrix([[math.complex(1, 2), math.complex(3, 0)]] as never)
    assert.equal(String(math.sum(z, 1, { keepDims: true })), '[[4 + 2i]]')
  })
})

describe('argMax', () => {
  it('gives the place of the first largest', () => {
    const x = tensor([1, 7, 7, 0, 9, 9], [2, 3])
    assert.equal(math.argMax(x), 4)
    assert.deepEqual([...flat(math.argMax(x, 0))], [0, 1, 1])
    assert.deepEqual([...flat(math.argMax(x, 1))], [1, 1])
    assert.deepEqual(math.argMax(x, 1, { keepDims: true }).size(), [2, 1])
  })

  it('agrees with the largest along any axis', () => {
    fc.assert(
      fc.property(withAxis, ([x, axis]) => {
        const places = flat(math.argMax(x, axis, { keepDims: true }))
        const largest = flat(math.max(x, axis, { keepDims: true }))
        const front = math.permute(x, [
          ...x.size().flatMap((_, d) => (d === axis ? [] : [d])),
          axis,
        ])
        const n = x.size()[axis]
        places.forEach((place, i) => {
          assert.equal(flat(front)[i * n + place], largest[i])
        })
      }),
      { seed: 1 },
    )
  })
})

describe('softmax', () => {
  it('sums to 1 along its axis, the last one when none is given', () => {
    fc.assert(
      fc.property(withAxis, ([x, axis]) => {
        const sums = math.sum(math.softmax(x, axis), axis, { keepDims: true })
        assertClose(sums, math.ones(sums.size()), { relative: 1e-12, absolute: 0 })
        assert.deepEqual(flat(math.softmax(x)), flat(math.softmax(x, x.size().length - 1)))
      }),
      { seed: 1 },
    )
  })

  it('neither overflows nor loses small probabilities', () => {
    const x = math.matrix([1000, 0, -1000])
    assert.deepEqual([...flat(math.softmax(x))], [1, 0, 0])
    assert.deepEqual([...flat(math.logSoftmax(x))], [0, -1000, -2000])
    assert.equal(math.logSumExp(math.matrix([1000, 1000])), 1000 + Math.LN2)
    assert.equal(math.logSumExp(math.matrix([-Infinity, -Infinity])), -Infinity)
    assert.equal(math.logSumExp(math.matrix([Infinity, 0])), Infinity)
  })

  it('has log softmax as its logarithm, and logSumExp as what is subtracted', () => {
    const x = tensor([1, -2, 0.5, 3, 0, 1], [2, 3])
    const exact = { relative: 1e-14, absolute: 1e-15 }
    assertClose(math.exp(math.logSoftmax(x)), math.softmax(x), exact)
    const kept = math.logSumExp(x, 1, { keepDims: true })
    assertClose(math.subtract(x, kept), math.logSoftmax(x), exact)
    assertClose(math.logSumExp(x), Math.log(math.sum(math.exp(x))), exact)
  })
})
