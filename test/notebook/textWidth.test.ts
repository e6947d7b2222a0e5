import assert from 'node:assert/strict'
import { widthInEm } from '../../src/notebook/textWidth.js'

describe('widthInEm', () => {
  it('gives Chinese one em for each character', () => {
    assert.equal(widthInEm('阶跃函数'), 4)
    assert.equal(widthInEm('（损失）', true), 4)
  })

  it('comes near to what Chromium measures for DejaVu Sans', () => {
    const measured = [
      { text: "the book's program, after 10,000 updates", em: 20.96 },
      { text: 'log₁₀ of the absolute difference', em: 15.52 },
      { text: 'The quick brown fox jumps over the lazy dog', em: 22.49 },
      { text: 'MW@% 100 → 200', em: 9.41 },
    ]
    for (const { text, em } of measured) {
      const ratio = widthInEm(text) / em
      assert.ok(ratio > 0.97 && ratio < 1.12, `${text}: ${widthInEm(text)} for ${em}`)
    }
  })

  it('knows narrow from wide letters, and gives accents no width of their own', () => {
    assert.ok(widthInEm('ill') < widthInEm('oak'))
    assert.ok(widthInEm('oak') < widthInEm('OAK'))
    assert.ok(widthInEm('oak') < widthInEm('oak', true))
    assert.equal(widthInEm('e\u0301'), widthInEm('e'))
    assert.equal(widthInEm(''), 0)
  })
})
