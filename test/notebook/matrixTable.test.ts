import assert from 'node:assert/strict'
import fc from 'fast-check'
import { math } from '../../src/math/instance.js'
import { flips, tensor } from '../../src/math/storage.js'
import { matrixBundle } from '../../src/notebook/matrixTable.js'

const counting = (size: readonly number[]) => {
  const count = size.reduce((product, length) => product * length, 1)
  return tensor(
    Float64Array.from({ length: count }, (_, i) => i),
    size,
  )
}

describe('a matrix shown in a notebook', () => {
  it('is text with its shape, as NumPy prints, and a table', () => {
    const { 'text/plain': text, 'text/html': html } = matrixBundle(
      tensor([1, 1 / 3, -2e-9, 1e6, Number.NaN, 0], [2, 3]),
      'W',
    )
    assert.equal(text, 'W: matrix 2×3\n[[      1 0.33333   -2e-9]\n [1000000     NaN       0]]')
    assert.match(String(html), /<caption[^>]*>W: matrix 2×3<\/caption>/)
    assert.equal(String(html).match(/<td>/g)?.length, 6)
    assert.match(String(html), /<tr><th>1<\/th><td>1000000<\/td><td>NaN<\/td><td>0<\/td><\/tr>/)
  })

  it('shows a vector as one row', () => {
    const { 'text/plain': text, 'text/html': html } = matrixBundle(counting([3]))
    assert.equal(text, 'vector of 3\n[0 1 2]')
    assert.equal(String(html).match(/<tr>/g)?.length, 2)
  })

  it('shows the corners of a large matrix, in few characters and without touching its storage', () => {
    const large = counting([10_000, 784])
    const before = flips()
    const { 'text/plain': text, 'text/html': html } = matrixBundle(large)
    assert.equal(flips(), before)
    assert.match(text, /^matrix 10000×784\n/)
    assert.ok(text.length < 1000)
    assert.match(text, /… 7839996 7839997 7839998 7839999\]\]$/)
    assert.equal(String(html).match(/<tr>/g)?.length, 10)
  })

  it('shows more than two axes as text, matrix after matrix', () => {
    const bundle = matrixBundle(counting([2, 1, 2]))
    assert.deepEqual(Object.keys(bundle), ['text/plain'])
    assert.equal(bundle['text/plain'], 'tensor 2×1×2\n[[[0 1]]\n\n [[2 3]]]')
  })

  it('has as many brackets as axes, and shows a matrix without elements', () => {
    const sizes = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(sizes, (size) => {
        const text = matrixBundle(counting(size))['text/plain']
        const [, body] = text.split(/\n(.*)/s)
        const [opening, closing] = [/^\[*/, /\]*$/].map((run) => run.exec(body)?.[0].length)
        const axes = size.includes(0) ? size.indexOf(0) + 1 : size.length // no place, no brackets
        assert.deepEqual([opening, closing], [axes, axes], text)
        assert.ok(!text.includes('undefined'))
      }),
      { seed: 5 },
    )
  })

  it('shows what else mathjs puts into matrices, and lets no element become markup', () => {
    const complex = matrixBundle(math.matrix([[math.complex(1, 2)]]))
    assert.match(complex['text/plain'], /1 \+ 2i/)
    const words = matrixBundle(math.matrix([['<b>' as unknown as number]]))
    assert.match(String(words['text/html']), /&lt;b&gt;/)
  })
})
