import assert from 'node:assert/strict'
import { siteUrl } from '../../docs/build/address.js'
import { html } from '../../docs/build/html.js'
import { layout, type Site } from '../../docs/build/layout.js'
import { notFoundPage } from '../../docs/build/notFound.js'
import type { Page } from '../../docs/build/page.js'
import { siteMap } from '../../docs/build/siteMap.js'

const home: Page = {
  kind: 'home',
  address: 'index.html',
  lang: 'en',
  title: 'Home & more',
  description: 'About',
  headings: [],
  body: html``,
}
const deep: Page = { ...home, kind: 'document', address: 'docs/a&b.html' }
const notFound = notFoundPage()
const client = {
  script: 's.js',
  search: 'f.js',
  chart: 'c.js',
  style: 's.css',
  fonts: [],
  files: new Map(),
}
const search = [{ index: 'i.js', texts: 't.js' }]
const site: Site = { pages: [home, deep, notFound], client, search, url: 'https://example.org/a/' }

describe('the addresses of the site', () => {
  it('are whole in canonical links, and a folder stands for its index page', () => {
    assert.match(
      layout(home, site).markup,
      /<link rel="canonical" href="https:\/\/example\.org\/a\/">/,
    )
    const canonical = 'https://example.org/a/docs/a&amp;b.html'
    assert.ok(layout(deep, site).markup.includes(`<link rel="canonical" href="${canonical}">`))
  })

  it('have no canonical link where nobody said where the site will stand', () => {
    assert.doesNotMatch(layout(home, { ...site, url: undefined }).markup, /canonical/)
  })

  it('are listed in a valid sitemap, without the page for missing addresses', () => {
    const map = siteMap(site.pages, 'https://example.org/a/')
    const found = [...map.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address)
    assert.deepEqual(found, ['https://example.org/a/', 'https://example.org/a/docs/a&amp;b.html'])
    assert.match(map, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<urlset /)
  })

  it('begin at the host on the page for missing addresses, which may stand at any depth', () => {
    const page = layout(notFound, site).markup
    assert.match(page, /<link rel="stylesheet" href="\/a\/s\.css">/)
    assert.match(page, /<script defer src="\/a\/s\.js" data-root="\/a\/"/)
    assert.match(page, /<meta name="robots" content="noindex">/)
    assert.doesNotMatch(page, /canonical|href="(?![#/]|data:|https:)/)
  })

  it('end with a slash, whatever was given, and an empty one is none', () => {
    assert.equal(siteUrl('https://example.org/a'), 'https://example.org/a/')
    assert.equal(siteUrl('http://localhost:8080/'), 'http://localhost:8080/')
    assert.equal(siteUrl(''), undefined)
  })

  for (const wrong of [
    'example.org',
    'ftp://example.org/',
    'https://',
    'https://a.org/?b',
    '/docs',
  ])
    it(`are refused when they would begin with ${wrong}`, () => {
      assert.throws(() => siteUrl(wrong), /expected the address of the site.*correct SITE_URL/)
    })
})
