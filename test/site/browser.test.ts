import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launch } from '../support/chromium.js'
import { requires } from '../support/requirements.js'
import { violations, windows } from './support/axe.js'
import { countLayoutShifts, enlivenCharts, type Record, watch, wide } from './support/browser.js'
import { type Server, serveSite } from './support/server.js'
import { buildTimeout, site } from './support/sites.js'

const notebookPage = 'en/01-activation.html'

describe('the site in a browser', function () {
  this.timeout(buildTimeout)
  let browser: Browser
  let server: Server

  before(async function () {
    await requires(this, 'chromium')
    browser = await launch()
    server = await serveSite((await site('fixtures')).out)
  })

  after(async () => {
    await browser?.close()
    await server?.close()
  })

  describe('without JavaScript', () => {
    let page: Page
    before(async () => {
      page = await opened({ javaScriptEnabled: false }, server.url + notebookPage)
    })
    after(() => page?.context().close())

    it('shows text, formulas, coloured code and charts', async () => {
      assert.ok(await page.getByText('The sigmoid', { exact: true }).last().isVisible())
      assert.ok((await height(page, '.formula math')) > 20)
      assert.ok((await height(page, 'figure.chart svg path')) > 50)
      const colours = await page.evaluate(() =>
        ['pre', 'pre .token-keyword'].map(
          (name) => getComputedStyle(document.querySelector(name)!).color,
        ),
      )
      assert.notEqual(colours[0], colours[1])
    })

    it('unfolds the Python of the notes', async () => {
      const python = page.getByText('np.exp')
      assert.equal(await python.isVisible(), false)
      await page.getByText("The notes' Python").click()
      assert.ok(await python.isVisible())
    })
  })

  describe('with JavaScript', () => {
    let page: Page
    let record: Record
    before(async () => {
      page = await opened({}, 'about:blank')
      record = watch(page)
      await page.addInitScript(countLayoutShifts)
      await page.goto(server.url + notebookPage)
      await enlivenCharts(page)
    })
    after(() => page?.context().close())

    it('brings charts to life, drawn by vega and still named', async () => {
      const states = await page
        .locator('figure[data-chart]')
        .evaluateAll((figures) => figures.map((figure) => (figure as HTMLElement).dataset.live))
      assert.deepEqual(states, ['true', 'true'])
      const drawn = page.locator('.vega-embed svg.marks[role="img"][aria-label]')
      assert.equal(await drawn.count(), 2)
      assert.ok((await height(page, '.vega-embed svg path')) > 50)
    })

    it('answers the pointer on a living chart', async () => {
      await page.locator('.vega-embed .mark-rect path').last().hover()
      await page.locator('#vg-tooltip-element.visible').waitFor()
      assert.match((await page.locator('#vg-tooltip-element').textContent()) ?? '', /0\.74/)
    })

    it('names the menu of a chart for those who do not see it', async () => {
      const names = await page
        .locator('.vega-embed summary')
        .evaluateAll((all) => all.map((summary) => summary.getAttribute('aria-label')))
      assert.deepEqual(names, ['Save this chart', 'Save this chart'])
    })

    it('saves a chart by keyboard alone', async () => {
      await page.locator('.vega-embed summary').first().press('Enter')
      const saved = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Save as SVG' }).first().press('Enter')
      const file = await (await saved).path()
      assert.match(await readFile(file, 'utf8'), /^<svg .*<path/s)
    })

    it('says nothing on the console, so breaks no policy either', () => {
      assert.deepEqual(record.console, [])
    })

    it('asks only its own server', () => {
      const foreign = record.requests.filter(
        (url) => !url.startsWith(server.url) && !/^(data|blob):/.test(url),
      )
      assert.deepEqual(foreign, [])
    })

    it('runs nothing of a malicious output', async () => {
      assert.equal(await page.evaluate('window.pwned'), undefined)
    })

    it('moves nothing that the reader already sees', async () => {
      assert.ok((await page.evaluate<number>('window.layoutShift')) < 0.02)
    })

    it('leaves only what scrolls in the way of the keyboard', async () => {
      // what is folded is out of the way, and told of its width when it unfolds
      await page.waitForFunction(() =>
        [...document.querySelectorAll('main [tabindex="0"]')].every(
          (block) => block.scrollWidth > block.clientWidth || !block.checkVisibility(),
        ),
      )
      assert.ok((await page.locator('main [tabindex="0"]:visible').count()) > 0)
    })

    it('switches to a theme and keeps it on the next page', async () => {
      const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      const before = await paper()
      await page.getByRole('button', { name: 'Theme: as the system' }).click()
      await page.getByRole('button', { name: 'Theme: light' }).click()
      await page.goto(server.url)
      assert.notEqual(await paper(), before)
      await page.getByRole('button', { name: 'Theme: dark' }).click()
      assert.equal(await paper(), before)
    })
  })

  it('is as accessible, and no wider, with all that is folded unfolded', async () => {
    const page = await opened(
      { viewport: windows.phone, bypassCSP: true },
      server.url + notebookPage,
    )
    await page.locator('main details').evaluateAll((all) => {
      for (const one of all) one.setAttribute('open', '')
    })
    assert.ok(await page.locator('.chart-data th').first().isVisible())
    assert.deepEqual([...(await violations(page)), ...(await wide(page))], [])
    await page.context().close()
  })

  it('keeps the picture of a chart when it cannot be brought to life', async () => {
    const page = await opened({}, 'about:blank')
    await page.route('**/assets/*.json', (route) => route.abort())
    await page.goto(server.url + notebookPage)
    await page.locator('figure[data-live="failed"]').first().waitFor()
    assert.ok((await height(page, 'figure.chart > svg.marks path')) > 50)
    await page.context().close()
  })

  it('is readable and navigable from the file system', async () => {
    const { out } = await site('fixtures')
    const page = await opened({}, pathToFileURL(join(out, 'index.html')).href)
    await page.getByRole('link', { name: 'Activation functions' }).first().click()
    assert.ok(await page.locator('h1').isVisible())
    assert.ok((await height(page, 'figure.chart svg path')) > 50)
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    assert.equal(paper, 'rgb(253, 252, 250)')
    await page.getByRole('link', { name: 'A second notebook' }).click()
    assert.match(page.url(), /02-second\.html$/)
    await page.context().close()
  })

  async function opened(options: BrowserContextOptions, url: string): Promise<Page> {
    const page = await (await browser.newContext(options)).newPage()
    await page.goto(url)
    return page
  }
})

async function height(page: Page, selector: string): Promise<number> {
  const heights = await page
    .locator(selector)
    .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().height))
  return Math.max(0, ...heights)
}
