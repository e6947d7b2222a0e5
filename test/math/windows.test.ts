import assert from 'node:assert/strict'
import fc from 'fast-check'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { Random } from '../../src/math/random.js'
import { flat, shape, tensor } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'
import { assertClose, type GoldenArray, golden, numbers } from '../golden/golden.js'
import { type Case, imagesAndWindows, plainWindows } from '../support/plainWindows.js'

interface ColumnsCase {
  readonly layer: string
  readonly name: string
  readonly window: readonly [number, number]
  readonly stride: number
  readonly pad: number
  readonly x: GoldenArray
  readonly col: GoldenArray
  readonly dcol: GoldenArray
  readonly col2im: GoldenArray
}

const { cases } = golden<{ cases: ColumnsCase[] }>('layers')
const columnsCases = cases.filter(({ layer }) => layer === 'im2col')
const exact = { relative: 0, absolute: 0 }
const rounding = { relative: 1e-12, absolute: 1e-13 }
const runs = { seed: 6, numRuns: 100 }

const matrixOf = (array: GoldenArray) => numbers(array) as Matrix

const randomImages = ({ size, seed }: Case) => new Random(seed).normal([...size])

describe('im2col and col2im', () => {
  it('have four golden cases', () => assert.equal(columnsCases.length, 4))

  for (const { name, window, stride, pad, x, col, dcol, col2im } of columnsCases) {
    it(`agree with jax: ${name}`, () => {
      const [height, width] = window
      const options = { stride, pad }
      assertClose(math.im2col(matrixOf(x), height, width, options), matrixOf(col), exact)
      const back = math.col2im(matrixOf(dcol), x.shape, height, width, options)
      assertClose(back, matrixOf(col2im), rounding)
    })
  }

  it('put the elements of each window in a row, as the plainest loops do', () => {
    fc.assert(
      fc.property(imagesAndWindows(), (example) => {
        const { height, width, options } = example
        const x = randomImages(example)
        const rows = plainWindows(x, example)
          .flat(2)
          .map((channels) => channels.flat())
        const columns = math.im2col(x, height, width, options)
        assert.deepEqual(shape(columns), [rows.length, shape(x)[1] * height * width])
        assert.deepEqual([...flat(columns)], rows.flat())
      }),
      runs,
    )
  })

  it('are transposes of each other: ⟨im2col x, c⟩ = ⟨x, col2im c⟩', () => {
    fc.assert(
      fc.property(imagesAndWindows(), (example) => {
        const { size, height, width, options, seed } = example
        const x = randomImages(example)
        const columns = math.im2col(x, height, width, options)
        const c = new Random(seed + 1).normal(shape(columns))
        const left = math.sum(math.dotMultiply(columns, c))
        const right = math.sum(math.dotMultiply(x, math.col2im(c, size, height, width, options)))
        assertClose(left, right, { relative: 1e-10, absolute: 1e-10 })
      }),
      runs,
    )
  })

  it('take a number for both directions, or [vertical, horizontal]', () => {
    const x = new Random(1).normal([2, 3, 6, 7])
    const both = math.im2col(x, 2, 3, { stride: 2, pad: 1 })
    assertClose(math.im2col(x, 2, 3, { stride: [2, 2], pad: [1, 1] }), both, exact)
    const tall = math.im2col(x, 2, 3, { stride: [1, 2], pad: [0, 1] })
    assert.deepEqual(shape(tall), [2 * 5 * 4, 3 * 2 * 3])
  })

  it('leave out the last rows and columns where the stride does not divide (slip E55)', () => {
    const x = math.reshape(math.arange(16), [1, 1, 4, 4])
    const columns = math.im2col(x, 2, 2, { stride: 3 })
    assert.deepEqual([...flat(columns)], [0, 1, 4, 5])
    const back = math.col2im(columns, [1, 1, 4, 4], 2, 2, { stride: 3 })
    assert.equal(math.sum(back), 10)
  })

  it('work in expressions, and of nested arrays', () => {
    const columns = math.evaluate('im2col(reshape(1:9, [1, 1, 3, 3]), 2, 2, {stride: 1})')
    assert.deepEqual(columns.toArray()[3], [5, 6, 8, 9])
    const image = math.evaluate('col2im(ones(4, 4), [1, 1, 3, 3], 2, 2)')
    assert.deepEqual(image.toArray()[0][0][1], [2, 4, 2])
    assert.deepEqual(Reflect.apply(math.im2col, math, [[[[[1, 2]]]], 1, 1]), [[1], [2]])
    const tall = math.evaluate('maxPool(reshape(1:8, [1, 1, 4, 2]), 2, 1, {stride: [2, 1]})')
    assert.deepEqual(tall.toArray(), [
      [
        [
          [3, 4],
          [7, 8],
        ],
      ],
    ])
  })

  it('pass an empty batch on', () => {
    const x = tensor([], [0, 1, 4, 4])
    const columns = math.im2col(x, 2, 2)
    assert.deepEqual(shape(columns), [0, 4])
    assert.deepEqual(shape(math.col2im(columns, [0, 1, 4, 4], 2, 2)), [0, 1, 4, 4])
    assert.deepEqual(shape(math.maxPool(x, 2, 2)), [0, 1, 3, 3])
  })
})

describe('pooling windows', () => {
  it('give the largest element, its place and the mean, as the plainest loops do', () => {
    fc.assert(
      fc.property(imagesAndWindows({ padInside: true }), (example) => {
        const { height, width, options } = example
        const x = randomImages(example)
        // per image, grid and channel
        const windows = plainWindows(x, example, Number.NaN)
        const inChannelOrder = shape(x)[1] === 0 ? [] : channelsFirst(windows)
        const inside = inChannelOrder.map((window) => window.filter((v) => !Number.isNaN(v)))
        const largest = math.maxPool(x, height, width, options)
        assert.deepEqual(
          [...flat(largest)],
          inside.map((window) => Math.max(...window)),
        )
        const places = flat(math.argMaxPool(x, height, width, options))
        assert.deepEqual(
          [...places].map((place) => flat(x)[place]),
          [...flat(largest)],
        )
        const means = inside.map((window) => window.reduce((a, b) => a + b, 0) / (height * width))
        const average = math.averagePool(x, height, width, options)
        assertClose(average, tensor(means, shape(largest)), rounding)
      }),
      runs,
    )
  })

  it('never take the padding for the largest, and count it as 0 in the mean', () => {
    const x = math.dotMultiply(math.ones([1, 1, 2, 2]), -3)
    assert.deepEqual([...flat(math.maxPool(x, 2, 2, { stride: 2, pad: 1 }))], [-3, -3, -3, -3])
    const means = math.averagePool(x, 2, 2, { stride: 2, pad: 1 })
    assert.deepEqual([...flat(means)], [-0.75, -0.75, -0.75, -0.75])
  })

  it('give the first of equals, and a NaN before any number', () => {
    const x = tensor([1, 7, 7, 1, 0, Number.NaN, 9, Number.NaN], [2, 1, 2, 2])
    assert.deepEqual([...flat(math.argMaxPool(x, 2, 2))], [1, 5])
    assert.deepEqual([...flat(math.maxPool(x, 2, 2))], [7, Number.NaN])
    const low = math.full([1, 1, 2, 2], -Infinity)
    assert.deepEqual([...flat(math.argMaxPool(low, 2, 2))], [0])
  })
})

/** Windows of one channel each, in the order N, C, row, column. */
function channelsFirst(windows: number[][][][][]): number[][] {
  return windows.flatMap((grid) =>
    grid[0][0].flatMap((_, c) => grid.flatMap((row) => row.map((channels) => channels[c]))),
  )
}

describe('windows that make no sense', () => {
  const x = math.ones([2, 3, 5, 6])
  const mistakes: [string, () => unknown, typeof ShapeError | typeof DomainError][] = [
    ['three axes', () => math.im2col(math.ones([3, 5, 6]), 2, 2), ShapeError],
    ['a window above the image', () => math.im2col(x, 6, 2), ShapeError],
    ['one too wide for the padded image', () => math.maxPool(x, 2, 9, { pad: 1 }), ShapeError],
    ['a window of 0', () => math.im2col(x, 0, 2), DomainError],
    ['half a window', () => math.averagePool(x, 2, 1.5), DomainError],
    ['stride 0', () => math.im2col(x, 2, 2, { stride: 0 }), DomainError],
    ['stride [1, -1]', () => math.im2col(x, 2, 2, { stride: [1, -1] }), DomainError],
    [
      'a stride for three directions',
      () => math.im2col(x, 2, 2, { stride: [1, 1, 1] as never }),
      DomainError,
    ],
    ['a list with one stride', () => math.im2col(x, 2, 2, { stride: [1] as never }), DomainError],
    ['a stride in words', () => math.im2col(x, 2, 2, { stride: 'two' as never }), DomainError],
    ['a stride of nothing', () => math.im2col(x, 2, 2, { stride: null as never }), DomainError],
    ['a negative pad', () => math.im2col(x, 2, 2, { pad: -1 }), DomainError],
    [
      'half a pad',
      () => math.col2im(math.ones([4, 4]), [1, 1, 3, 3], 2, 2, { pad: 0.5 }),
      DomainError,
    ],
    [
      'images without a row',
      () => math.im2col(math.zeros([2, 3, 0, 6]), 1, 1, { pad: 1 }),
      ShapeError,
    ],
    [
      'images without a column',
      () => math.im2col(math.zeros([2, 3, 5, 0]), 1, 1, { pad: 1 }),
      ShapeError,
    ],
    ['a pad that is no number', () => math.im2col(x, 2, 2, { pad: Number.NaN }), DomainError],
    ['pooling windows in the padding', () => math.maxPool(x, 2, 2, { pad: [0, 2] }), DomainError],
    ['more windows than memory', () => math.im2col(x, 9, 9, { pad: 20_000 }), ShapeError],
    ['columns of other images', () => math.col2im(x, [2, 3, 5, 6], 2, 2), ShapeError],
    ['a size of two axes', () => math.col2im(math.ones([4, 4]), [3, 3], 2, 2), ShapeError],
  ]

  for (const [name, mistake, Kind] of mistakes) {
    it(`are refused with the three parts: ${name}`, () => {
      assert.throws(mistake, (error: unknown) => {
        assert.ok(error instanceof Kind, String(error))
        assert.match(error.where, /^math\.(im2col|col2im|maxPool|averagePool)$/)
        for (const part of [error.expected, error.given, error.mend]) {
          assert.ok(part.length > 2 && !/undefined/.test(part), part)
        }
        return true
      })
    })
  }
})
