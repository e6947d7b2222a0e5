import assert from 'node:assert/strict'
import fc from 'fast-check'
import { all, create } from 'mathjs'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { type BackendName, setBackend } from '../../src/math/kernels/index.js'
import { flat, tensor } from '../../src/math/storage.js'
import { isMatrix, type Matrix } from '../../src/math/types.js'
import { assertClose } from '../golden/golden.js'
import { matrices, matrixOf } from './arbitraries.js'
import { anyNumber } from './kernels/arbitraries.js'
import { assertSameBits } from './kernels/sameBits.js'

const plain = create(all)
const near = { relative: 1e-11, absolute: 1e-11 }

type AnyFunction = (...args: unknown[]) => unknown
const [ours, theirs] = [math, plain].map((m) => m as unknown as Record<string, AnyFunction>)

const elements = (y: unknown) => (isMatrix(y) ? flat(y) : Float64Array.of(Number(y)))

/** The same call on both backends. */
function assertSameOnBackends(compute: () => unknown): void {
  const under = (backend: BackendName) => {
    try {
      setBackend(backend)
      return elements(compute())
    } finally {
      setBackend('wasm')
    }
  }
  assertSameBits(under('wasm'), under('loops'))
}

const withAxis = matrices.chain((x) =>
  fc.tuple(fc.constant(x), fc.integer({ min: 0, max: x.size().length - 1 })),
)

const normalizations = ['unbiased', 'uncorrected', 'biased'] as const

for (const name of ['variance', 'std'] as const) {
  describe(name, () => {
    it('is mathjs’s, with each of its normalizations, of all and along an axis', () => {
      fc.assert(
        fc.property(withAxis, fc.constantFrom(...normalizations), ([x, axis], normalization) => {
          const nested = x.toArray()
          assertClose(math[name](x), theirs[name](nested) as number, near)
          assertClose(
            math[name](x, normalization),
            theirs[name](nested, normalization) as number,
            near,
          )
          if (x.size().length === 1) return // mathjs has no axis of a vector
          const expected = math.matrix(theirs[name](nested, axis, normalization) as number[])
          assertClose(math[name](x, axis, normalization), expected, near)
        }),
        { seed: 1 },
      )
    })

    it('of several axes is that of their elements in one list', () => {
      fc.assert(
        fc.property(matrixOf([2, 3, 4]), fc.constantFrom(...normalizations), (x, normalization) => {
          const lists = math.reshape(math.permute(x, [1, 0, 2]), [3, 8])
          const y = math[name](x, [2, 0], normalization, { keepDims: true })
          assert.deepEqual(y.size(), [1, 3, 1])
          assertClose(math.reshape(y, [3]), math[name](lists, 1, normalization), near)
          assertClose(math[name](x, [0, 1, 2]), math[name](x), near)
          assert.deepEqual(math[name](x, normalization, { keepDims: true }).size(), [1, 1, 1])
        }),
        { seed: 1 },
      )
    })

    it('of one element is 0, and of a NaN or an infinity NaN', () => {
      assert.deepEqual([...flat(math[name](tensor([5, -7], [2, 1]), 1))], [0, 0])
      const special = tensor([Number.NaN, 1, Infinity, 1], [2, 2])
      assert.deepEqual([...flat(math[name](special, 1))], [Number.NaN, Number.NaN])
    })

    it('keeps its digits far from 0', () => {
      const far = 1e8
      const x = math.matrix([far + 1, far + 2, far + 3])
      assert.equal(math[name](x), 1)
    })

    it('refuses another normalization, and nothing at all', () => {
      const x = math.matrix([1, 2])
      assert.throws(() => ours[name](x, 'biassed'), DomainError)
      assert.throws(() => ours[name](x, 0, 'biassed'), /expected: .*uncorrected/)
      assert.throws(() => math[name](tensor([], [0, 2])), DomainError)
      assert.throws(() => math[name](tensor([], [0, 2]), 0), DomainError)
      assert.throws(() => math[name](x, 1), ShapeError)
      assert.throws(() => ours[name](x, 0, 'biased', { keepdims: true }), /write keepDims/)
    })

    it('takes complex matrices along several axes, and nested arrays', () => {
      const z = math.matrix([[math.complex(1, 2), math.complex(3, 0)]] as never)
      const list = [plain.complex(1, 2), plain.complex(3, 0)]
      assert.equal(String(math[name](z, [0, 1])), String(theirs[name](list)))
      const x = [
        [1, 3],
        [3, 2],
      ]
      const expected = name === 'variance' ? 0.25 : 0.5
      assert.deepEqual(ours[name](x, 0, 'uncorrected', { keepDims: true }), [[1, expected]])
    })

    it('counts axes from 1 in expressions', () => {
      const X = tensor([1, 3, 5, 9], [2, 2])
      const value = (expression: string) => String(math.evaluate(expression, { X }))
      assert.equal(value(`${name}(X, 1)`), String(math[name](X, 0)))
      assert.equal(value(`${name}(X, 2, "biased")`), String(math[name](X, 1, 'biased')))
      assert.equal(value(`${name}(X, [1, 2])`), String(math[name](X)))
      assert.equal(value(`${name}(X, "biased")`), String(math[name](X, 'biased')))
    })

    it('has the same bits on both backends', () => {
      fc.assert(
        fc.property(matrixOf([9, 5, 4], anyNumber), (x) => {
          assertSameOnBackends(() => math[name](x, [0, 2]))
          assertSameOnBackends(() => math[name](x))
        }),
        { seed: 1 },
      )
    })
  })
}

describe('norm', () => {
  const degrees = fc.constantFrom(1, 2, 3, 0.5, 2.5)

  it('of a vector is mathjs’s, and along an axis that of each vector there', () => {
    fc.assert(
      fc.property(withAxis, degrees, ([x, axis], p) => {
        const front = math.permute(x, [axis, ...[...x.size().keys()].filter((d) => d !== axis)])
        const lists = math.transpose(math.reshape(front, [x.size()[axis], -1]))
        const expected = (lists.toArray() as number[][]).map(
          (list) => theirs.norm(list, p) as number,
        )
        assertClose(
          math.reshape(math.norm(x, p, axis, { keepDims: true }), [-1]),
          math.matrix(expected),
          near,
        )
      }),
      { seed: 1 },
    )
  })

  it('of a matrix stays mathjs’s', () => {
    const x = tensor([4, 1, 1.5, 3], [2, 2])
    for (const args of [[], [2], [1], [Infinity], ['fro'], ['inf']]) {
      assertClose(
        ours.norm(x, ...args) as number,
        theirs.norm(x.toArray(), ...args) as number,
        near,
      )
    }
    assert.throws(() => math.norm(math.ones([2, 2, 2])), ShapeError)
  })

  it('of all axes is that of all elements', () => {
    const x = tensor([3, 0, 0, -4], [2, 2])
    assert.equal(math.norm(x, 2, [0, 1]), 5)
    assert.equal(math.norm(x, 'fro'), 5)
    assert.equal(math.norm(x, 1, [1, 0]), 7)
    assert.deepEqual(math.norm(x, 2, [0, 1], { keepDims: true }).toArray(), [[5]])
  })

  it('neither overflows nor vanishes', () => {
    const x = tensor([3e200, -4e200, 3e-200, 4e-200, 3e-320, 4e-320, 0, 0], [4, 2])
    const exact = { relative: 1e-15, absolute: 0 }
    assertClose(math.norm(x, 2, 1), math.matrix([5e200, 5e-200, 5e-320, 0]), exact)
    assertClose(math.norm(math.matrix([3e200, 4e200])), 5e200, exact)
    const root = 2 ** (1 / 3)
    assertClose(math.norm(math.matrix([1e150, 1e150]), 3), 1e150 * root, near)
    assertClose(math.norm(math.matrix([1e-150, 1e-150]), -3), 1e-150 / root, near)
  })

  it('of infinite degree is the largest or the smallest, and a NaN is not passed over', () => {
    const x = tensor([0, -7, 5, Number.NaN], [2, 2])
    assert.deepEqual([...flat(math.norm(x, Infinity, 1))], [7, Number.NaN])
    assert.deepEqual([...flat(math.norm(x, '-inf', 1))], [0, Number.NaN])
    assert.deepEqual([...flat(math.norm(x, 2, 1))], [7, Number.NaN])
    assert.equal(math.norm(math.matrix([1, -Infinity])), Infinity)
  })

  it('of nothing is 0, where there is one', () => {
    const empty = tensor([], [2, 0])
    for (const p of [1, 2, 3, Infinity])
      assert.deepEqual(flat(math.norm(empty, p, 1)), flat(math.zeros([2])))
    for (const p of [-1, -Infinity]) assert.throws(() => math.norm(empty, p, 1), DomainError)
  })

  it('refuses what is no degree, no axis and no option', () => {
    const x = math.ones([2, 2])
    for (const p of [0, Number.NaN, 'two']) assert.throws(() => math.norm(x, p, 1), DomainError)
    assert.throws(() => math.norm(x, 2, 2), ShapeError)
    assert.throws(() => math.norm(x, 2, [0, 0]), ShapeError)
    assert.throws(() => ours.norm(x, 2, 1, { keepdims: true }), /write keepDims/)
  })

  it('takes complex matrices, nested arrays and expressions', () => {
    const z = math.matrix([[math.complex(3, 4), math.complex(0, 12)]] as never)
    assert.equal(math.norm(z, 2, [0, 1]), 13)
    assert.deepEqual(ours.norm([[3, 4]], 2, 1), [5])
    assert.equal(String(math.evaluate('norm([3, 4; 5, 12], 2, 2)')), '[5, 13]')
  })

  it('has the same bits on both backends', () => {
    fc.assert(
      fc.property(matrixOf([9, 5, 4], anyNumber), degrees, (x, p) => {
        assertSameOnBackends(() => math.norm(x, p, [0, 2]))
      }),
      { seed: 1 },
    )
  })
})

describe('cumsum', () => {
  it('adds up along an axis, the first when none is given, as in mathjs', () => {
    fc.assert(
      fc.property(withAxis, ([x, axis]) => {
        // mathjs exchanges the axes of more than two, unless it adds along the first
        const order = [axis, ...[...x.size().keys()].filter((d) => d !== axis)]
        const sums = math.matrix(theirs.cumsum(math.permute(x, order).toArray()) as number[])
        const expected = math.permute(
          sums,
          order.map((_, d) => order.indexOf(d)),
        )
        assertClose(math.cumsum(x, axis), expected, near)
        assert.deepEqual(ours.cumsum(x.toArray(), axis), math.cumsum(x, axis).toArray())
        if (axis === 0) assertClose(math.cumsum(x), expected, near)
      }),
      { seed: 1 },
    )
  })

  it('leaves x, ends with the sum, and passes NaN, infinities and −0 on', () => {
    const x: Matrix = tensor([-0, 1, Number.NaN, 2, Infinity, -1], [2, 3])
    assertSameBits(
      flat(math.cumsum(x, 1)),
      Float64Array.of(-0, 1, Number.NaN, 2, Infinity, Infinity),
    )
    assertSameBits(flat(x), Float64Array.of(-0, 1, Number.NaN, 2, Infinity, -1))
    const last = math.take(math.cumsum(x, 0), [1])
    assertSameBits(flat(last), flat(math.sum(x, 0)))
    assert.deepEqual(math.cumsum(tensor([], [0, 2])).size(), [0, 2])
  })

  it('refuses an axis that x has not', () => {
    for (const axis of [2, -1, 0.5, Number.NaN]) {
      assert.throws(() => math.cumsum(math.ones([2, 3]), axis), ShapeError, String(axis))
      assert.throws(() => ours.cumsum([[1, 2]], axis), ShapeError, String(axis))
    }
    assert.equal(String(math.evaluate('cumsum([1, 2; 3, 4], 2)')), '[[1, 3], [3, 7]]')
  })
})
