import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'
import { HtmlValidate, StaticConfigLoader } from 'html-validate'
import { buildTimeout, site, siteNames } from './support/sites.js'

const shared = /<svg class="marks".*?<\/svg>|<table.*?<\/table>|<pre.*?<\/pre>/gs

for (const name of siteNames)
  describe(`the pages of the ${name} site`, function () {
    this.timeout(buildTimeout)

    it('are valid HTML', async () => {
      const validator = new HtmlValidate(
        new StaticConfigLoader({
          extends: ['html-validate:recommended'],
          // Anchors are GitHub's, and may begin with a digit, as HTML allows.
          rules: { 'valid-id': ['error', { relaxed: true }] },
        }),
      )
      const faults: string[] = []
      const seen = new Set<string>()
      for (const [address, page] of (await site(name)).pages) {
        // half of the time would go to charts, their tables and code that another page has, too
        const once = page.replaceAll(shared, (part) => {
          const isKnown = seen.has(part)
          seen.add(part)
          return isKnown ? '' : part
        })
        const { results } = await validator.validateString(once)
        for (const { line, column, message, ruleId } of results.flatMap((one) => one.messages))
          faults.push(`${address}:${line}:${column} ${message} (${ruleId})`)
      }
      assert.deepEqual(faults, [])
    })

    it('link only to files and anchors that exist', async () => {
      const { out, pages } = await site(name)
      const broken: string[] = []
      for (const [address, page] of pages)
        for (const link of linksOf(page)) {
          if (/^(https?|mailto|data):/.test(link)) continue
          const [path, anchor] = link.split('#')
          const target = path === '' ? address : normalize(join(dirname(address), path))
          const anchors = attributes(pages.get(target) ?? '', 'id')
          const found = existsSync(join(out, target))
          if (!found || (anchor && !anchors.includes(decodeURIComponent(anchor))))
            broken.push(`${address} → ${link}`)
        }
      assert.deepEqual(broken, [])
    })

    it('load nothing from elsewhere', async () => {
      for (const [address, page] of (await site(name)).pages) {
        const loaded = page.match(/<(?:script|link|img|iframe|source)\b[^>]*https?:[^>]*>/g) ?? []
        assert.deepEqual(loaded, [], address)
      }
    })

    it('say their language, their subject, and what they may load', async () => {
      for (const [address, page] of (await site(name)).pages) {
        const lang = address.startsWith('zh/') ? 'zh-Hans' : 'en'
        assert.match(page, new RegExp(`<html lang="${lang}">`), address)
        assert.match(page, /<title>.+<\/title>/, address)
        assert.match(page, /<meta name="description" content=".+">/, address)
        const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? ''
        const scripts = /script-src ([^;]+);(?!\w)/.exec(policy.replaceAll('&#39;', "'"))?.[1]
        assert.match(scripts ?? '', /^'self' 'sha256-[\w+/=]+'$/, address)
      }
    })
  })

describe('a notebook page', () => {
  let page: string
  before(async () => {
    page = (await site('fixtures')).pages.get('en/01-activation.html')!
  })

  it('has typeset formulas, in a line and displayed', () => {
    assert.match(page, /<math>.*?<mi>a<\/mi>/)
    assert.match(page, /<div class="formula" tabindex="0"><math display="block"/)
    assert.doesNotMatch(page, /\$\$/)
  })

  it('has highlighted code, TypeScript in cells and Python in folded blocks', () => {
    assert.match(page, /<span class="token-keyword">import<\/span>/)
    assert.match(page, /<details>\s*<summary>The notes' Python<\/summary>/)
    assert.match(page, /<span class="token-keyword">def<\/span>/)
  })

  it('marks Chinese words as Chinese, in the text and in the title', () => {
    assert.match(page, /<h1 id="[^"]+">[^<]*\(<span lang="zh-Hans">激活函数<\/span>\)<\/h1>/)
    assert.match(page, /<span lang="zh-Hans">阶跃函数<\/span>/)
  })

  it('gives every cell an anchor, and code cells a link to it', () => {
    for (const id of ['cell-intro', 'cell-sigmoid', 'cell-trouble', 'cell-wide'])
      assert.match(page, new RegExp(`id="${id}"`))
    assert.match(page, /<a class="cell-number" href="#cell-sigmoid" aria-label="Link to cell 1">/)
  })

  it('lists its headings and links to its neighbours', () => {
    assert.match(page, /<li class="level-2"><a href="#the-sigmoid">The sigmoid<\/a>/)
    assert.match(page, /<li class="level-3"><a href="#a-smaller-heading">/)
    assert.match(page, /<a rel="next" href="\.\.\/en\/02-second\.html">/)
    assert.doesNotMatch(page, /rel="prev"/)
  })

  it('turns links between files into links between pages, and drops those that lead off it', () => {
    assert.match(page, /<a href="\.\.\/en\/02-second\.html#looking-back">the next page<\/a>/)
    assert.match(page, /<a href="\.\.\/docs\/notes\.html#axes">/)
    assert.match(page, /<span>op\.ts<\/span>/)
  })

  it('shows charts as pictures with one sentence for those who do not see them', () => {
    const figures = page.match(/<figure class="chart"[\s\S]*?<\/figure>/g) ?? []
    assert.equal(figures.length, 2)
    for (const figure of figures) {
      assert.match(figure, /^<figure [^>]*><svg class="marks" role="img" aria-label="[^"]+\."/)
      assert.match(figure, /currentColor/)
      assert.match(figure, /--ratio:\d+\/\d+/)
    }
    assert.match(figures[0], /aria-label="The sigmoid rises smoothly from 0 to 1/)
  })

  it('keeps the clip paths of two pictures apart', () => {
    const ids = attributes(page, 'id')
    assert.equal(new Set(ids).size, ids.length)
    const clips = [...page.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id)
    assert.ok(clips.length > 0)
    for (const clip of clips) assert.ok(ids.includes(clip), clip)
  })

  it('puts specifications beside it, for vega-lite 6 and with a width in numbers', async () => {
    const { out } = await site('fixtures')
    const addresses = attributes(page, 'data-chart').filter((one) => one.endsWith('.json'))
    assert.equal(addresses.length, 2)
    for (const address of addresses) {
      const spec = JSON.parse(await readFile(join(out, 'en', address), 'utf8'))
      assert.equal(spec.$schema, 'https://vega.github.io/schema/vega-lite/v6.json')
      assert.equal(typeof spec.width, 'number')
      assert.equal(spec.usermeta, undefined)
    }
  })

  it('shows the colours of terminal text and none of its other commands', () => {
    assert.match(page, /<span class="ansi-bold ansi-red">ShapeError<\/span>: math\.add/)
    assert.match(page, /<span class="ansi-green">&lt;unsafe&gt;<\/span>/)
    assert.doesNotMatch(page, /\[2K|\[39m/)
    assert.match(page, /<pre class="output stderr" tabindex="0">progress 100 %\na warning/)
  })

  it('shows markdown, TeX, JSON and pictures among the outputs', () => {
    assert.match(page, /<div class="output prose"><p><strong>Bold<\/strong> words and <math>/)
    assert.match(
      page,
      /<div class="output latex"><div class="formula"[^>]*><math[^>]*><mrow><mo[^>]*>\[/,
    )
    assert.match(page, /&quot;loss&quot;: 2\.3026/)
    assert.match(
      page,
      /<img class="output picture" src="data:image\/png;base64,[^"]+" alt="One pixel" width="1" height="1">/,
    )
  })

  it('shows a matrix as a table whose headings know what they head', () => {
    assert.match(
      page,
      /<caption>matrix 2×2<\/caption><thead><tr><td><\/td>\s*<th scope="col">0<\/th>/,
    )
    assert.match(page, /<tr><th scope="row">1<\/th><td>3\.1416<\/td>/)
  })

  it('leaves of a malicious output only what is harmless', () => {
    const output = page.slice(
      page.indexOf('id="cell-malicious"'),
      page.indexOf('id="cell-fetching"'),
    )
    assert.match(output, /<b>bold<\/b>/)
    assert.match(output, /<table>/)
    assert.doesNotMatch(
      output,
      /<(script|style|iframe|form|input|svg|img)|\son\w+=|javascript:|https?:|pwned|display: none/,
    )
  })
})

describe('the home page', () => {
  it('lists each notebook with its number, its title and a line about it', async () => {
    const page = (await site('fixtures')).pages.get('index.html')!
    assert.match(
      page,
      /<a href="en\/01-activation\.html">\s*<span class="number" aria-hidden="true">01</,
    )
    assert.match(
      page,
      /<span class="summary">It has a first sentence with a formula, <span class="unbroken"><math>.*?<\/math>\.<\/span><\/span>/,
    )
  })
})

describe('the links at the top of a page', () => {
  it('tell which of them leads to the page itself', async () => {
    const { pages } = await site('fixtures')
    const current = (address: string) =>
      pages.get(address)!.match(/<a [^>]*aria-current="page"[^>]*>[^<]*/g)
    assert.deepEqual(current('index.html'), [
      '<a class="brand" href="index.html" aria-current="page">notegrad',
    ])
    assert.deepEqual(current('source/index.html'), [
      '<a href="../source/index.html" aria-current="page">Source',
    ])
    assert.equal(current('en/01-activation.html'), null)
  })
})

describe('what a page loads', () => {
  it('is less than 15 kB of JavaScript where there is no chart, and vega comes apart from it', async () => {
    const { out, pages } = await site('fixtures')
    const page = pages.get('index.html')!
    const [script, ...others] = attributes(page, 'src')
    assert.deepEqual(others, [])
    const bytes = await readFile(join(out, script))
    assert.ok(gzipSync(bytes).length < 15_000)
    const [chart] = attributes(page, 'data-chart')
    assert.match(await readFile(join(out, chart), 'utf8'), /vega/)
    assert.doesNotMatch(bytes.toString(), /vega/)
  })
})

/** All that a page names: `data-index` and `data-texts` have a file for each language. */
function linksOf(page: string): string[] {
  const files = attributes(page, 'data-index', 'data-texts').flatMap((list) => list.split(' '))
  return [...attributes(page, 'href', 'src', 'data-chart', 'data-search'), ...files]
}

/** Values of attributes; our own pages always quote them with ". */
function attributes(page: string, ...names: string[]): string[] {
  const pattern = new RegExp(`\\s(?:${names.join('|')})="([^"]*)"`, 'g')
  return [...page.matchAll(pattern)].map(([, value]) => value)
}
