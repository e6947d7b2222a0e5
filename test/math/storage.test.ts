import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { all, create } from 'mathjs'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { flat, flips, shape, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'

const plain = create(all)

const matrix = () =>
  math.matrix([
    [1, 2, 3],
    [4, 5, 6],
  ])

function flipsOf(f: () => unknown): number {
  const before = flips()
  f()
  return flips() - before
}

describe('tensor', () => {
  it('makes a matrix of any number of axes from row-major elements', () => {
    const cube = tensor([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2])
    assert.deepEqual(cube.size(), [2, 2, 2])
    assert.deepEqual(cube.valueOf(), [
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [7, 8],
      ],
    ])
    assert.equal(cube.get([1, 0, 1]), 6)
    assert.equal(math.typeOf(cube), 'DenseMatrix')
  })

  it('takes a Float64Array as storage, and copies anything else', () => {
    const buffer = Float64Array.of(1, 2)
    const wrapped = tensor(buffer, [2])
    buffer[0] = 9
    assert.equal(wrapped.get([0]), 9)
    const list = [1, 2]
    const copied = tensor(list, [2])
    list[0] = 9
    assert.equal(copied.get([0]), 1)
    assert.deepEqual([...flat(tensor(Uint8Array.of(3, 4), [2, 1]))], [3, 4])
  })

  it('may be empty along an axis', () => {
    const empty = tensor([], [0, 3])
    assert.deepEqual(empty.size(), [0, 3])
    assert.equal(math.sum(empty), 0)
    assert.deepEqual(math.add(empty, 1).size(), [0, 3])
    assert.deepEqual([...flat(math.sum(empty, 0))], [0, 0, 0])
  })

  it('refuses sizes that do not hold the elements, and sizes that are none', () => {
    assert.throws(() => tensor([1, 2, 3], [2, 2]), ShapeError)
    for (const size of [[], [-1], [1.5], [Number.NaN], [2 ** 20, 2 ** 20]]) {
      assert.throws(() => tensor([1], size), ShapeError)
    }
  })

  it('refuses elements that are no numbers', () => {
    for (const element of ['1', undefined, null, true, 1n]) {
      assert.throws(() => tensor([element as never], [1]), DomainError)
    }
  })
})

describe('flat', () => {
  it('is the storage itself: writing changes the matrix', () => {
    const m = matrix()
    flat(m)[4] = 50
    assert.equal(m.get([1, 1]), 50)
    assert.equal(math.sum(m), 66)
  })

  it('takes Booleans as 0 and 1, and leaves them Booleans in the matrix', () => {
    const m = math.larger(matrix(), 3)
    assert.deepEqual([...flat(m)], [0, 0, 0, 1, 1, 1])
    assert.equal(m.get([0, 0]), false)
    assert.equal(String(m), '[[false, false, false], [true, true, true]]')
    assert.equal(math.sum(math.dotMultiply(m, matrix())), 15)
  })

  it('copies from sparse matrices, and from matrices of another instance', () => {
    assert.deepEqual([...flat(math.sparse([[0, 2]]) as unknown as Matrix)], [0, 2])
    assert.deepEqual([...flat(plain.matrix([[1, 2]]))], [1, 2])
  })

  it('refuses other elements, and what is no matrix', () => {
    assert.throws(() => flat(math.matrix([math.complex(1, 2)] as never)), DomainError)
    assert.throws(() => flat(math.matrix(['a'] as never)), DomainError)
    assert.throws(() => flat([1, 2] as never), DomainError)
    assert.throws(() => flat(undefined as never), DomainError)
  })
})

describe('shape', () => {
  it('lists the lengths of the axes, none for a number', () => {
    assert.deepEqual(shape(matrix()), [2, 3])
    assert.deepEqual(shape(3), [])
  })
})

describe('what is no value', () => {
  it('has no shape and no elements', () => {
    for (const x of [[[1, 2]], undefined, null, '3', () => 1]) {
      const refused = { name: 'DomainError', mend: /math\.matrix/ }
      assert.throws(() => shape(x as never), { ...refused, where: 'shape' }, String(x))
      assert.throws(() => flat(x as never), { ...refused, where: 'flat' }, String(x))
    }
    assert.throws(() => tensor([1], undefined as never), { name: 'ShapeError', given: 'undefined' })
  })
})

describe('the two storages', () => {
  it('switch once when a function of the other kind asks', () => {
    const m = matrix()
    assert.equal(
      flipsOf(() => flat(m)),
      1,
    )
    assert.equal(
      flipsOf(() => [flat(m), math.exp(m), math.add(m, m)]),
      0,
    )
    assert.equal(
      flipsOf(() => Reflect.get(m, '_data')),
      1,
    )
    assert.equal(
      flipsOf(() => Reflect.get(m, '_data')),
      0,
    )
  })

  it('are not switched by reading', () => {
    const m = tensor([1, 2, 3, 4, 5, 6], [2, 3])
    const before = flipsOf(() => {
      m.get([1, 2])
      m.toArray()
      m.valueOf()
      m.toString()
      m.format()
      m.clone()
      m.map((x) => x * 2)
      m.forEach(() => {})
      JSON.stringify(m)
      m.subset(math.index(0, [1, 2]) as never)
      math.matrix(m)
      math.size(m)
    })
    assert.equal(before, 0)
  })

  it('hand the matrix itself to a callback, which may write into it', () => {
    const m = tensor([1, 2, 3], [3])
    m.forEach((x, i, self) => {
      ;(self as Matrix).set(i, x * 2)
    })
    assert.deepEqual(m.toArray(), [2, 4, 6])
  })

  it('are switched by writing only where mathjs must write', () => {
    const m = tensor([1, 2, 3, 4], [2, 2])
    assert.equal(
      flipsOf(() => m.set([0, 1], 20)),
      0,
    )
    assert.equal(String(m), '[[1, 20], [3, 4]]')
    m.set([2, 2], 9) // grows
    assert.equal(String(m), '[[1, 20, 0], [3, 4, 0], [0, 0, 9]]')
    m.subset(math.index(0, 0) as never, 7 as never)
    assert.equal(m.get([0, 0]), 7)
    m.set([0, 0], 'a')
    assert.equal(m.get([0, 0]), 'a')
    assert.throws(() => flat(m), DomainError)
  })

  it('behave as mathjs does under resizing, reshaping and swapping in place', () => {
    const run = (m: Matrix): string[] => {
      const steps: string[] = []
      steps.push(String(m.resize([3, 2])))
      steps.push(String(Reflect.apply(Reflect.get(m, 'reshape'), m, [[2, 3]])))
      steps.push(String(Reflect.apply(Reflect.get(m, 'swapRows'), m, [0, 1])))
      steps.push(String(m.resize([2, 4], 7)))
      return steps
    }
    const rows = [
      [1, 2],
      [3, 4],
    ]
    const ours = math.matrix(rows)
    flat(ours)
    assert.deepEqual(run(ours), run(plain.matrix(rows)))
  })

  it('copy when cloned: neither sees the other’s changes', () => {
    const m = tensor([1, 2], [2])
    const copy = m.clone()
    m.set([0], 9)
    assert.equal(copy.get([0]), 1)
    assert.equal(math.matrix(copy).get([1]), 2)
  })

  it('are not what console.log shows, but the elements', () => {
    assert.equal(inspect(tensor([1, 2], [1, 2])), 'DenseMatrix [[1, 2]]')
    assert.equal(inspect(math.zeros([100, 784])), 'DenseMatrix 100×784')
  })

  it('come back from JSON', () => {
    const m = tensor([1, 2.5, -3, 4], [2, 2])
    const copy = JSON.parse(JSON.stringify(m), math.reviver as never)
    assert.ok(math.deepEqual(copy, m))
    assert.equal(math.typeOf(copy), 'DenseMatrix')
  })

  it('leave declared datatypes to mathjs', () => {
    const typed = math.matrix([[1, 2]], 'dense', 'number')
    assert.equal(math.add(typed, typed).datatype(), 'number')
  })

  it('are understood by plain mathjs, and understand its matrices', () => {
    const ours = tensor([1, 2, 3, 4], [2, 2])
    const theirs = plain.matrix([
      [1, 2],
      [3, 4],
    ])
    assert.equal(String(plain.add(ours, theirs)), '[[2, 4], [6, 8]]')
    assert.equal(String(math.add(theirs, ours)), '[[2, 4], [6, 8]]')
    assert.equal(String(math.multiply(ours, theirs)), '[[7, 10], [15, 22]]')
  })
})
