import assert from 'node:assert/strict'
import fc from 'fast-check'
import { all, create } from 'mathjs'
import { math } from '../../src/math/instance.js'
import { flips, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { matrixOf, withAxis } from './arbitraries.js'
import { assertRefused, NO_AXES, NO_MATRICES } from './refused.js'

const plain = create(all)

/** A matrix, one of its axes, and lengths that cut that axis into parts. */
const cut = withAxis.chain(([x, axis]) =>
  fc
    .array(fc.nat(x.size()[axis]), { maxLength: 3 })
    .map((cuts) => [0, ...cuts.sort((a, b) => a - b), x.size()[axis]])
    .map((cuts) => [x, axis, cuts.slice(1).map((c, i) => c - cuts[i])] as const),
)

describe('concat', () => {
  it('puts the parts of split together again', () => {
    fc.assert(
      fc.property(cut, ([x, axis, lengths]) => {
        const parts = math.split(x, lengths, axis)
        assert.deepEqual(
          parts.map((part) => part.size()[axis]),
          lengths,
        )
        assert.deepEqual(math.concat(...(parts as [Matrix]), axis).valueOf(), x.valueOf())
      }),
      { seed: 1 },
    )
  })

  it('is that of mathjs, along the last axis where none is given, without a switch of storage', () => {
    const sizes: [number[], number[]][] = [
      [[2], [3]],
      [
        [2, 3],
        [2, 1],
      ],
      [
        [2, 2, 1],
        [2, 2, 4],
      ],
    ]
    for (const [left, right] of sizes) {
      fc.assert(
        fc.property(matrixOf(left), matrixOf(right), (a, b) => {
          const before = flips()
          const joined = math.concat(a, b)
          assert.equal(flips(), before)
          const expected = plain.concat(plain.matrix(a.toArray()), plain.matrix(b.toArray()))
          assert.deepEqual(joined.toArray(), (expected as Matrix).toArray())
        }),
        { seed: 1, numRuns: 20 },
      )
    }
  })

  it('joins many, Booleans, empty batches, and what mathjs joins', () => {
    const [a, yes] = [math.ones([1, 2]), math.larger(math.ones([1, 2]), 0)]
    assert.deepEqual(math.concat(a, a, a, 0).size(), [3, 2])
    assert.deepEqual(math.concat(a, tensor([], [0, 2]), 0).size(), [1, 2])
    assert.equal(String(math.concat(yes, yes)), '[[true, true, true, true]]')
    assert.equal(String(math.concat(a, yes)), '[[1, 1, true, true]]')
    assert.equal(math.concat('a' as never, 'b' as never), 'ab')
    assert.equal(
      String(math.evaluate('concat([1, 2; 3, 4], [5, 6; 7, 8], 1)')),
      '[[1, 2], [3, 4], [5, 6], [7, 8]]',
    )
  })

  it('refuses parts that do not lie beside each other, and axes that are not there', () => {
    const x = math.ones([2, 3])
    assertRefused('math.concat', [
      () => math.concat(x, math.ones([3, 3])),
      () => math.concat(x, math.ones([3])),
      () => math.concat(x, math.ones([2, 2]), 0),
      ...NO_AXES.map((axis) => () => math.concat(x, x, axis)),
    ])
  })
})

describe('stack', () => {
  it('makes of parts what taking them apart along the new axis undoes', () => {
    const alike = withAxis.chain(([x, axis]) =>
      fc.tuple(fc.constant(x), matrixOf(x.size()), fc.constantFrom(axis, x.size().length)),
    )
    fc.assert(
      fc.property(alike, ([a, b, axis]) => {
        const [first, second] = math.split(math.stack(a, b, axis), 2, axis)
        assert.deepEqual(math.reshape(first, a.size()).valueOf(), a.valueOf())
        assert.deepEqual(math.reshape(second, b.size()).valueOf(), b.valueOf())
      }),
      { seed: 1 },
    )
  })

  it('stacks along a first axis unless it is told another, and gives arrays for arrays', () => {
    const [a, b] = [math.matrix([1, 2]), math.matrix([3, 4])]
    assert.equal(String(math.stack(a, b)), '[[1, 2], [3, 4]]')
    assert.equal(String(math.stack(a, b, 1)), '[[1, 3], [2, 4]]')
    assert.equal(String(math.evaluate('stack(a, b, 2)', { a, b })), '[[1, 3], [2, 4]]')
    assert.deepEqual(math.stack([1, 2] as never, [3, 4] as never), [
      [1, 2],
      [3, 4],
    ])
  })

  it('refuses sizes that differ, and what is no matrix', () => {
    const x = math.ones([2, 3])
    assertRefused('math.stack', [
      () => math.stack(x, math.ones([3, 2])),
      () => math.stack(1 as never),
      () => math.stack(x, 1 as never, 0),
      () => Reflect.apply(math.stack, undefined, []),
      ...[-1, 3, 0.5].map((axis) => () => math.stack(x, x, axis)),
      ...NO_MATRICES.map((bad) => () => math.stack(x, bad as never)),
    ])
  })
})

describe('split', () => {
  it('makes parts of equal length, or of given lengths', () => {
    const x = math.matrix([1, 2, 3, 4])
    assert.deepEqual(math.split(x, 2).map(String), ['[1, 2]', '[3, 4]'])
    assert.deepEqual(math.split(x, math.matrix([1, 3])).map(String), ['[1]', '[2, 3, 4]'])
    assert.deepEqual(math.split(x, [4, 0])[1].size(), [0])
  })

  it('refuses parts that do not add up', () => {
    const x = math.ones([4, 2])
    const wrong = [3, 0, -1, 1.5, Number.NaN, [1, 2], [5, -1], [], [2.5, 1.5], ['4'], true, 'a', {}]
    assertRefused('math.split', [
      ...wrong.map((parts) => () => math.split(x, parts as never)),
      ...NO_AXES.map((axis) => () => math.split(x, 1, axis)),
      ...NO_MATRICES.map((bad) => () => math.split(bad as never, 1)),
      () => math.split(x, undefined as never),
    ])
  })
})
