import assert from 'node:assert/strict'
import { widthInEm } from '../../src/notebook/textWidth.js'

describe('widthInEm', () => {
  it('gives Chinese one em for each character', () => {
    assert.equal(widthInEm('阶跃函数'), 4)
    assert.equal(widthInEm('（损失）'), 4)
  })

  it('gives Latin text about half an em for each letter', () => {
    const perLetter = widthInEm('The quick brown fox jumps over the lazy dog') / 43
    assert.ok(perLetter > 0.45 && perLetter < 0.6, String(perLetter))
  })

  it('knows narrow from wide letters, and gives accents no width of their own', () => {
    assert.ok(widthInEm('ill') < widthInEm('oak'))
    assert.ok(widthInEm('oak') < widthInEm('OAK'))
    assert.equal(widthInEm('e\u0301'), widthInEm('e'))
    assert.equal(widthInEm(''), 0)
  })
})
