import assert from 'node:assert/strict'
import fc from 'fast-check'
import { all, create } from 'mathjs'
import { math } from '../../src/math/instance.js'
import { flat, flips, shape, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'

const plain = create(all)

/** Of up to four axes, some of length 0. */
const anySize = fc.array(fc.nat(3), { minLength: 1, maxLength: 4 })

function counted(size: readonly number[]): Matrix {
  const length = size.reduce((a, b) => a * b)
  return tensor(
    Float64Array.from({ length }, (_, i) => Math.sqrt(i)),
    size,
  )
}

describe('a matrix of any size, empty axes included', () => {
  it('comes back from JSON: the same shape and elements, and ready for our functions', () => {
    fc.assert(
      fc.property(anySize, (size) => {
        const x = counted(size)
        const copy: Matrix = JSON.parse(JSON.stringify(x), math.reviver as never)
        assert.equal(math.typeOf(copy), 'DenseMatrix')
        assert.deepEqual(copy.size(), size)
        assert.deepEqual(flat(copy), flat(x))
        assert.deepEqual(math.add(copy, 1).size(), size)
        assert.equal(math.sum(copy), math.sum(x))
      }),
      { seed: 1 },
    )
  })

  it('does not come back from JSON that holds other elements than its size says', () => {
    for (const [size, data] of [
      [[0], [1, 2]],
      [[0, 2], [[1, 2]]],
      [
        [2, 0],
        [[1], [2]],
      ],
    ]) {
      const json = JSON.stringify({ mathjs: 'DenseMatrix', data, size })
      assert.throws(() => JSON.parse(json, math.reviver as never), { name: 'DimensionError' })
      assert.throws(() => JSON.parse(json, plain.reviver as never), { name: 'DimensionError' })
    }
  })

  it('comes back from nested arrays, as long as no axis is empty', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
        (size) => {
          const x = counted(size)
          const again = math.matrix(x.toArray() as number[][])
          assert.deepEqual([shape(again), flat(again)], [size, flat(x)])
        },
      ),
      { seed: 1 },
    )
  })

  it('copies into and out of the matrices of another instance', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
        (size) => {
          const x = counted(size)
          const theirs = plain.matrix(x.toArray() as number[][])
          const ours = math.matrix(theirs) as unknown as Matrix
          assert.deepEqual([shape(ours), flat(ours)], [size, flat(x)])
          flat(ours)[0] = 9
          assert.deepEqual(theirs.valueOf(), x.valueOf())
          assert.deepEqual(plain.matrix(x as never).valueOf(), x.valueOf())
        },
      ),
      { seed: 1, numRuns: 30 },
    )
  })

  it('keeps its size under copying, flattening, joining and reducing', () => {
    const empty = tensor([], [2, 0, 3])
    assert.deepEqual(empty.clone().size(), [2, 0, 3])
    assert.deepEqual(math.matrix(empty).size(), [2, 0, 3])
    assert.deepEqual(math.permute(empty, [1, 2, 0]).size(), [0, 3, 2])
    assert.deepEqual(math.concat(empty, counted([2, 1, 3]), 1).size(), [2, 1, 3])
    assert.deepEqual((math.sum(empty, 1) as Matrix).size(), [2, 3])
    assert.deepEqual(math.flatten(empty).size(), [0])
    assert.deepEqual(math.multiply(tensor([], [0, 3]), math.ones([3, 2])).size(), [0, 2])
  })
})

describe('typed arrays', () => {
  it('of every kind become matrices and come out of them', () => {
    const kinds = [Float32Array, Int8Array, Uint8ClampedArray, Int16Array, Uint32Array, Int32Array]
    for (const Kind of kinds) {
      const list = Kind.from([1, 2, 3, 4, 5, 6])
      const x = tensor(list, [2, 3])
      assert.equal(String(x), '[[1, 2, 3], [4, 5, 6]]')
      assert.deepEqual(Kind.from(flat(x)), list)
    }
  })
})

describe('elements that are no numbers', () => {
  const others: readonly unknown[] = [
    math.complex(1, 2),
    math.bignumber('0.1'),
    math.fraction(1, 3),
    math.unit('3 cm'),
    'text',
    null,
    10n,
  ]

  it('stay what they are: mathjs moves and copies them, without a switch of storage', () => {
    for (const element of others) {
      const x = math.matrix([
        [element, element],
        [element, element],
      ] as never)
      const before = flips()
      const results = [
        math.transpose(x),
        math.reshape(x, [4]),
        math.flatten(x),
        math.concat(x, x),
        math.squeeze(x),
        math.subset(x, math.index(0, [0, 1] as never)),
        x.clone(),
      ]
      assert.equal(flips(), before)
      for (const result of results) {
        const found = (result as Matrix).toArray().flat(2)[0]
        assert.equal(math.format(found), math.format(element))
        assert.equal(math.typeOf(found), math.typeOf(element))
      }
    }
  })

  it('come back from JSON where mathjs can write them', () => {
    for (const element of others.slice(0, 5)) {
      const x = math.matrix([element] as never)
      const copy: Matrix = JSON.parse(JSON.stringify(x), math.reviver as never)
      assert.equal(math.format(copy), math.format(x))
    }
  })

  it('are told by our own functions, which move numbers alone', () => {
    const x = math.matrix([math.complex(1, 2)] as never)
    for (const move of [math.flip, math.unique, math.argSort] as ((x: Matrix) => unknown)[]) {
      assert.throws(() => move(x), { name: 'DomainError', mend: /math\.re/ })
    }
  })
})
