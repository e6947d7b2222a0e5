import assert from 'node:assert/strict'
import fc from 'fast-check'
import { all, create } from 'mathjs'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { broadcastSize } from '../../src/math/shapes.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { broadcastingPairs, matrices } from './arbitraries.js'

const plain = create(all)

/** The element of m that a broadcast puts at this index of the result. */
function broadcastElement(m: Matrix, index: readonly number[]): number {
  const own = index.slice(index.length - m.size().length)
  return m.get(own.map((i, d) => (m.size()[d] === 1 ? 0 : i)))
}

/** Every index of a size, in row-major order. */
function indices(size: readonly number[]): number[][] {
  return size.reduce<number[][]>(
    (heads, length) => heads.flatMap((head) => Array.from({ length }, (_, i) => [...head, i])),
    [[]],
  )
}

const pairs = {
  add: (x: number, y: number) => x + y,
  subtract: (x: number, y: number) => x - y,
  dotMultiply: (x: number, y: number) => x * y,
  dotDivide: (x: number, y: number) => x / y,
  maximum: Math.max,
  minimum: Math.min,
  atan2: Math.atan2,
}

describe('functions of pairs', () => {
  for (const [name, scalar] of Object.entries(pairs)) {
    const f = math[name as keyof typeof pairs]

    it(`${name} stretches axes of length 1 and missing axes, as NumPy does`, () => {
      fc.assert(
        fc.property(broadcastingPairs, ([a, b]) => {
          const c = f(a, b)
          assert.deepEqual(c.size(), broadcastSize(a.size(), b.size(), name))
          for (const index of indices(c.size())) {
            const expected = scalar(broadcastElement(a, index), broadcastElement(b, index))
            assert.equal(c.get(index), expected)
          }
        }),
        { seed: 1 },
      )
    })

    it(`${name} takes a number on either side`, () => {
      fc.assert(
        fc.property(matrices, fc.double({ noNaN: true }), (a, k) => {
          assert.deepEqual(
            flat(f(a, k)),
            flat(a).map((x) => scalar(x, k)),
          )
          assert.deepEqual(
            flat(f(k, a)),
            flat(a).map((x) => scalar(k, x)),
          )
        }),
        { seed: 1 },
      )
    })

    it(`${name} refuses shapes that do not fit`, () => {
      assert.throws(
        () => f(math.ones([2, 3]), math.ones([2])),
        (error: unknown) => {
          assert.ok(error instanceof ShapeError && error instanceof RangeError)
          assert.equal(error.where, `math.${name}`)
          assert.match(error.given, /2×3 and \[2\]/)
          return true
        },
      )
    })
  }

  it('keep the axes of an empty batch', () => {
    for (const name of Object.keys(pairs) as (keyof typeof pairs)[]) {
      const stretched = math[name](tensor([], [0, 1, 1]), math.ones([4]))
      assert.deepEqual(stretched.size(), [0, 1, 4], name)
      for (const beside of [math[name](tensor([], [3, 0]), 2), math[name](2, tensor([], [3, 0]))]) {
        assert.deepEqual(math.transpose(beside).size(), [0, 3], name)
      }
    }
  })

  it('leave their arguments as they were', () => {
    const [a, b] = [tensor([1, 2], [2]), tensor([3, 4], [2])]
    math.add(a, b)
    math.unaryMinus(a)
    assert.deepEqual([...flat(a), ...flat(b)], [1, 2, 3, 4])
  })

  it('have mathjs’s complex power where a fraction of a negative number is asked for', () => {
    const x = math.matrix([-8, 4])
    assert.equal(
      math.format(math.dotPow(x, 0.5), 4),
      plain.format(plain.dotPow(plain.matrix([-8, 4]), 0.5), 4),
    )
    assert.throws(() => math.dotPow(x, math.matrix([0.5, 1, 2])), {
      name: 'ShapeError',
      where: 'math.dotPow',
    })
    assert.deepEqual([...flat(math.dotPow(x, 2))], [64, 16])
    assert.deepEqual([...flat(math.dotPow(2, math.matrix([-1, 3])))], [0.5, 8])
  })
})

describe('choices between elements', () => {
  it('where takes x or y, broadcasts all three, and never mixes in the other', () => {
    const condition = math.larger(math.matrix([[1], [-1]]), 0)
    const chosen = math.where(condition, math.matrix([1, Number.NaN]), math.matrix([-0, Infinity]))
    assert.deepEqual(chosen.toArray(), [
      [1, Number.NaN],
      [-0, Infinity],
    ])
    assert.equal(String(math.where(condition, condition, condition)), '[[true], [false]]')
    assert.equal(String(math.where(condition, condition, 5)), '[[1], [5]]')
    assert.equal(String(math.where(math.matrix([1, 0, Number.NaN]), 7, 8)), '[7, 8, 8]')
    assert.deepEqual(math.where(tensor([], [0, 1]), math.ones([3]), 1).size(), [0, 3])
    assert.throws(() => math.where(condition, math.ones([3]), math.ones([2])), ShapeError)
  })

  it('clip keeps elements between bounds, which may be matrices, and NaN', () => {
    const x = math.matrix([-2, 0.5, 3, Number.NaN])
    assert.deepEqual([...flat(math.clip(x, 0, 1))], [0, 0.5, 1, Number.NaN])
    const low = math.matrix([-1, 1, -1, 0])
    assert.deepEqual([...flat(math.clip(x, low, 2))], [-1, 1, 2, Number.NaN])
    assert.equal(math.clip(5, 0, 1), 1)
    assert.throws(() => math.clip(x, 1, 0), DomainError)
    assert.throws(() => math.clip(x, low, 0.5), DomainError)
    assert.throws(() => math.clip(x, 0, Number.NaN), DomainError)
    for (const [least, most] of [[math.zeros([3]), 1] as const, [0, math.ones([3])] as const])
      assert.throws(() => math.clip(x, least, most), { name: 'ShapeError', where: 'math.clip' })
  })
})
