import assert from 'node:assert/strict'
import { formulasOnOneLine } from '../../docs/build/content/formulas.js'
import { renderMarkdown } from '../../docs/build/content/markdown.js'
import { PageContext, SiteOutput } from '../../docs/build/content/page.js'
import { formulaCharacters } from '../../docs/build/fonts.js'

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

describe('the font of the formulas', () => {
  it('has the root sign, which is drawn by the browser and stands in no text', async () => {
    const { markup } = await rendered('$\\sqrt x$')
    assert.doesNotMatch(markup, /√/)
    assert.match(formulaCharacters([]), /√/)
  })
})

describe('a formula in a sentence', () => {
  it('keeps the punctuation beside it on its line, and no other text', async () => {
    const { markup } = await rendered('得到 $a$，然后（$b$）在 $c$ 处, $d$. $e$ f')
    const beside = markup
      .replaceAll(/<math[\s\S]*?<\/math>/g, 'M')
      .replaceAll(/<span class="unbroken">(.*?)<\/span>/g, '[$1]')
    assert.equal(beside, '<p>得到 [M，]然后[（M）]在 M 处, [M.] M f</p>')
  })
})

describe('code in a table', () => {
  it('has a line for each form of a call, and goes on behind a comma', async () => {
    const { markup } = await rendered('| a |\n| --- |\n| `f(x)` `f(x, y)` |\n| `g`, `h` |')
    assert.equal(markup.match(/<\/code><br><code/g)?.length, 1)
    assert.match(markup, /g<\/code>, <code/)
  })

  it('breaks no name of ordinary length', async () => {
    const { markup } = await rendered('| a |\n| --- |\n| `normalize` `a b` `areallyverylongname` |')
    const code = markup.match(/<code[^>]*>[^<]*/g)
    const long = '<code>areallyverylongname'
    assert.deepEqual(code, ['<code class="word">normalize', '<code>a b', long])
  })
})

function rendered(source: string) {
  const context = new PageContext('zh/page.html', () => () => undefined, '', new SiteOutput())
  return renderMarkdown({ source, where: 'test', id: 'test' }, context)
}
