import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { AxisView, BinaryName, UnaryName } from '../../../src/math/kernels/Kernels.js'
import { binaryLoops } from '../../../src/math/kernels/loops/binary.js'
import { loops } from '../../../src/math/kernels/loops/index.js'
import { unaryLoops } from '../../../src/math/kernels/loops/unary.js'
import { wasmKernels as wasm } from '../../../src/math/kernels/wasm/index.js'
import { anyNumber, data, length, repeated, specialNumbers } from './arbitraries.js'
import { productsBy, stacks } from './productsOfStacks.js'
import { assertSameBits } from './sameBits.js'

const settings = { seed: 20261124, numRuns: 200 }

const unaryNames = Object.keys(unaryLoops) as UnaryName[]
const binaryNames = Object.keys(binaryLoops) as BinaryName[]

/** Sizes of x, y and the result; each result is longer than what goes through at a time. */
const largeBroadcasts: readonly (readonly [number[], number[], number[]])[] = [
  [[40_000], [], [40_000]],
  [[31, 600], [600], [31, 600]],
  [
    [31, 600],
    [31, 1],
    [31, 600],
  ],
  [[31, 1], [600], [31, 600]],
  [[3, 9001], [9001], [3, 9001]],
  [
    [3, 9001],
    [3, 1],
    [3, 9001],
  ],
  [[3, 1], [9001], [3, 9001]],
  [
    [4, 31, 600],
    [4, 1, 600],
    [4, 31, 600],
  ],
  [
    [4, 31, 600],
    [31, 1],
    [4, 31, 600],
  ],
]

describe('wasm kernels equal the plain loops bit for bit', () => {
  for (const name of unaryNames) {
    it(`in ${name}, special values included`, () => {
      const special = repeated(specialNumbers, 8 * specialNumbers.length * 3 + 1)
      assertSameBits(wasm.unary(name, special), loops.unary(name, special), name)
      fc.assert(
        fc.property(length.chain(data), (x) =>
          assertSameBits(wasm.unary(name, x), loops.unary(name, x), name),
        ),
        settings,
      )
    })
  }

  for (const name of binaryNames) {
    it(`in ${name} of every pair of special values`, () => {
      const n = specialNumbers.length
      const x = { data: Float64Array.from(specialNumbers), size: [n, 1] }
      const y = { data: Float64Array.from(specialNumbers), size: [1, n] }
      const size = [n, n]
      assertSameBits(wasm.binary(name, x, y, size), loops.binary(name, x, y, size), name)
    })

    it(`in ${name} over random shapes that broadcast`, () => {
      fc.assert(
        fc.property(broadcast, anyNumber, anyNumber, ({ x, y, size }, a, b) => {
          const left = { data: repeated([a, 1.5, -2, 0.1], count(x)), size: x }
          const right = { data: repeated([b, 3, -0.7], count(y)), size: y }
          const actual = wasm.binary(name, left, right, size)
          assertSameBits(actual, loops.binary(name, left, right, size), name)
        }),
        settings,
      )
    })
  }

  for (const [xSize, ySize, size] of largeBroadcasts) {
    it(`in subtract of ${xSize.join('×')} and ${ySize.join('×')}, in several parts`, () => {
      const x = { data: Float64Array.from({ length: count(xSize) }, (_, i) => i), size: xSize }
      const y = { data: Float64Array.from({ length: count(ySize) }, (_, i) => i / 7), size: ySize }
      const expected = loops.binary('subtract', x, y, size)
      assertSameBits(wasm.binary('subtract', x, y, size), expected, 'x − y')
      const reverse = loops.binary('subtract', y, x, size)
      assertSameBits(wasm.binary('subtract', y, x, size), reverse, 'y − x')
    })
  }

  for (const name of ['sum', 'prod', 'max', 'min'] as const) {
    it(`in ${name} along any axis, long ones in parts`, () => {
      fc.assert(
        fc.property(
          axisView.chain((view) =>
            fc.tuple(fc.constant(view), data(view.outer * view.n * view.inner)),
          ),
          ([view, x]) =>
            assertSameBits(wasm.reduce(name, x, view), loops.reduce(name, x, view), name),
        ),
        settings,
      )
    })
  }

  it('in transposes and stacks of them, and in other orders of axes', () => {
    const axes = fc.constantFrom([1, 0, 2], [0, 2, 1], [1, 2, 0], [2, 0, 1], [2, 1, 0], [0, 1, 2])
    const side = fc.integer({ min: 0, max: 40 })
    fc.assert(
      fc.property(
        fc
          .tuple(side, side, side)
          .chain((size) => fc.tuple(fc.constant(size), data(size[0] * size[1] * size[2]))),
        axes,
        ([size, x], order) =>
          assertSameBits(wasm.permute(x, size, order), loops.permute(x, size, order), 'permuted'),
      ),
      settings,
    )
  })

  for (const size of [
    [3, 9001],
    [9001, 3],
    [1201, 333],
  ]) {
    it(`in the transpose of ${size.join('×')}, in several parts`, () => {
      const x = Float64Array.from({ length: count(size) }, (_, i) => i)
      assertSameBits(wasm.permute(x, size, [1, 0]), loops.permute(x, size, [1, 0]), 'transpose')
    })
  }

  it('in matrix products, transposed operands and odd edges included', () => {
    const side = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 10, max: 70 }))
    const shape = fc.record({ m: side, k: fc.oneof(side, fc.constantFrom(600, 601, 603)), n: side })
    fc.assert(
      fc.property(
        shape.chain(({ m, k, n }) =>
          fc.tuple(fc.constant({ m, k, n }), data(m * k), data(k * n), fc.boolean(), fc.boolean()),
        ),
        ([{ m, k, n }, a, b, transposeA, transposeB]) => {
          const options = { transposeA, transposeB }
          const expected = loops.matmul(a, b, m, k, n, options)
          assertSameBits(wasm.matmul(a, b, m, k, n, options), expected, 'product')

          const bias = repeated([0.3, -2, 7], n)
          const sums = wasm.matmul(a, b, m, k, n, { ...options, bias })
          const row = { data: bias, size: [n] }
          const size = [m, n]
          const added = loops.binary('add', { data: expected, size }, row, size)
          assertSameBits(sums, added, 'product with bias')
          const byLoops = loops.matmul(a, b, m, k, n, { ...options, bias })
          assertSameBits(byLoops, added, 'product with bias by loops')
        },
      ),
      settings,
    )
  })

  for (const [transposeA, m, k, n] of [
    [false, 2100, 1024, 3],
    [true, 5, 220_000, 4],
    [true, 130, 600, 520],
    [false, 67, 1030, 270],
  ] as const) {
    it(`in a product of ${m}×${k}${transposeA ? ' (transposed)' : ''} and ${k}×${n}`, () => {
      const a = Float64Array.from({ length: m * k }, (_, i) => Math.sin(i))
      const b = Float64Array.from({ length: k * n }, (_, i) => Math.cos(i))
      const options = { transposeA }
      const expected = loops.matmul(a, b, m, k, n, options)
      assertSameBits(wasm.matmul(a, b, m, k, n, options), expected, 'product')
    })
  }

  it('in products of stacks, whatever broadcasts and is transposed', () => {
    fc.assert(
      fc.property(stacks, (stack) =>
        assertSameBits(productsBy('wasm', stack), productsBy('loops', stack), 'products'),
      ),
      settings,
    )
  })

  it('in ReLU with its mask, and in what goes through it', () => {
    fc.assert(
      fc.property(
        length.chain((n) => fc.tuple(data(n), data(n))),
        ([x, dout]) => {
          const [actual, expected] = [wasm, loops].map((kernels) => kernels.reluWithMask(x))
          assertSameBits(actual.values, expected.values, 'values')
          assert.deepEqual(actual.mask, expected.mask)
          const [through, byLoops] = [wasm, loops].map((kernels) =>
            kernels.masked(dout, expected.mask),
          )
          assertSameBits(through, byLoops, 'through')
        },
      ),
      settings,
    )
  })

  it('in softmax with loss, whatever the scores', () => {
    const side = fc.integer({ min: 0, max: 40 })
    const rows = fc.oneof(
      side,
      fc.integer({ min: 126, max: 131 }),
      fc.integer({ min: 250, max: 390 }),
    )
    fc.assert(
      fc.property(
        fc.tuple(rows, side).chain(([N, K]) => fc.tuple(fc.constant([N, K]), data(N * K))),
        ([[N, K], scores]) => {
          const t = repeated([1, 0, 0, 0.25, 0], N * K)
          const expected = loops.softmaxLoss(scores, t, N, K)
          const actual = wasm.softmaxLoss(scores, t, N, K)
          assertSameBits(actual.gradient, expected.gradient, 'gradient')
          assertSameBits(f64(actual.loss), f64(expected.loss), 'loss')
        },
      ),
      settings,
    )
  })

  it('in y ← y + a·x, and leave x alone', () => {
    fc.assert(
      fc.property(
        length.chain((n) => fc.tuple(data(n), data(n))),
        anyNumber,
        ([x, y], a) => {
          const [byWasm, byLoops, before] = [y.slice(), y.slice(), x.slice()]
          wasm.addScaled(byWasm, x, a)
          loops.addScaled(byLoops, x, a)
          assertSameBits(byWasm, byLoops, 'y')
          assertSameBits(x, before, 'x')
        },
      ),
      settings,
    )
  })
})

const broadcast = fc
  .array(
    fc.record({
      length: rarely(0, fc.constantFrom(1, 2, 3, 5, 8, 31, 600, 9001)),
      inX: fc.boolean(),
      inY: fc.boolean(),
    }),
    { maxLength: 4 },
  )
  .map((axes) => ({
    x: axes.map(({ length, inX, inY }) => (inX || !inY ? length : 1)),
    y: axes.map(({ length, inX, inY }) => (inY || !inX ? length : 1)),
    size: axes.map(({ length }) => length),
  }))
  .filter(({ size }) => count(size) <= 60_000)
  .chain(({ x, y, size }) =>
    fc.constantFrom({ x, y, size }, { x: withoutLeadingOnes(x), y: withoutLeadingOnes(y), size }),
  )

const axisView: fc.Arbitrary<AxisView> = fc
  .record({
    outer: rarely(0, fc.constantFrom(1, 2, 8, 9, 17, 100)),
    n: rarely(0, fc.constantFrom(1, 2, 5, 33, 600, 1025, 17_001)),
    inner: rarely(0, fc.constantFrom(1, 2, 7, 8, 9, 65, 17_001)),
  })
  .filter(({ outer, n, inner }) => outer * n * inner <= 100_000)

function rarely(value: number, otherwise: fc.Arbitrary<number>): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(value) },
    { weight: 19, arbitrary: otherwise },
  )
}

const f64 = (...values: number[]) => Float64Array.from(values)

function count(size: readonly number[]): number {
  return size.reduce((product, n) => product * n, 1)
}

function withoutLeadingOnes(size: readonly number[]): readonly number[] {
  const first = size.findIndex((n) => n !== 1)
  return first < 0 ? [] : size.slice(first)
}
