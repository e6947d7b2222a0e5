import assert from 'node:assert/strict'
import { imageDataset } from '../../src/data/images.js'

const two = {
  pixels: Uint8Array.of(0, 51, 102, 153, 204, 255, 0, 255),
  labels: Uint8Array.of(2, 0),
  width: 2,
  height: 2,
  classes: 3,
}

describe('a data set of grey pictures', () => {
  it('gives rows of pixels and one-hot labels, batch by batch', () => {
    const { x, t } = imageDataset(two).batch([1, 0])
    assert.deepEqual(x.toArray(), [
      [0.8, 1, 0, 1],
      [0, 0.2, 0.4, 0.6],
    ])
    assert.deepEqual(t.toArray(), [
      [1, 0, 0],
      [0, 0, 1],
    ])
    const asNumbers = imageDataset(two, { oneHot: false }).batch([1, 0])
    assert.deepEqual(asNumbers.t.toArray(), [0, 2])
    assert.deepEqual([...imageDataset(two).image(1).pixels], [204, 255, 0, 255])
  })

  it('keeps height before width when it leaves the pictures as they are', () => {
    const data = imageDataset({ ...two, width: 4, height: 1 }, { flatten: false })
    assert.deepEqual([...data.shape], [1, 1, 4])
    assert.deepEqual(data.batch([0]).x.toArray(), [[[[0, 0.2, 0.4, 0.6]]]])
  })

  it('refuses pixels that do not fill the pictures', () => {
    const short = { ...two, pixels: two.pixels.slice(1) }
    assert.throws(() => imageDataset(short), { name: 'ShapeError', given: '7 pixels' })
  })

  it('refuses sizes and numbers of classes that are no whole numbers', () => {
    const pixels = new Uint8Array(4)
    const one = { pixels, labels: Uint8Array.of(0), width: 2, height: 2, classes: 1 }
    for (const wrong of [{ width: 1.6, height: 2.5 }, { classes: Number.NaN }, { classes: 1.5 }]) {
      assert.throws(() => imageDataset({ ...one, ...wrong }), { name: 'DomainError' })
    }
    const flat = { ...one, pixels: new Uint8Array(), width: 0 }
    assert.throws(() => imageDataset(flat), { name: 'DomainError', given: 'width: 0' })
  })

  it('refuses an index that no picture has', () => {
    for (const index of [-1, 2, 0.5]) {
      assert.throws(() => imageDataset(two).batch([index]), { name: 'DomainError' })
      assert.throws(() => imageDataset(two).image(index), { name: 'DomainError' })
    }
  })

  it('refuses a label that is no class', () => {
    const strange = { ...two, labels: Uint8Array.of(0, 3) }
    assert.throws(() => imageDataset(strange), { name: 'DomainError', given: /label 3/ })
    const first = { ...two, labels: Uint8Array.of(3, 0) }
    assert.throws(() => imageDataset(first), { given: 'label 3 of example 0' })
  })

  it('refuses labels that are no whole numbers from 0, which would be rows without a 1', () => {
    for (const [label, given] of [
      [-1, /label -1 of example 1/],
      [0.5, /label 0\.5/],
      ['a', /label 'a'/],
    ] as const) {
      const strange = { ...two, labels: [0, label] as never }
      assert.throws(() => imageDataset(strange), { name: 'DomainError', given })
    }
  })

  it('refuses pixels that are no bytes, and pictures without a part', () => {
    const grey = { ...two, pixels: Float64Array.from(two.pixels, (p) => p / 255) as never }
    assert.throws(() => imageDataset(grey), {
      given: 'an object of Float64Array',
      mend: /255 \* p/,
    })
    imageDataset({ ...two, pixels: Buffer.from(two.pixels) })
    const { labels: _, ...unlabelled } = two
    for (const [images, given] of [
      [undefined, 'undefined'],
      [unlabelled, 'no labels'],
      [{ ...two, label: 1 }, 'the part label'],
    ] as const) {
      assert.throws(() => imageDataset(images as never), { name: 'DomainError', given })
    }
  })
})
