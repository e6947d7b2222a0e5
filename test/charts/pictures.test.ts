import assert from 'node:assert/strict'
import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { imageGrid } from '../../src/charts/index.js'
import { pngDataUrl } from '../../src/charts/png.js'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { rows } from './inside.js'

interface Png {
  width: number
  height: number
  pixels: number[]
}

/** Reads a grey 8-bit PNG without filters by means that share nothing with the writer. */
function decode(url: string): Png {
  const bytes = Buffer.from(url.replace('data:image/png;base64,', ''), 'base64')
  assert.equal(bytes.toString('latin1', 1, 4), 'PNG')
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const named = bytes.subarray(at + 4, at + 8 + length)
    assert.equal(bytes.readUInt32BE(at + 8 + length), crc32(named))
    chunks.set(named.toString('latin1', 0, 4), named.subarray(4))
    at += 12 + length
  }
  assert.deepEqual([...chunks.keys()], ['IHDR', 'IDAT', 'IEND'])
  const header = chunks.get('IHDR')!
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  assert.deepEqual([...header.subarray(8)], [8, 0, 0, 0, 0])
  const lines = inflateSync(chunks.get('IDAT')!)
  const pixels = Array.from({ length: height }, (_, y) => [
    ...lines.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)),
  ])
  return { width, height, pixels: pixels.flat() }
}

/** By polynomial division over the bits, as the PNG specification defines it. */
function crc32(bytes: Uint8Array): number {
  const divisor = 0x104c11db7n
  let bits = 0n
  for (const byte of bytes) {
    for (let bit = 0; bit < 8; bit++) bits = (bits << 1n) | BigInt((byte >> bit) & 1)
  }
  bits <<= 32n
  const length = BigInt(bytes.length * 8 + 32)
  bits ^= 0xffffffffn << (length - 32n)
  for (let at = length - 1n; at >= 32n; at--) if ((bits >> at) & 1n) bits ^= divisor << (at - 32n)
  const reversed = bits.toString(2).padStart(32, '0').split('').reverse().join('')
  return (Number.parseInt(reversed, 2) ^ 0xffffffff) >>> 0
}

describe('pngDataUrl', () => {
  it('writes pictures that a PNG reader reads back, checksums included', () => {
    const sides = fc.integer({ min: 1, max: 12 })
    fc.assert(
      fc.property(sides, sides, fc.nat(), (width, height, seed) => {
        const pixels = Array.from({ length: width * height }, (_, i) => (seed + i * 37) % 256)
        const png = decode(pngDataUrl(Uint8Array.from(pixels), width, height))
        assert.deepEqual(png, { width, height, pixels })
      }),
      { seed: 4, numRuns: 30 },
    )
  })

  it('splits pictures larger than one uncompressed block', () => {
    const grey = Uint8Array.from({ length: 300 * 300 }, (_, i) => i % 251)
    const url = pngDataUrl(grey, 300, 300)
    const bytes = Buffer.from(url.split(',')[1], 'base64')
    const start = bytes.indexOf('IDAT') + 4
    const lines = inflateSync(bytes.subarray(start, start + bytes.readUInt32BE(start - 8)))
    assert.equal(lines.length, 300 * 301)
    assert.equal(lines[301 * 299 + 300], grey[300 * 300 - 1])
  })
})

describe('imageGrid', () => {
  const picture = { pixels: [0, 0.5, 1, 2], width: 2, height: 2 }

  it('gives wide pictures no room above and below', () => {
    const wide = { pixels: new Float64Array(40).fill(1), width: 20, height: 2 }
    const [low, square] = [wide, picture].map((image) =>
      imageGrid({ title: 'T', images: [image], size: 100 }),
    )
    assert.deepEqual([low.width, low.height], [110, 20])
    assert.equal(square.width, square.height)
    const narrow = { pixels: new Float64Array(64), width: 2, height: 32, label: 'channel 0' }
    const four = imageGrid({ title: 'T', images: [narrow, narrow, narrow, narrow] })
    assert.equal(four.width, 4 * 58) // labels keep the room of squares
  })

  it('draws the least value white and the greatest black', () => {
    const [row] = rows(imageGrid({ title: 'T', images: [picture] }))
    assert.deepEqual(decode(String(row.url)).pixels, [255, 191, 127, 0])
  })

  it('keeps values outside a given range at its ends', () => {
    const [row] = rows(imageGrid({ title: 'T', images: [picture], range: [0.5, 1] }))
    assert.deepEqual(decode(String(row.url)).pixels, [255, 255, 0, 0])
  })

  it('draws a picture of one value white', () => {
    const images = [{ pixels: [3, 3], width: 2, height: 1 }]
    const [row] = rows(imageGrid({ title: 'T', images }))
    assert.deepEqual(decode(String(row.url)).pixels, [255, 255])
  })

  it('fills rows from the left, and names the labels in its sentence', () => {
    const images = ['a', 'b', 'c'].map((label) => ({ ...picture, label }))
    const chart = imageGrid({ title: 'T', images, columns: 2 })
    const [a, b, c] = rows(chart)
    assert.ok(Number(a.column) < Number(b.column) && a.row === b.row)
    assert.ok(a.column === c.column && Number(c.row) > Number(a.row))
    // each of 48 × 48 pixels, inside the chart and apart from the others
    const ends = { column: Number(chart.width), row: Number(chart.height) }
    for (const side of ['column', 'row'] as const) {
      const places = [a, b, c].map((picture) => Number(picture[side])).sort((p, q) => p - q)
      assert.ok(places[0] >= 24 && places[2] <= ends[side] - 24, `${side}s ${places}`)
      assert.ok(places[2] - places[0] > 48 && places[2] - places[0] < ends[side] - 48)
    }
    assert.equal(chart.description, 'T: 3 pictures in 2 rows, labelled a, b and c.')
  })

  it('refuses columns and sizes that are no whole numbers', () => {
    const images = [{ pixels: [0, 1, 1, 0], width: 2, height: 2 }]
    for (const wrong of [{ columns: 2.5 }, { columns: 0 }, { size: -1 }, { size: Number.NaN }]) {
      assert.throws(() => imageGrid({ title: 'T', images, ...wrong }), { name: 'DomainError' })
    }
    const odd = [{ pixels: [0, 1, 1, 0], width: 1.6, height: 2.5 }]
    assert.throws(() => imageGrid({ title: 'T', images: odd }), { name: 'DomainError' })
  })

  it('refuses pixels that do not fill the picture, and an empty grid', () => {
    const wrong = { ...picture, height: 3 }
    assert.throws(() => imageGrid({ title: 'T', images: [picture, wrong] }), ShapeError)
    assert.throws(() => imageGrid({ title: 'T', images: [picture, wrong] }), /picture 1/)
    assert.throws(() => imageGrid({ title: 'T', images: [] }), DomainError)
    const spoiled = { ...picture, pixels: [0, 1, Number.NaN, Number.NaN] }
    assert.throws(() => imageGrid({ title: 'T', images: [spoiled] }), { given: 'NaN at place 2' })
    assert.throws(() => imageGrid({ title: 'T', images: [picture], columns: 0 }), DomainError)
  })
})
