import assert from 'node:assert/strict'
import fc from 'fast-check'
import { all, create } from 'mathjs'
import { math } from '../../src/math/instance.js'
import { flat, flips, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { matrices, matrixOf } from './arbitraries.js'
import { assertRefused } from './refused.js'

const plain = create(all)

type Place = number | number[] | boolean[] | 'range'

/** What an index may say of an axis, sometimes beyond its end. */
const placeOn = (length: number): fc.Arbitrary<Place> =>
  fc.oneof(
    fc.nat(length - 1),
    fc.array(fc.nat(length - 1), { minLength: 1, maxLength: 4 }),
    fc.array(fc.boolean(), { minLength: length, maxLength: length }),
    fc.constant('range' as const),
    fc.constant(length),
  )

const indexed = matrices.chain((x) =>
  fc.tuple(fc.constant(x), fc.tuple(...x.size().map((length) => placeOn(length)))),
)

/** The same index in either instance. */
function indexOf(m: typeof plain, size: readonly number[], places: readonly Place[]) {
  const parts = places.map((place, d) => (place === 'range' ? m.range(0, size[d]) : place))
  return Reflect.apply(m.index, m, parts)
}

function told(compute: () => unknown): unknown {
  try {
    const y = compute()
    return math.isMatrix(y) ? { size: y.size(), elements: y.valueOf() } : y
  } catch (error) {
    return (error as Error).message
  }
}

/** Both instances answer alike, and ours without a switch of storage. */
function assertAlike(ours: () => unknown, theirs: () => unknown): void {
  const before = flips()
  const found = told(ours)
  assert.equal(flips(), before)
  assert.deepEqual(found, told(theirs))
}

describe('an index', () => {
  it('of a matrix comes with a part and a default at most, as in mathjs', () => {
    const write = (m: typeof plain) => {
      const x = m.dotMultiply(m.matrix([1, 2]), 1) as Matrix
      return Reflect.apply(x.subset, x, [m.index(0), 9, 0, 0])
    }
    assert.throws(() => write(plain), SyntaxError)
    assert.throws(() => write(math as never), SyntaxError)
  })

  it('reads as in mathjs, without a switch of storage', () => {
    fc.assert(
      fc.property(indexed, ([x, places]) => {
        const y = plain.matrix(x.toArray())
        assertAlike(
          () => math.subset(x, indexOf(math as never, x.size(), places)),
          () => plain.subset(y, indexOf(plain, x.size(), places)),
        )
      }),
      { seed: 1, numRuns: 500 },
    )
  })

  it('writes a number as in mathjs, into a copy; inside the matrix without a switch', () => {
    fc.assert(
      fc.property(indexed, ([x, places]) => {
        fc.pre(!places.some((place, d) => place === x.size()[d]))
        const y = plain.matrix(x.toArray())
        assertAlike(
          () => math.subset(x, indexOf(math as never, x.size(), places), 7 as never),
          () => plain.subset(y, indexOf(plain, x.size(), places), 7),
        )
        assert.deepEqual(x.valueOf(), y.valueOf())
      }),
      { seed: 1, numRuns: 500 },
    )
  })

  it('writes matrices of its size, and rows and columns from vectors, as in mathjs', () => {
    const x = tensor([1, 2, 3, 4, 5, 6], [2, 3])
    const cases: [Place[], number[]][] = [
      [[[0, 1], 1], [2]],
      [[0, [0, 2]], [2]],
      [
        [
          [0, 1],
          [2, 0],
        ],
        [2, 2],
      ],
      [
        ['range', 'range'],
        [2, 3],
      ],
      [
        [[1], 'range'],
        [1, 3],
      ],
    ]
    for (const [places, size] of cases) {
      fc.assert(
        fc.property(matrixOf(size), (part) => {
          const y = plain.matrix(x.toArray())
          assertAlike(
            () => x.clone().subset(indexOf(math as never, [2, 3], places) as never, part as never),
            () => y.subset(indexOf(plain, [2, 3], places), plain.matrix(part.toArray()) as never),
          )
          assertAlike(
            () => math.subset(x, indexOf(math as never, [2, 3], places), part as never),
            () => plain.subset(y, indexOf(plain, [2, 3], places), plain.matrix(part.toArray())),
          )
        }),
        { seed: 1, numRuns: 10 },
      )
    }
  })

  it('writes beyond the edge as mathjs does, which makes the matrix larger', () => {
    const grown = math.subset(tensor([1, 2], [2]), math.index(3), 9 as never) as Matrix
    assert.deepEqual(grown.size(), [4])
    assert.equal(grown.get([3]), 9)
  })

  it('reads and writes in expressions, where it counts from 1', () => {
    const scope = { x: tensor([1, 2, 3, 4, 5, 6], [2, 3]) }
    const before = flips()
    assert.deepEqual([...flat(math.evaluate('x[:, 2]', scope))], [2, 5])
    assert.equal(math.evaluate('x[end, end]', scope), 6)
    math.evaluate('x[1, :] = [7, 8, 9]', scope)
    math.evaluate('x[:, 1] = 0', scope)
    assert.deepEqual([...flat(scope.x)], [0, 8, 9, 0, 5, 6])
    assert.equal(flips() - before, 1, 'only of the matrix [7, 8, 9], which mathjs makes nested')
  })

  it('keeps Booleans, and anything that is not flat, with mathjs', () => {
    const yes = math.larger(tensor([1, -1], [2]), 0)
    assert.equal(math.subset(yes, math.index(0)), true)
    assert.equal(String(math.subset(yes, math.index([1, 0] as never))), '[false, true]')
    const names = math.matrix(['a', 'b'] as never)
    assert.equal(math.subset(names, math.index(1)), 'b')
    assert.equal(math.subset('hello', math.index(0)), 'h')
    assert.equal(math.subset({ a: 3 } as never, math.index('a' as never)), 3)
  })
})

describe('a mask', () => {
  it('reads the elements where it is true, in order', () => {
    fc.assert(
      fc.property(matrices, (x) => {
        const picked = flat(math.subset(x, math.larger(x, 0)))
        assert.deepEqual(
          picked,
          flat(x).filter((value) => math.larger(value, 0)),
        )
      }),
      { seed: 1 },
    )
  })

  it('writes what it read: the matrix is the same', () => {
    fc.assert(
      fc.property(matrices, (x) => {
        const mask = math.larger(x, 0)
        const again = math.subset(math.zeros(x.size()), mask, math.subset(x, mask))
        assert.deepEqual(flat(again), flat(math.subset(x, math.not(mask) as Matrix, 0)))
        assert.deepEqual(math.subset(again, mask).valueOf(), math.subset(x, mask).valueOf())
      }),
      { seed: 1 },
    )
  })

  it('leaves x as it is, and works in expressions', () => {
    const x = tensor([1, -2, 3, -4], [2, 2])
    const before = flips()
    assert.equal(String(math.subset(x, math.smaller(x, 0), 0)), '[[1, 0], [3, 0]]')
    assert.equal(String(math.evaluate('subset(x, x < 0, 0)', { x })), '[[1, 0], [3, 0]]')
    assert.equal(String(x), '[[1, -2], [3, -4]]')
    assert.equal(flips(), before)
  })

  it('is refused where it is no Booleans of the size of x, or the values do not fit', () => {
    const x = tensor([1, -2, 3, -4], [2, 2])
    const mask = math.larger(x, 0)
    assertRefused('math.subset', [
      () => math.subset(x, x),
      () => math.subset(math.ones([4]), mask),
      () => math.subset(x, math.larger(math.ones([2]), 0)),
      () => math.subset(x, mask, math.ones([3])),
      () => math.subset(x, mask, math.ones([2, 1])),
    ])
  })
})
