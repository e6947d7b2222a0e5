import assert from 'node:assert/strict'
import { ansiToHtml } from '../../docs/build/content/ansi.js'
import { highlight } from '../../docs/build/content/code.js'
import { renderMarkdown } from '../../docs/build/content/markdown.js'
import { PageContext, SiteOutput } from '../../docs/build/content/page.js'
import { html } from '../../docs/build/html.js'
import { linkResolver } from '../../docs/build/sources.js'

describe('text from a terminal', () => {
  const shown = (text: string) => ansiToHtml(text).markup

  it('is shown as the terminal would: a line that is written anew replaces the old one', () => {
    assert.equal(shown('10 %\r50 %\r100 %\nend'), '100 %\nend')
    assert.equal(shown('one\r\ntwo\r\r\n'), 'one\ntwo\n')
  })

  it('keeps a line that was to be written anew, and was not', () => {
    assert.equal(shown('10 %\r100 %\r'), '100 %')
    assert.equal(shown('10 %\r\n\rend'), '10 %\nend')
  })

  it('has its colours and weights as classes, and no other escape', () => {
    assert.equal(
      shown('\u001b[1;31ma\u001b[22mb\u001b[39mc\u001b[92md\u001b[0me'),
      '<span class="ansi-bold ansi-red">a</span><span class="ansi-red">b</span>c' +
        '<span class="ansi-green">d</span>e',
    )
    assert.equal(shown('\u001b[2K\u001b]0;title\u0007<a>\u001b[?25l'), '&lt;a&gt;')
  })
})

describe('code', () => {
  it('is highlighted to the end of the line on a machine that is busy, too', async () => {
    const { now } = Date
    let time = now()
    Date.now = () => (time += 1000)
    try {
      const { markup } = await highlight("const busy = 'a'", 'typescript')
      assert.match(markup, /<span class="token-string">'a'<\/span>/)
    } finally {
      Date.now = now
    }
  })
})

describe('Markdown with malformed addresses', () => {
  const sources = [{ path: '/docs/50 %.md', where: '', address: 'docs/half.html' }]
  const render = async (source: string) => {
    const linksFrom = linkResolver('docs/page.html', sources)
    const page = new PageContext('docs/page.html', linksFrom, '/docs/page.md', new SiteOutput())
    return (await renderMarkdown({ source, where: 'page.md', id: 'page' }, page)).markup
  }

  it('takes escapes in links for what they stand for, and malformed ones as they are', async () => {
    assert.match(await render('[a](50%20%25.md#b)'), /<a href="\.\.\/docs\/half\.html#b">a<\/a>/)
    assert.match(await render('<a href="50 %.md">a</a>'), /<a href="\.\.\/docs\/half\.html">a<\/a>/)
    assert.match(await render('<a href="%zz.md">a</a>'), /<p><span>a<\/span><\/p>/)
  })

  it('leaves the words of a picture whose name is malformed', async () => {
    assert.match(await render('<img src="attachment:50%.png" alt="half">'), /^half$/)
  })
})

describe('the summary of a page', () => {
  const summary = async (source: string) => {
    const linksFrom = linkResolver('en/page.html', [])
    const page = new PageContext('en/page.html', linksFrom, '/en/page.md', new SiteOutput())
    await renderMarkdown({ source, where: 'page.md', id: 'page' }, page)
    return page.summary?.text
  }

  it('is the first sentence of what the page says it teaches, and else of its introduction', async () => {
    const [first, second] = ['One. Two.', '**What this notebook teaches.** Three. Four.']
    assert.equal(await summary(`# T\n\n${first}\n\n${second}`), 'Three.')
    assert.equal(await summary(`# T\n\n${first}\n\n## U\n\n${second}`), 'One.')
    assert.equal(await summary('# T\n\n一。\n\n**本章内容。** 三。四。'), '三。')
  })
})

describe('the template of markup', () => {
  it('escapes every value, in attributes too, but for markup and lists of it', () => {
    const inner = html`<b>${'<'}</b>`
    const outer = html`<a title="${`"'&<>`}">${[inner, '&', [1, false, undefined]]}</a>`
    assert.equal(outer.markup, '<a title="&quot;&#39;&amp;&lt;&gt;"><b>&lt;</b>&amp;1</a>')
  })
})
