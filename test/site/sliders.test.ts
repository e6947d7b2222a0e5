import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { launch } from '../support/chromium.js'
import { requires } from '../support/requirements.js'
import { type Server, serveSite } from './support/server.js'
import { buildTimeout, site } from './support/sites.js'

describe('a slider on the site', () => {
  let browser: Browser
  let server: Server
  let page: Page

  before(async function () {
    this.timeout(buildTimeout)
    await requires(this, 'chromium')
    browser = await launch()
    server = await serveSite((await site('course')).out)
    page = await browser.newPage()
    await page.goto(`${server.url}en/12-optimizers.html#cell-forgetting-slider`)
  })
  after(async () => {
    await browser?.close()
    await server?.close()
  })

  it('says what stands at its place, which vega would only count', async () => {
    const slider = page.getByRole('slider', { name: /^ρ / })
    const said = () => slider.evaluate((input) => input.nextElementSibling?.textContent)
    await slider.waitFor()
    const title = (value: string) =>
      page.locator('svg.marks text', { hasText: `ρ: ${value}` }).waitFor()
    assert.equal(await said(), '0.99')
    await title('0.99')
    await slider.focus()
    await page.keyboard.press('ArrowLeft')
    assert.equal(await said(), '0.97')
    assert.equal(await slider.getAttribute('aria-valuetext'), '0.97')
    await title('0.97')
    assert.equal(await said(), '0.97')
  })
})
