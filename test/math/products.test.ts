import assert from 'node:assert/strict'
import fc from 'fast-check'
import { all, create } from 'mathjs'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { broadcastSize } from '../../src/math/shapes.js'
import { flat, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'
import { matrixOf, stackedFactors } from './arbitraries.js'

const plain = create(all)

describe('products of vectors and matrices', () => {
  const shapes: [number[], number[]][] = [
    [
      [2, 3],
      [3, 4],
    ],
    [[3], [3, 2]],
    [[2, 3], [3]],
    [[3], [3]],
    [
      [1, 5],
      [5, 1],
    ],
  ]

  for (const [left, right] of shapes) {
    it(`multiply ${left.join('×')} · ${right.join('×')} as mathjs does`, () => {
      fc.assert(
        fc.property(matrixOf(left), matrixOf(right), (a, b) => {
          const expected = plain.multiply(plain.matrix(a.toArray()), plain.matrix(b.toArray()))
          assertClose(math.multiply(a, b), expected as Matrix, { relative: 0, absolute: 0 })
        }),
        { seed: 1, numRuns: 30 },
      )
    })
  }

  it('refuse shapes that do not meet, with the mend', () => {
    assert.throws(
      () => math.multiply(math.ones([2, 3]), math.ones([2, 3])),
      (error: unknown) => {
        assert.ok(error instanceof ShapeError)
        assert.match(error.given, /2×3 and 2×3/)
        assert.match(error.mend, /transpose/)
        return true
      },
    )
  })

  it('multiply transposes without making them, with the same bits', () => {
    fc.assert(
      fc.property(matrixOf([3, 4]), matrixOf([3, 4]), (a, b) => {
        const left = math.multiply(a, b, { transposeA: true })
        assert.deepEqual(left.valueOf(), math.multiply(math.transpose(a), b).valueOf())
        const right = math.multiply(a, b, { transposeB: true })
        assert.deepEqual(right.valueOf(), math.multiply(a, math.transpose(b)).valueOf())
      }),
      { seed: 1 },
    )
    const [A, v] = [math.ones([2, 3]), math.ones([3])]
    assert.throws(() => math.multiply(A, v, { transposeA: true }), ShapeError)
    assert.throws(() => math.multiply(A, A, { transposeA: true, transposeB: true }), ShapeError)
  })

  it('multiply transposes arrays, and gives one where there is no matrix', () => {
    const multiply = math.multiply as unknown as (...args: unknown[]) => { valueOf(): unknown }
    const rows = [[1, 2], [3, 4]] // biome-ignore format: a matrix
    const product = [[5, 11], [11, 25]] // biome-ignore format: a matrix
    const [matrix, options] = [math.matrix(rows), { transposeB: true }]
    assert.deepEqual(multiply(rows, rows, options), product)
    assert.deepEqual(multiply(matrix, rows, options).valueOf(), product)
    assert.deepEqual(multiply(rows, matrix, options).valueOf(), product)
  })

  it('multiply transposes of other elements and of sparse matrices', () => {
    const row = math.matrix([[math.complex(1, 2), 3]] as never)
    const byTranspose = { transposeB: true } as const
    const square = '[[6 + 4i]]' // (1 + 2i)² + 3², with nothing conjugated
    assert.equal(String(math.multiply(row, row, byTranspose)), square)
    assert.equal(String(math.multiply(row.toArray() as never, row, byTranspose)), square)
    const nested = math.multiply(row.toArray() as never, row.toArray() as never, byTranspose)
    assert.ok(Array.isArray(nested))
    assert.equal(math.format(nested), square)
    const A = [
      [1, 2],
      [3, 4],
    ]
    const sparse = math.sparse(A) as unknown as Matrix
    const expected = [
      [7, 15],
      [10, 22],
    ]
    const both = { transposeA: true, transposeB: true }
    assert.deepEqual(math.multiply(sparse, math.matrix(A), both).toArray(), expected)
    const misspelt = { transposeC: true } as never
    assert.throws(() => math.multiply(row, row, misspelt), { name: 'DomainError' })
    const vector = math.flatten(row)
    assert.throws(() => math.multiply(vector, vector, byTranspose), {
      name: 'ShapeError',
      mend: /a vector has no transpose/,
    })
  })

  it('scale by numbers, and divide by them', () => {
    const x = tensor([1, 2], [2])
    assert.deepEqual([...flat(math.multiply(3, x))], [3, 6])
    assert.deepEqual([...flat(math.divide(x, 2))], [0.5, 1])
  })
})

describe('products of stacks of matrices', () => {
  it('are the products of the matrices, one by one, whatever broadcasts and is transposed', () => {
    fc.assert(
      fc.property(stackedFactors, ({ a, b, transposeA, transposeB }) => {
        const product = math.multiply(a, b, { transposeA, transposeB })
        const stack = broadcastSize(a.size().slice(0, -2), b.size().slice(0, -2), 'test')
        const [m, n] = [a.size().at(transposeA ? -1 : -2), b.size().at(transposeB ? -2 : -1)]
        assert.deepEqual(product.size(), [...stack, m, n])
        for (const place of places(stack)) {
          const single = math.multiply(matrixAt(a, place), matrixAt(b, place), {
            transposeA,
            transposeB,
          })
          assert.deepEqual(flat(matrixAt(product, place)), flat(single))
        }
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  it('take a vector for the same row, or the same column, everywhere', () => {
    const x = tensor(Float64Array.from({ length: 24 }, Math.sin), [2, 3, 4])
    const row = math.matrix([1, -2, 0.5])
    const column = math.matrix([3, 1, -1, 2])
    const asRow = math.reshape(math.multiply(math.reshape(row, [1, 3]), x), [2, 4])
    const asColumn = math.reshape(math.multiply(x, math.reshape(column, [4, 1])), [2, 3])
    assertClose(math.multiply(row, x), asRow, exactly)
    assertClose(math.multiply(x, column), asColumn, exactly)
  })

  it('have no element for an empty batch, and zeros for a sum of nothing', () => {
    assert.deepEqual(math.multiply(math.ones([0, 2, 3]), math.ones([3, 4])).size(), [0, 2, 4])
    assert.deepEqual(math.multiply(math.ones([0, 2, 3]), math.ones([0, 3, 4])).size(), [0, 2, 4])
    const zeros = math.multiply(math.ones([2, 1, 0]), math.ones([2, 0, 2]))
    assertClose(zeros, math.zeros([2, 1, 2]), exactly)
  })

  it('refuse stacks that do not broadcast, and matrices that do not meet', () => {
    const ones = (...size: number[]) => math.ones(size)
    const mistakes: [Matrix, Matrix, object?][] = [
      [ones(2, 2, 3), ones(3, 3, 2)],
      [ones(2, 2, 3), ones(2, 2, 3)],
      [ones(2, 2, 3), ones(2)],
      [ones(3), ones(2, 2, 3)],
      [ones(2, 2, 3), ones(2, 3, 2), { transposeB: true }],
    ]
    for (const [a, b, options] of mistakes) {
      const product = () => (options ? math.multiply(a, b, options) : math.multiply(a, b))
      assert.throws(product, (error: unknown) => {
        assert.ok(error instanceof ShapeError)
        assert.ok(error.given.startsWith(a.size().length > 1 ? a.size().join('×') : '[3]'))
        return true
      })
    }
  })
})

describe('the options of a product', () => {
  it('are refused where they are misspelt or no Booleans', () => {
    const A = math.ones([2, 2])
    for (const options of [{ transposea: true }, { transposeA: 1 }, { toString: true }]) {
      assert.throws(() => math.multiply(A, A, options as never), DomainError)
    }
    assert.deepEqual(math.multiply(A, A, { transposeA: undefined }).size(), [2, 2])
  })
})

describe('dot and outer', () => {
  it('dot sums the products of vectors and of columns, as mathjs does', () => {
    const [x, y] = [math.matrix([2, 4, 1]), math.matrix([2, 2, 3])]
    const column = (v: Matrix) => math.reshape(v, [3, 1])
    for (const [a, b] of [
      [x, y],
      [column(x), y],
      [x, column(y)],
      [column(x), column(y)],
    ]) {
      assert.equal(math.dot(a, b), 15)
    }
    for (const wrong of [math.ones([2]), math.ones([1, 3]), math.ones([3, 3])]) {
      assert.throws(() => math.dot(x, wrong), ShapeError)
    }
  })

  it('outer holds every product of two elements', () => {
    const vectors = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 40 }))
    fc.assert(
      fc.property(
        vectors.chain(([m, n]) => fc.tuple(matrixOf([m]), matrixOf([n]))),
        ([a, b]) => {
          const products = [...flat(a)].flatMap((x) => [...flat(b)].map((y) => x * y))
          assertClose(math.outer(a, b), tensor(products, [...a.size(), ...b.size()]), exactly)
        },
      ),
      { seed: 1 },
    )
    assert.equal(String(math.evaluate('outer([1, 2], [3, 4, 5])')), '[[3, 4, 5], [6, 8, 10]]')
    assert.throws(() => math.outer(math.ones([2, 1]), math.ones([2])), ShapeError)
  })

  it('outer refuses a result that no memory could hold', () => {
    const long = math.ones([2 ** 16])
    assert.throws(() => math.outer(long, long), /65536×65536[\s\S]*32 GiB/)
    const [column, row] = [math.reshape(long, [-1, 1]), math.reshape(long, [1, -1])]
    assert.throws(() => math.multiply(column, row), ShapeError)
    assert.throws(() => math.add(column, row), ShapeError)
  })
})

const exactly = { relative: 0, absolute: 0 }

/** Every index of a stack of that size. */
function places(stack: readonly number[]): number[][] {
  return stack.reduce<number[][]>(
    (heads, length) => heads.flatMap((head) => Array.from({ length }, (_, i) => [...head, i])),
    [[]],
  )
}

/** The matrix at that place of the broadcast stack. */
function matrixAt(x: Matrix, place: readonly number[]): Matrix {
  const size = x.size()
  const [rows, columns] = size.slice(-2)
  const own = size.slice(0, -2)
  const index = own.map((length, d) => (length === 1 ? 0 : place[place.length - own.length + d]))
  const number = index.reduce((sum, i, d) => sum * own[d] + i, 0)
  const elements = flat(x).slice(number * rows * columns, (number + 1) * rows * columns)
  return tensor(elements, [rows, columns])
}
