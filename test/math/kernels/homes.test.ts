import assert from 'node:assert/strict'
import type { Kernels, Windows } from '../../../src/math/kernels/Kernels.js'
import { loops } from '../../../src/math/kernels/loops/index.js'
import { inMemoryOf } from '../../../src/math/kernels/uninitialized.js'
import { wasmKernels as wasm } from '../../../src/math/kernels/wasm/index.js'
import { Random } from '../../../src/math/random.js'
import { flat } from '../../../src/math/storage.js'
import { collect } from '../../support/collect.js'
import { assertSameBits } from './sameBits.js'

/** What kernels compute of arrays of these lengths. */
interface Case {
  readonly lengths: readonly number[]
  readonly run: (kernels: Kernels, ...arrays: Float64Array[]) => readonly Float64Array[]
}

const random = new Random(11)

/** Images 7×2×13×11 and 5 filters of 3×2, with and without a stride and padding. */
const plain = windows({
  strideDown: 1,
  strideRight: 1,
  padTop: 0,
  padLeft: 0,
  rows: 11,
  columns: 10,
})
const padded = windows({
  strideDown: 2,
  strideRight: 1,
  padTop: 1,
  padLeft: 1,
  rows: 7,
  columns: 12,
})
const X = 7 * 2 * 13 * 11

function windows(places: Partial<Windows>): Windows {
  const images = { images: 7, channels: 2, height: 13, width: 11 }
  return { ...images, windowHeight: 3, windowWidth: 2, ...places } as Windows // all of its fields
}

const product = (m: number, k: number, n: number, options = {}): Case => ({
  lengths: [m * k, k * n, n],
  run: ({ matmul }, a, b, bias) => [
    matmul(a, b, m, k, n, options),
    matmul(a, b, m, k, n, { ...options, bias }),
  ],
})

const convolution = (on: Windows): Case => ({
  lengths: [X, 5 * 12, 5, 7 * 5 * on.rows * on.columns],
  run: (kernels, x, W, b, dout) => {
    const gradients = kernels.convolutionGradients(x, dout, 5, on)
    const dx = kernels.convolutionInputGradient(dout, W, 5, on)
    return [kernels.convolve(x, W, b, on), gradients.W, gradients.b, dx]
  },
})

const size = [37, 541]
const cases: Readonly<Record<string, Case>> = {
  'elements one by one': {
    lengths: [20_001],
    run: ({ unary }, x) => [unary('relu', x), unary('tanh', x), unary('exp', x.subarray(0, 9001))],
  },
  'pairs of elements': {
    lengths: [37 * 541, 37 * 541, 541, 37],
    run: ({ binary }, x, y, row, column) => [
      binary('maximum', { data: x, size }, { data: y, size }, size),
      binary('add', { data: row, size: [541] }, { data: x, size }, size),
      binary('dotMultiply', { data: x, size }, { data: column, size: [37, 1] }, size),
    ],
  },
  'ReLU with its mask': {
    lengths: [20_001, 20_001],
    run: ({ reluWithMask, masked }, x, dout) => {
      const { values, mask } = reluWithMask(x)
      return [values, Float64Array.from(mask), masked(dout, mask)]
    },
  },
  'a product': product(101, 333, 57),
  'a product with the left transposed': product(333, 101, 57, { transposeA: true }),
  'a product with the right transposed': product(101, 57, 333, { transposeB: true }),
  'a product in portions': product(1100, 1001, 3),
  'a convolution': convolution(plain),
  'a convolution with a stride and padding': convolution(padded),
  'reductions of rows, of columns and of what lies between': {
    lengths: [48_000],
    run: ({ reduce }, x) => [
      reduce('sum', x, { outer: 1500, n: 32, inner: 1 }),
      reduce('max', x, { outer: 2, n: 24_000, inner: 1 }),
      reduce('sum', x, { outer: 1, n: 32, inner: 1500 }),
      reduce('prod', x, { outer: 3, n: 16, inner: 1000 }),
    ],
  },
  'transposes, one and a stack of them': {
    lengths: [21 * 1100],
    run: ({ permute }, x) => [
      permute(x, [21, 1100], [1, 0]),
      permute(x, [7, 3, 1100], [0, 2, 1]),
      permute(x, [1100, 21], [1, 0]),
    ],
  },
  'windows as rows': {
    lengths: [X, 7 * 7 * 12 * 12],
    run: ({ im2col, col2im }, x, columns) => [
      im2col(x, plain),
      im2col(x, padded),
      col2im(columns, padded),
    ],
  },
  pooling: {
    lengths: [X, 7 * 2 * 7 * 12],
    run: ({ maxPool, maxPoolWithPlaces, addToPlaces }, x, dout) => {
      const { values, places } = maxPoolWithPlaces(x, padded)
      const dx = addToPlaces(dout, places, 7, X / 7)
      return [values, Float64Array.from(places), maxPool(x, plain), dx]
    },
  },
}

/** Each array of lengths from 1,000 on may live in the memory of a kernel: all choices of them. */
function choices(lengths: readonly number[]): boolean[][] {
  return lengths.reduce<boolean[][]>(
    (some, length) =>
      some.flatMap((at) =>
        length < 1000
          ? [[...at, false]]
          : [
              [...at, false],
              [...at, true],
            ],
      ),
    [[]],
  )
}

describe('arrays that live in the memory of a kernel', () => {
  for (const [name, { lengths, run }] of Object.entries(cases)) {
    it(`give the bits of the plain loops in ${name}, wherever each of them lives`, () => {
      const values = lengths.map((length) => flat(random.normal([length])))
      const expected = run(loops, ...values.map((array) => array.slice()))
      for (const lives of choices(lengths)) {
        for (const results of [false, true]) {
          const { arrays, lender, assertUntouched } = settled(values, lives, expected)
          const found = inMemoryOf(results ? lender : undefined, () => run(wasm, ...arrays))
          found.forEach((result, i) => {
            assertSameBits(result, expected[i], `result ${i}`)
          })
          values.forEach((array, i) => {
            assertSameBits(arrays[i], array, `operand ${i}`)
          })
          assertUntouched()
        }
      }
    })
  }

  it('are copied where the memory has no room for the others', () => {
    // b has a third of the elements, and c is longer than the 2 ** 20 that the memory has room for
    const [m, k, n] = [17, 9, 65_536]
    const [a, elements] = [m * k, k * n].map((length) => flat(random.normal([length])))
    const [b] = wasm.resident([k * n]) ?? []
    b.set(elements)
    const expected = loops.matmul(a, elements, m, k, n)
    assertSameBits(wasm.matmul(a, b, m, k, n), expected)
    assertSameBits(b, elements)
  })

  it('go with the last of them', async () => {
    const memories = Array.from({ length: 5 }, () => {
      const [x, y] = wasm.resident([20_000, 20_000]) ?? []
      wasm.binary('add', { data: x, size: [20_000] }, { data: y, size: [20_000] }, [20_000])
      return new WeakRef(x.buffer)
    })
    await new Promise((resolve) => setTimeout(resolve))
    collect()
    assert.ok(memories.filter((memory) => memory.deref()).length <= 1)
  })
})

/**
 * Copies of the values, some of them in one memory, with sentinels between that nobody may change.
 */
function settled(
  values: readonly Float64Array[],
  lives: readonly boolean[],
  expected: readonly Float64Array[],
) {
  const both = [...values, ...expected].flatMap(({ length }) => [length, 1])
  const rooms = wasm.resident([8192, ...both]) ?? []
  const sentinels = rooms.filter(({ length }) => length === 1)
  for (const sentinel of sentinels) sentinel[0] = 7
  const places = rooms.slice(1).filter((_, i) => i % 2 === 0)
  const arrays = values.map((array, i) => {
    if (!lives[i]) return array.slice()
    places[i].set(array)
    return places[i]
  })
  const free = places.slice(values.length)
  const take = (length: number) => {
    const i = free.findIndex((array) => array.length === length)
    return i < 0 ? undefined : free.splice(i, 1)[0].fill(Number.NaN)
  }
  const assertUntouched = () => assert.ok(sentinels.every(([value]) => value === 7))
  return { arrays, lender: { take }, assertUntouched }
}
