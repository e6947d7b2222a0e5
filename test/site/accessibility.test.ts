import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launch } from '../support/chromium.js'
import { requires } from '../support/requirements.js'
import { violationsInAllLooks, windows } from './support/axe.js'
import { enlivenCharts, faultsOfPages, overlaps, shrunken, wide } from './support/browser.js'
import { type Server, serveSite } from './support/server.js'
import { buildTimeout, site, siteNames } from './support/sites.js'

/**
 * A page waits for its charts now and then: one more than there are cores keeps all of them busy.
 * Each has a browser of its own, since pages of one browser may share a process.
 */
const atOnce = availableParallelism() + 1

for (const name of siteNames)
  describe(`every page of the ${name} site`, function () {
    this.timeout(buildTimeout)
    let browsers: Browser[] = []
    let server: Server
    /** The editions of a notebook have the same charts. */
    const lively = new Set<string>()
    before(async function () {
      await requires(this, 'chromium')
      browsers = await Promise.all(Array.from({ length: atOnce }, launch))
      server = await serveSite((await site(name)).out)
    })
    after(async () => {
      for (const browser of browsers) await browser.close()
      await server?.close()
    })

    it('is accessible by axe and overlaps nothing, light and dark, on a desktop and on a phone, is no wider than any window, and shrinks no chart beyond reading', async () => {
      const pages = await Promise.all(
        browsers.map((browser) => browser.newPage({ bypassCSP: true })),
      )
      const addresses = (await site(name)).pages.keys()
      assert.deepEqual(await faultsOfPages(pages, addresses, faultsOf), [])
    })

    /** Each page is loaded once, with its charts alive, and changes its look while it is open. */
    async function faultsOf(page: Page, address: string): Promise<string[]> {
      await page.setViewportSize(windows.desktop)
      await page.goto(server.url + address)
      await enlivenCharts(page, lively)
      const onDesktop = [...(await overlaps(page)), ...(await wide(page, []))]
      await page.setViewportSize(windows.phone)
      const onPhone = [...(await overlaps(page)), ...(await shrunken(page)), ...(await wide(page))]
      return [...onDesktop, ...onPhone, ...(await violationsInAllLooks(page))]
    }
  })

describe('the check of all looks', function () {
  this.timeout(buildTimeout)
  let browser: Browser
  let server: Server
  let page: Page
  before(async function () {
    await requires(this, 'chromium')
    browser = await launch()
    server = await serveSite((await site('fixtures')).out)
  })
  beforeEach(async () => {
    page = await browser.newPage({ bypassCSP: true })
    await page.goto(`${server.url}docs/notes.html`)
  })
  afterEach(() => page?.close())
  after(async () => {
    await browser?.close()
    await server?.close()
  })

  const faded = 'main h1 { color: light-dark(#23262b, #333) }'

  it('finds colours that are faint in one scheme only', async () => {
    await page.addStyleTag({ content: faded })
    const faults = ['color-contrast at #notation (dark, desktop)']
    assert.deepEqual(await violationsInAllLooks(page), faults)
  })

  it('finds what is wrong in one window only', async () => {
    await page.addStyleTag({ content: `@media (width < 500px) { ${faded} }` })
    await page.evaluate(() => {
      const button = '<button class="nameless" style="display: none"></button>'
      document.querySelector('main')!.insertAdjacentHTML('beforeend', button)
    })
    await page.addStyleTag({
      content: '@media (width < 500px) { .nameless { display: block !important } }',
    })
    assert.deepEqual(await violationsInAllLooks(page), [
      'button-name at .nameless (light, phone)',
      'color-contrast at #notation (dark, phone)',
    ])
  })

  it('finds a faint kind of token among many, after one of a single digit', async () => {
    await page.goto(`${server.url}en/01-activation.html`)
    await page.addStyleTag({ content: '.token-function { color: light-dark(#eee, #fff) }' })
    await page.addStyleTag({ content: '.token-new { color: light-dark(#ddd, #fff) }' })
    const tokens = ['0', 'one'].map(
      (text) => `<span class="token-new" id="c${text}">${text}</span>`,
    )
    await page.evaluate(
      (html) =>
        document
          .querySelector('#cell-sigmoid code .token-function')!
          .insertAdjacentHTML('beforebegin', html),
      tokens.join(' '),
    )
    const faults = await violationsInAllLooks(page)
    for (const fault of faults)
      assert.match(fault, /^color-contrast at .*(\.token-function|#c).*\(light/)
    assert.ok(faults.includes('color-contrast at #cone (light, desktop)'))
    assert.ok(faults.some((fault) => fault.includes('.token-function')))
  })

  it('finds a colour on one of two grounds, and a link that only its colour sets apart', async () => {
    const html = `
      <p style="background: #000; color: #777" id="well">words on black</p>
      <p style="background: #888; color: #777" id="faint">words on grey</p>
      <p>Some words that lead to <a href="#notation" id="bare"
        style="text-decoration: none; color: #333">another place</a>, and more.</p>`
    await page.evaluate(
      (html) => document.querySelector('main')!.insertAdjacentHTML('beforeend', html),
      html,
    )
    const faults = await violationsInAllLooks(page)
    assert.ok(faults.includes('color-contrast at #faint (light, desktop)'))
    assert.ok(faults.some((fault) => /^link-in-text-block at #bare .*\(light, desktop/.test(fault)))
    assert.ok(!faults.some((fault) => fault.includes('#well')))
  })

  it('finds formulas with a colour, in a faint place, and out of the keyboard’s reach', async () => {
    await page.goto(`${server.url}en/01-activation.html`)
    await page.evaluate(() => {
      document.querySelector<HTMLElement>('td math mi')!.style.color =
        'light-dark(currentColor, #333)'
      const [first, second] = document.querySelectorAll<HTMLElement>('.formula')
      first.style.color = 'light-dark(#ddd, #eee)'
      first.id = 'faint'
      const region = document.createElement('div')
      region.style.cssText = 'width: 40px; overflow: auto'
      region.id = 'region'
      region.append(second.querySelector('math')!)
      second.replaceWith(region)
    })
    const faults = await violationsInAllLooks(page)
    assert.match(faults[0], /^a look of its own in a formula \(dark\): <mi style/)
    assert.ok(faults.some((fault) => /^color-contrast at #faint > span \(light/.test(fault)))
    assert.ok(faults.includes('scrollable-region-focusable at #region (light, desktop)'))
  })

  it('finds what can be reached inside of a chart', async () => {
    await page.goto(`${server.url}en/01-activation.html`)
    await enlivenCharts(page)
    await page.evaluate(() => {
      const link = document.createElementNS('http://www.w3.org/2000/svg', 'a')
      document.querySelector('svg.marks')!.append(link)
    })
    const [reachable] = await violationsInAllLooks(page)
    assert.match(reachable, /^something to be reached inside of <svg/)
  })

  it('may ask for colours alone in the second scheme: pages know of it by light-dark() only', async () => {
    const { out } = await site('fixtures')
    const files = (await readdir(join(out, 'assets'))).filter((name) => /\.(css|js)$/.test(name))
    const texts = await Promise.all(
      files.map((name) => readFile(join(out, 'assets', name), 'utf8')),
    )
    assert.ok(texts.some((text) => text.includes('light-dark(')))
    assert.deepEqual(
      files.filter((_, i) => texts[i].includes('prefers-color-scheme')),
      [],
    )
  })
})
