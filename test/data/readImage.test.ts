import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import jpeg from 'jpeg-js'
import { PNG } from 'pngjs'
import { readImage } from '../../src/data/readImage.js'
import { flat, shape } from '../../src/math/storage.js'
import { asInBrowser } from './asInBrowser.js'

type Pixel = [red: number, green: number, blue: number, opacity: number]

const red: Pixel = [255, 0, 0, 255]
const green: Pixel = [0, 255, 0, 255]
const blue: Pixel = [0, 0, 255, 255]
const grey: Pixel = [51, 51, 51, 255]
const glass: Pixel = [0, 0, 0, 0]

/** A PNG of 2 rows and 3 columns. */
function png(pixels: Pixel[]): Buffer {
  const picture = new PNG({ width: 3, height: 2 })
  picture.data = Buffer.from(pixels.flat())
  return PNG.sync.write(picture)
}

const flag = png([red, green, grey, glass, grey, blue])

describe('readImage', () => {
  it('reads a PNG as brightness, from 0 to 1, with transparency before white', async () => {
    const image = await readImage(flag)
    assert.deepEqual([...shape(image)], [2, 3])
    const expected = [0.299, 0.587, 0.2, 1, 0.2, 0.114]
    flat(image).forEach((value, i) => {
      assert.ok(Math.abs(value - expected[i]) < 1e-15, `${value} at ${i}`)
    })
  })

  it('reads colours as channels × height × width, as bytes when asked', async () => {
    const image = await readImage(flag, { channels: 'colour', normalize: false })
    assert.deepEqual([...shape(image)], [3, 2, 3])
    assert.deepEqual(
      [...flat(image)],
      [255, 0, 51, 255, 51, 0, 0, 255, 51, 255, 51, 0, 0, 0, 51, 255, 51, 255],
    )
  })

  it('reads grey PNGs', async () => {
    const picture = new PNG({ width: 3, height: 2, colorType: 0 })
    picture.data = Buffer.from([grey, grey, grey, red, grey, grey].flat())
    const bytes = PNG.sync.write(picture, { colorType: 0 })
    assert.ok(Math.abs(flat(await readImage(bytes))[0] - 0.2) < 1e-15)
  })

  it('reads PNGs of one bit a pixel, with a palette', async () => {
    const chunk = (name: string, content: number[] | Buffer) => {
      const named = Buffer.concat([Buffer.from(name, 'latin1'), Buffer.from(content)])
      const ends = [Buffer.alloc(4), Buffer.alloc(4)]
      ends[0].writeUInt32BE(named.length - 4)
      ends[1].writeUInt32BE(crc32(named))
      return Buffer.concat([ends[0], named, ends[1]])
    }
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    const file = Buffer.concat([
      signature,
      chunk('IHDR', [0, 0, 0, 2, 0, 0, 0, 1, 1, 3, 0, 0, 0]),
      chunk('PLTE', [255, 0, 0, 0, 0, 255]),
      chunk('IDAT', deflateSync(Buffer.from([0, 0b01000000]))),
      chunk('IEND', []),
    ])
    const colours = await readImage(file, { channels: 'colour', normalize: false })
    assert.deepEqual([...shape(colours)], [3, 1, 2])
    assert.deepEqual([...flat(colours)], [255, 0, 0, 0, 0, 255])
  })

  it('reads a JPEG from a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'notegrad-test-'))
    try {
      const data = Buffer.from(Array(64).fill(grey).flat())
      const path = join(folder, 'grey.jpg')
      writeFileSync(path, jpeg.encode({ width: 8, height: 8, data }, 95).data)
      const image = await readImage(path)
      assert.deepEqual([...shape(image)], [8, 8])
      assert.ok(flat(image).every((value) => Math.abs(value - 0.2) < 0.01))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('refuses what is damaged, cut off, or another format', async () => {
    const refuses = (bytes: Uint8Array, given: RegExp) =>
      assert.rejects(readImage(bytes), { name: 'DomainError', given })
    const changed = Buffer.from(flag)
    changed[flag.length - 20] ^= 1
    await refuses(changed, /damaged/)
    await refuses(flag.subarray(0, 50), /damaged/)
    await refuses(Buffer.from('GIF89a...'), /47 49 46 38/)
    await refuses(new Uint8Array(), /no bytes/)
    await refuses(Buffer.from([0xff, 0xd8, 1, 2, 3]), /damaged/)
    await assert.rejects(readImage('none/at/all.png'), {
      name: 'DomainError',
      where: 'readImage',
      given: 'none/at/all.png: no such file or folder',
    })
    await assert.rejects(readImage(flag, { channels: 'rgb' as 'grey' }), { given: "'rgb'" })
  })

  it('refuses what is neither a path nor bytes', async () => {
    for (const source of [undefined, new ArrayBuffer(4)]) {
      await assert.rejects(readImage(source as never), {
        name: 'DomainError',
        where: 'readImage',
        mend: /new Uint8Array/,
      })
    }
  })

  it('reads JPEGs in a browser, and says that it reads no other file there', async () => {
    const { data } = jpeg.encode({ width: 2, height: 1, data: Buffer.alloc(8, 255) }, 90)
    assert.deepEqual([...flat(await asInBrowser(() => readImage(data)))], [1, 1])
    for (const source of ['flag.png', flag]) {
      await assert.rejects(
        asInBrowser(() => readImage(source)),
        { name: 'DomainError', given: 'a browser' },
      )
    }
  })
})
