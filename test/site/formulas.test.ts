import assert from 'node:assert/strict'
import { formulasOnOneLine } from '../../docs/build/content/formulas.js'

describe('formulas over several lines', () => {
  it('come on one line, also in a quotation', () => {
    assert.equal(formulasOnOneLine('$$a\n  = b$$\n'), '$$a = b$$\n')
    assert.equal(formulasOnOneLine('> $$a\n> = b$$\n> c'), '> $$a = b$$\n> c')
  })

  it('stay as they are between lines of dollars, and inside code', () => {
    for (const text of ['$$\na\n$$\n\nb\n\n$$\nc\n$$', '```\n$$a\nb$$\n```', 'a\n$x$\nb'])
      assert.equal(formulasOnOneLine(text), text)
  })
})
