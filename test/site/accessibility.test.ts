import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launch } from '../support/chromium.js'
import { requires } from '../support/requirements.js'
import { violationsInAllLooks, windows } from './support/axe.js'
import { enlivenCharts, overlaps, shrunken, wide } from './support/browser.js'
import { type Server, serveSite } from './support/server.js'
import { buildTimeout, site, siteNames } from './support/sites.js'

/**
 * A page waits for its charts now and then: one more than there are cores keeps all of them busy. Each
 * has a browser of its own, since pages of one browser may share a process.
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
      // all draw from one list, until it is empty
      const addresses = (await site(name)).pages.keys()
      const faults = await Promise.all(
        browsers.map(async (browser) => {
          const page = await browser.newPage({ bypassCSP: true })
          const found: string[] = []
          for (const address of addresses)
            found.push(...(await faultsOf(page, address)).map((fault) => `${address}: ${fault}`))
          return found
        }),
      )
      assert.deepEqual(faults.flat(), [])
    })

    /** Each page is loaded once, with its charts alive, and changes its look while it is open. */
    async function faultsOf(page: Page, address: string): Promise<string[]> {
      await page.setViewportSize(windows.desktop)
      await page.goto(server.url + address)
      await enlivenCharts(page, lively)
      const onDesktop = await overlaps(page)
      const inAllLooks = await violationsInAllLooks(page) // and ends on the phone
      const onPhone = [...(await overlaps(page)), ...(await shrunken(page)), ...(await wide(page))]
      return [...onDesktop, ...inAllLooks, ...onPhone]
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
    assert.deepEqual(await violationsInAllLooks(page), [
      'color-contrast at #notation (dark, desktop)',
      'color-contrast at #notation (dark, phone)',
    ])
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
