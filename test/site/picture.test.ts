import assert from 'node:assert/strict'
import { PNG } from 'pngjs'
import { picture } from '../../docs/build/notebook/picture.js'

/** Noise, which no compression makes small. */
function pngOf(width: number, height: number): string {
  const png = new PNG({ width, height })
  let state = 1
  for (let i = 0; i < png.data.length; i++) {
    state = (state * 48271) % 0x7fffffff
    png.data[i] = state & 255
  }
  return PNG.sync.write(png).toString('base64')
}

describe('a picture among the outputs', () => {
  const emitted: [length: number, extension: string][] = []
  const page = {
    emit: (content: string | Uint8Array, extension: string) => {
      emitted.push([content.length, extension])
      return 'assets/large.png'
    },
  }

  it('of up to 30 kB comes with the page', () => {
    const { markup } = picture({ type: 'image/png', base64: pngOf(10, 12), alt: 'Noise' }, page)
    assert.match(markup, /src="data:image\/png;base64,[^"]+" alt="Noise" width="10" height="12">$/)
    assert.deepEqual(emitted, [])
  })

  it('has the size that an SVG states, and none where it states none', () => {
    const svg = (attributes: string) => {
      const base64 = Buffer.from(`<svg ${attributes}></svg>`).toString('base64')
      return picture({ type: 'image/svg+xml', base64, alt: 'Lines' }, page).markup
    }
    assert.match(svg('width="20.6" height="9px"'), / alt="Lines" width="21" height="9">$/)
    assert.match(svg('width="100%" height="9"'), / alt="Lines">$/)
  })

  it('above 30 kB is a file that is fetched late, into a place of its size', () => {
    const base64 = pngOf(100, 120)
    const { markup } = picture({ type: 'image/png', base64, alt: '' }, page)
    assert.equal(
      markup,
      '<img class="output picture" src="assets/large.png" alt="Picture" ' +
        'width="100" height="120" loading="lazy">',
    )
    assert.deepEqual(emitted, [[Buffer.from(base64, 'base64').length, 'png']])
  })

  it('is a file from 30,001 bytes on', () => {
    const isFile = (bytes: number) => {
      const base64 = Buffer.alloc(bytes).toString('base64')
      return /loading="lazy"/.test(picture({ type: 'image/jpeg', base64, alt: '' }, page).markup)
    }
    assert.deepEqual([isFile(30_000), isFile(30_001)], [false, true])
  })
})
