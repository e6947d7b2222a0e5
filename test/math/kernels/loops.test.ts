import assert from 'node:assert/strict'
import fc from 'fast-check'
import { all, create } from 'mathjs'
import { loops } from '../../../src/math/kernels/loops/index.js'
import { assertSameBits } from './sameBits.js'

const plain = create(all)

const f64 = (...values: number[]) => Float64Array.from(values)
const counting = (n: number) => Float64Array.from({ length: n }, (_, i) => i)

describe('plain loops', () => {
  it('repeat an operand along axes that it has once or not at all', () => {
    const column = { data: f64(10, 20), size: [2, 1] }
    const row = { data: f64(1, 2, 3), size: [3] }
    const sum = loops.binary('add', column, row, [2, 3])
    assert.deepEqual(sum, f64(11, 12, 13, 21, 22, 23))
  })

  it('repeat the middle of three axes', () => {
    const x = { data: counting(4), size: [2, 1, 2] }
    const y = { data: f64(0, 10, 20), size: [3, 1] }
    const sum = loops.binary('add', x, y, [2, 3, 2])
    assert.deepEqual(sum, f64(0, 1, 10, 11, 20, 21, 2, 3, 12, 13, 22, 23))
  })

  it('give an empty result for an empty axis', () => {
    const empty = { data: f64(), size: [0, 3] }
    const row = { data: f64(1, 2, 3), size: [3] }
    assert.deepEqual(loops.binary('add', empty, row, [0, 3]), f64())
    assert.deepEqual(loops.reduce('sum', f64(), { outer: 2, n: 0, inner: 2 }), f64(0, 0, 0, 0))
    assert.deepEqual(loops.matmul(f64(), f64(), 2, 0, 2), f64(0, 0, 0, 0))
  })

  it('compare as numbers do: NaN equals nothing, −0 equals 0', () => {
    const x = { data: f64(Number.NaN, -0, 1), size: [3] }
    const y = { data: f64(Number.NaN, 0, 2), size: [3] }
    assert.deepEqual(loops.binary('equal', x, y, [3]), f64(0, 1, 0))
    assert.deepEqual(loops.binary('unequal', x, y, [3]), f64(1, 0, 1))
    assert.deepEqual(loops.binary('largerEq', x, y, [3]), f64(0, 1, 0))
    assert.deepEqual(loops.binary('smaller', x, y, [3]), f64(0, 0, 1))
  })

  it('keep a NaN visible in relu, step, sign, maximum and max', () => {
    const x = f64(Number.NaN, -2, -0, 0, 3)
    assertSameBits(loops.unary('relu', x), f64(Number.NaN, 0, 0, 0, 3), 'relu')
    assertSameBits(loops.unary('step', x), f64(Number.NaN, 0, 0, 0, 1), 'step')
    assertSameBits(loops.unary('sign', x), f64(Number.NaN, -1, -0, 0, 1), 'sign')
    const one = { data: f64(1), size: [] }
    const larger = loops.binary('maximum', { data: x, size: [5] }, one, [5])
    assertSameBits(larger, f64(Number.NaN, 1, 1, 1, 3), 'maximum')
    assertSameBits(loops.reduce('max', x, { outer: 1, n: 5, inner: 1 }), f64(Number.NaN), 'max')
  })

  it('square exactly what is raised to the power 2', () => {
    const x = { data: f64(0.1, -1 / 3, 1e200), size: [3] }
    const two = { data: f64(2), size: [] }
    const squares = loops.binary('dotPow', x, two, [3])
    assertSameBits(squares, loops.unary('square', x.data), 'dotPow')
  })

  it('sum neighbours eight at a time, then what is left, in blocks of 4096', () => {
    const x = Float64Array.from({ length: 4096 + 17 }, (_, i) => Math.sin(i))
    const eight = (n: number) =>
      Array.from({ length: 8 }, (_, lane) => {
        let sum = x[n + lane]
        for (let i = n + lane + 8; i < Math.min(n + 4096, n + ((x.length - n) & ~7)); i += 8)
          sum += x[i]
        return sum
      })
    const together = ([a, b, c, d, e, f, g, h]: number[]) => a + c + (e + g) + (b + d + (f + h))
    const expected = together(eight(0)) + together(eight(4096)) + x[4096 + 16]
    assert.deepEqual(loops.reduce('sum', x, { outer: 1, n: x.length, inner: 1 }), f64(expected))
    const zeros = new Float64Array(16).fill(-0)
    assertSameBits(loops.reduce('sum', zeros, { outer: 1, n: 16, inner: 1 }), f64(0), 'sum of −0')
  })

  it('sum an axis from its beginning to its end', () => {
    const view = { outer: 1, n: 4, inner: 1 }
    assert.deepEqual(loops.reduce('sum', f64(1e16, 1, 1, -1e16), view), f64(0))
    assert.deepEqual(loops.reduce('sum', f64(1, 1, 1e16, -1e16), view), f64(2))
  })

  it('reduce the first, the middle and the last axis of 2×3×2', () => {
    const x = counting(12)
    const sum = (outer: number, n: number, inner: number) =>
      loops.reduce('sum', x, { outer, n, inner })
    assert.deepEqual(sum(1, 2, 6), f64(6, 8, 10, 12, 14, 16))
    assert.deepEqual(sum(2, 3, 2), f64(6, 9, 24, 27))
    assert.deepEqual(sum(6, 2, 1), f64(1, 5, 9, 13, 17, 21))
  })

  it('find the first largest element, and a NaN before any number', () => {
    const rows = f64(1, 3, 3, 5, Number.NaN, 9, -Infinity, -Infinity, -Infinity)
    assert.deepEqual(loops.argMax(rows, { outer: 3, n: 3, inner: 1 }), f64(1, 1, 0))
    assert.deepEqual(loops.argMax(f64(1, 8, 2, 7), { outer: 1, n: 2, inner: 2 }), f64(1, 0))
  })

  it('multiply as mathjs does, from stored and from transposed operands', () => {
    const small = fc.integer({ min: 1, max: 6 })
    fc.assert(
      fc.property(
        small,
        small,
        small,
        fc.infiniteStream(fc.integer({ min: -9, max: 9 })),
        (m, k, n, s) => {
          const a = plain.matrix(nested(m, k, s))
          const b = plain.matrix(nested(k, n, s))
          // Our sums begin at 0, so that they are never −0.
          const expected = flat(plain.multiply(a, b)).map((value) => value + 0)
          const [at, bt] = [flat(plain.transpose(a)), flat(plain.transpose(b))]
          assertSameBits(loops.matmul(flat(a), flat(b), m, k, n), expected, 'A·B')
          const fromTransposed = loops.matmul(at, bt, m, k, n, {
            transposeA: true,
            transposeB: true,
          })
          assertSameBits(fromTransposed, expected, 'transposed')
        },
      ),
      { seed: 3 },
    )
  })

  it('permute: element (i, j, k) of the result is element (k, i, j) of x', () => {
    const [a, b, c] = [3, 40, 70]
    const x = counting(a * b * c)
    const y = loops.permute(x, [a, b, c], [1, 2, 0])
    const moved = Array.from({ length: b * c * a }, (_, o) => {
      const [i, j, k] = [Math.floor(o / (c * a)), Math.floor(o / a) % c, o % a]
      return x[(k * b + i) * c + j]
    })
    assert.deepEqual(y, f64(...moved))
  })

  it('permute and permute back is nothing done, for any rank', () => {
    const shape = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 })
    const shapeAndAxes = shape.chain((size) => {
      const axes = size.map((_, axis) => axis)
      const all = { minLength: axes.length, maxLength: axes.length }
      return fc.tuple(fc.constant(size), fc.shuffledSubarray(axes, all))
    })
    fc.assert(
      fc.property(shapeAndAxes, ([size, axes]) => {
        const x = counting(size.reduce((product, n) => product * n, 1))
        const moved = loops.permute(x, size, axes)
        const newSize = axes.map((axis) => size[axis])
        const back = axes.map((_, axis) => axes.indexOf(axis))
        assert.deepEqual(loops.permute(moved, newSize, back), x)
      }),
      { seed: 5 },
    )
  })

  it('add a·x to y in place', () => {
    const y = f64(1, 2, 3)
    loops.addScaled(y, f64(10, 20, 30), -0.5)
    assert.deepEqual(y, f64(-4, -8, -12))
  })
})

function nested(rows: number, columns: number, values: Iterator<number>): number[][] {
  return Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => values.next().value),
  )
}

function flat(matrix: { valueOf(): unknown }): Float64Array {
  return Float64Array.from((matrix.valueOf() as number[][]).flat())
}
