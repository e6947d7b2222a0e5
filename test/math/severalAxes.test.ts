import assert from 'node:assert/strict'
import fc from 'fast-check'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { count } from '../../src/math/flatStorage.js'
import { math } from '../../src/math/instance.js'
import { type BackendName, setBackend } from '../../src/math/kernels/index.js'
import { flat, tensor } from '../../src/math/storage.js'
import { isMatrix, type Matrix } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'
import { matrixOf } from './arbitraries.js'
import { anyNumber } from './kernels/arbitraries.js'
import { assertSameBits } from './kernels/sameBits.js'

type Options = { readonly keepDims?: boolean }
type Reduce = (x: Matrix, axes?: number | readonly number[] | Options, options?: Options) => unknown

const functions = math as unknown as Record<string, Reduce>

/** What each gives for the elements that lie along the axes, in row-major order. */
const plainLoops: Readonly<Record<string, (list: readonly number[]) => number>> = {
  sum: (list) => list.reduce((a, b) => a + b, 0),
  mean: (list) => list.reduce((a, b) => a + b, 0) / list.length,
  prod: (list) => list.reduce((a, b) => a * b, 1),
  max: (list) => list.reduce((a, b) => Math.max(a, b), -Infinity),
  min: (list) => list.reduce((a, b) => Math.min(a, b), Infinity),
  argMax: (list) => place(list, (a, b) => a > b),
  argMin: (list) => place(list, (a, b) => a < b),
  // a NaN is false, as in or, not and where
  any: (list) => Number(list.some((a) => a !== 0 && !Number.isNaN(a))),
  all: (list) => Number(list.every((a) => a !== 0 && !Number.isNaN(a))),
  count: (list) => list.length,
  logSumExp: (list) => Math.log(list.reduce((a, b) => a + Math.exp(b), 0)),
}

function place(list: readonly number[], before: (a: number, b: number) => boolean): number {
  const nan = list.findIndex((a) => Number.isNaN(a))
  return nan >= 0 ? nan : list.reduce((best, a, i) => (before(a, list[best]) ? i : best), 0)
}

/** For each index on the other axes, the elements along these. */
function listsAlong(x: Matrix, axes: readonly number[]): number[][] {
  const size = x.size()
  const lists = new Map<string, number[]>()
  flat(x).forEach((element, i) => {
    const index = size.map((length, d) => Math.floor(i / count(size.slice(d + 1))) % length)
    const others = index.filter((_, d) => !axes.includes(d)).join()
    lists.set(others, [...(lists.get(others) ?? []), element])
  })
  return [...lists.values()]
}

const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 })
const special = fc.constantFrom(0, -0, 1, 2, -3, 0.5, Number.NaN, Infinity, -Infinity)

/** A matrix and some of its axes, in any order. */
function withAxes(element: fc.Arbitrary<number>) {
  return sizes.chain((size) =>
    fc.tuple(
      matrixOf(size, element),
      fc.shuffledSubarray([...size.keys()], { minLength: 1, maxLength: size.length }),
    ),
  )
}

const elements = (y: unknown): Float64Array => (isMatrix(y) ? flat(y) : Float64Array.of(Number(y)))

function under(backend: BackendName, compute: () => unknown): unknown {
  try {
    setBackend(backend)
    return compute()
  } finally {
    setBackend('wasm')
  }
}

describe('a reduction along several axes', () => {
  for (const [name, ofList] of Object.entries(plainLoops)) {
    it(`${name} is what the plainest loop gives`, () => {
      const near = { relative: 1e-12, absolute: 1e-12 }
      const check = ([x, axes]: [Matrix, number[]]) => {
        const expected = listsAlong(x, axes).map(ofList)
        const size = x.size().filter((_, d) => !axes.includes(d))
        const y = functions[name](x, axes)
        if (size.length === 0) assertClose(Number(y), expected[0], near)
        else assertClose(y as Matrix, tensor(expected, size), near)
      }
      const number = fc.double({ min: -9, max: 9, noNaN: true })
      fc.assert(fc.property(withAxes(number), check), { seed: 1 })
      // what is infinite makes a logarithm of a sum NaN in the plain loop's order only
      if (name !== 'logSumExp') fc.assert(fc.property(withAxes(special), check), { seed: 1 })
    })

    it(`${name} keeps the axes, of length 1, with keepDims`, () => {
      fc.assert(
        fc.property(withAxes(anyNumber), ([x, axes]) => {
          const kept = functions[name](x, axes, { keepDims: true }) as Matrix
          assert.deepEqual(
            kept.size(),
            x.size().map((n, d) => (axes.includes(d) ? 1 : n)),
          )
          assertSameBits(flat(kept), elements(functions[name](x, axes, { keepDims: false })))
          const ofAll = functions[name](x, { keepDims: true }) as Matrix
          assert.deepEqual(
            ofAll.size(),
            x.size().map(() => 1),
          )
          assertSameBits(flat(ofAll), elements(functions[name](x)))
          assertSameBits(flat(ofAll), elements(functions[name](x, [...x.size().keys()])))
        }),
        { seed: 1 },
      )
    })

    it(`${name} has the same bits on both backends`, () => {
      fc.assert(
        fc.property(withAxes(anyNumber), ([x, axes]) => {
          const repeated = math.broadcastTo(x, [50, ...x.size()])
          const shifted = [0, ...axes.map((axis) => axis + 1)]
          const [wasm, loops] = (['wasm', 'loops'] as const).map((backend) =>
            elements(under(backend, () => functions[name](repeated, shifted))),
          )
          assertSameBits(wasm, loops, name)
        }),
        { seed: 1 },
      )
    })

    it(`${name} refuses axes that x has not, that come twice, or none`, () => {
      const x = math.ones([2, 3, 2])
      for (const axes of [[3], [0, -1], [0.5], [0, 0], [], [Number.NaN], [[0]], ['a']]) {
        assert.throws(() => functions[name](x, axes as number[]), ShapeError, String(axes))
      }
    })

    it(`${name} refuses an option that it has not, and names the right one`, () => {
      const x = math.ones([2, 3])
      const misspelt = { keepdims: true } as Options
      for (const wrong of [
        () => functions[name](x, misspelt),
        () => functions[name](x, 1, misspelt),
        () => functions[name](x, [0, 1], misspelt),
      ]) {
        assert.throws(wrong, (error: unknown) => {
          assert.ok(error instanceof DomainError)
          assert.equal(error.where, `math.${name}`)
          assert.equal(error.mend, 'write keepDims')
          return true
        })
      }
      assert.throws(() => functions[name](x, 1, { keepDims: 1 } as never), DomainError)
    })
  }

  it('adds the last axes first where others lie between', () => {
    const x = tensor([1e16, 1, 1, 1, -1e16, 1, 1, 1], [2, 2, 2])
    const lastFirst = math.sum(math.sum(x, 2), 0)
    assertSameBits(elements(math.sum(x, [0, 2])), elements(lastFirst))
  })

  it('has a value of nothing where there is one', () => {
    const empty = tensor([], [2, 0, 3])
    assert.deepEqual(math.sum(empty, [0, 1]), math.zeros([3]))
    assert.deepEqual(math.prod(empty, [0, 1]), math.ones([3]))
    assert.equal(math.prod(empty), 1)
    assert.equal(math.any(empty), false)
    assert.equal(math.all(empty), true)
    assert.equal(math.count(empty), 0)
    assert.equal(math.logSumExp(empty), -Infinity)
    for (const name of ['mean', 'max', 'min', 'argMax', 'argMin']) {
      assert.throws(() => functions[name](empty), DomainError, name)
      assert.throws(() => functions[name](empty, [0, 1]), DomainError, name)
      assert.deepEqual(elements(functions[name](empty, [0, 2])), new Float64Array(0))
    }
  })

  it('takes nested arrays and gives them back', () => {
    const x = [
      [1, 2],
      [3, 5],
    ]
    const ofArrays = math as unknown as Record<string, (...args: unknown[]) => unknown>
    assert.equal(ofArrays.sum(x, [0, 1]), 11)
    assert.deepEqual(ofArrays.sum(x, { keepDims: true }), [[11]])
    assert.deepEqual(ofArrays.prod(x, 0), [3, 10])
    assert.deepEqual(ofArrays.argMin(x, 1), [0, 0])
    assert.deepEqual(ofArrays.any([[0, 2]], 0), [false, true])
  })

  it('takes complex numbers where mathjs does', () => {
    const z = math.matrix([[math.complex(1, 2), math.complex(3, 0)]] as never)
    assert.equal(String(math.sum(z, [0, 1])), '4 + 2i')
    assert.equal(String(math.mean(z, { keepDims: true })), '[[2 + i]]')
    assert.equal(String(math.prod(z, 1)), '[3 + 6i]')
    assert.throws(() => math.sum(z, [0, 2]), ShapeError)
  })

  it('counts axes from 1 in expressions', () => {
    const X = tensor([1, 2, 3, 4, 5, 6, 7, 0], [2, 2, 2])
    const value = (expression: string) => String(math.evaluate(expression, { X }))
    assert.equal(value('sum(X, [1, 3])'), '[14, 14]')
    assert.equal(value('max(X, [1, 2], {keepDims: true})'), '[[[7, 6]]]')
    assert.equal(value('all(X, [3, 1])'), '[true, false]')
    assert.equal(value('sum(X, {keepDims: true})'), '[[[28]]]')
    assert.equal(value('count(X, 3)'), '[[2, 2], [2, 2]]')
    assert.equal(value('round(sum(softmax(X, [1, 2]), [1, 2]), 9)'), '[1, 1]')
    assert.throws(() => value('sum(X, [0, 1])'), /axis -1 \(both counted from 0\)/)
  })
})

describe('softmax along several axes', () => {
  it('is softmax of what lies along them, written as one axis', () => {
    fc.assert(
      fc.property(matrixOf([2, 3, 4]), (x) => {
        const flattened = math.reshape(math.permute(x, [1, 0, 2]), [3, 8])
        for (const name of ['softmax', 'logSoftmax'] as const) {
          const together = math.permute(math[name](x, [2, 0]), [1, 0, 2])
          const near = { relative: 1e-13, absolute: 1e-13 }
          assertClose(math.reshape(together, [3, 8]), math[name](flattened, 1), near)
        }
      }),
      { seed: 1 },
    )
  })
})
