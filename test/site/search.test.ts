import assert from 'node:assert/strict'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { launch } from '../support/chromium.js'
import { requires } from '../support/requirements.js'
import { violations } from './support/axe.js'
import { type Record, watch } from './support/browser.js'
import { type Server, serveSite } from './support/server.js'
import { buildTimeout, site } from './support/sites.js'

describe('search', () => {
  let browser: Browser
  let server: Server
  let page: Page
  let record: Record

  before(async function () {
    this.timeout(buildTimeout)
    await requires(this, 'chromium')
    browser = await launch()
    server = await serveSite((await site('course')).out)
    page = await (await browser.newContext({ bypassCSP: true })).newPage()
    record = watch(page)
    await page.goto(`${server.url}en/03-activation-functions.html`)
  })
  after(async () => {
    await browser?.close()
    await server?.close()
  })

  const asked = () => record.requests.filter((url) => /assets\/[\w-]+\.js$/.test(url)).length
  const field = () => page.getByRole('combobox', { name: 'Search' })
  const options = () => page.getByRole('option')

  /** Waits for the answers to a question, and gives what they say. */
  async function answers(question: string): Promise<string[]> {
    await field().fill(question)
    const first = page.locator('[role=option] mark', { hasText: new RegExp(question, 'i') })
    await first.first().waitFor()
    return options().allTextContents()
  }

  it('fetches nothing before it is wanted', async () => {
    assert.equal(asked(), 1)
    assert.equal(await field().count(), 0)
  })

  it('opens by the key "/", and then fetches its index once', async () => {
    await page.keyboard.press('/')
    await field().waitFor()
    await page.waitForFunction(() => globalThis.searchIndex)
    assert.match((await answers('sigmoid'))[0], /sigmoid/i)
    await answers('softmax')
    assert.equal(asked(), 4) // the page's script, the dialog, the index, the texts
  })

  it('fetches the Chinese index for Chinese words only', async () => {
    await field().fill('感知机')
    await page.locator('[role=option][href*="/zh/"] mark').first().waitFor()
    assert.equal(asked(), 6)
    const shown = await page.locator('[role=option]').evaluateAll((all) => all.map(String))
    const chinese = shown.findIndex((address) => address.includes('/zh/'))
    assert.ok(shown.slice(0, chinese).some((address) => address.includes('/en/02-perceptron')))
  })

  it('finds im2col: first the function, then the heading, then the text', async () => {
    const found = await answers('im2col')
    assert.match(found[0], /^Functions › im2col/)
    assert.match(found[2], /^Convolution.* › im2col/)
    assert.ok(found.length > 5)
  })

  it('finds what is called as asked before what only holds the word', async () => {
    const best = { grad: /› grad$/, Trainer: /› Trainer$/, 'math.sum': /^Functions › sum$/ }
    for (const [question, title] of Object.entries(best)) {
      await field().fill(question)
      await page.locator('#search-result-0 .title', { hasText: title }).waitFor()
    }
  })

  it('finds Chinese terms by two characters', async () => {
    assert.ok(
      (await answers('阶跃')).some((text) => /Activation functions.*Step function/.test(text)),
    )
    assert.match((await answers('学习'))[0], /学习/)
  })

  it('finds a slip by its number', async () => {
    assert.match((await answers('E19'))[0], /^Museum of slips › E19/)
  })

  it('finds by some of the words when no place has them all', async () => {
    assert.ok((await answers('softmax')).length > 0)
    await field().fill('softmax gibberishword')
    await page.getByRole('status').getByText('places').waitFor()
    assert.match((await options().allTextContents())[0], /softmax/i)
  })

  it('says how many places it found, also when there are none', async () => {
    await field().fill('xyzzyxyzzy')
    await page.getByRole('status').getByText('Nothing found').waitFor()
    assert.equal(await options().count(), 0)
  })

  it('is accessible by axe while it shows answers', async () => {
    await answers('softmax')
    assert.deepEqual(await violations(page), [])
  })

  it('moves by arrows, and goes by Enter to the place', async () => {
    await answers('im2col')
    const chosen = () => page.locator('[aria-selected=true]').getAttribute('id')
    assert.equal(await chosen(), 'search-result-0')
    await page.keyboard.press('ArrowDown')
    assert.equal(await chosen(), 'search-result-1')
    assert.equal(await field().getAttribute('aria-activedescendant'), 'search-result-1')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/a/b/docs/functions.html#im2col')
  })

  it('closes by Escape and gives the focus back', async () => {
    await page.getByRole('button', { name: 'Search' }).focus()
    await page.keyboard.press('Enter')
    await field().waitFor()
    await page.keyboard.press('Escape')
    await field().waitFor({ state: 'hidden' })
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'search-button')
  })

  it('finds all pages from a Chinese one', async () => {
    await page.goto(`${server.url}zh/03-activation-functions.html`)
    await page.keyboard.press('/')
    const chinese = page.getByRole('combobox', { name: '搜索' })
    await chinese.fill('Convolution')
    await page.locator('[role=option] mark').first().waitFor()
    const found = await options().evaluateAll((all) => all.map(String))
    assert.ok(found.some((address) => address.includes('/reference/')))
    assert.ok(found.some((address) => address.includes('/zh/')))
  })

  it('works from the file system, where nothing can be fetched', async () => {
    const { out } = await site('course')
    await page.goto(pathToFileURL(join(out, 'docs/notation.html')).href)
    await page.keyboard.press('/')
    await answers('阶跃')
    await page.keyboard.press('Enter')
    await page.waitForURL(/^file:.*#/)
  })

  it('says so when its index cannot be fetched, and tries again', async () => {
    await page.goto(`${server.url}index.html`)
    const indexes = await page.locator('script[data-index]').getAttribute('data-index')
    const texts = await page.locator('script[data-texts]').getAttribute('data-texts')
    const [index] = indexes!.split(' ')
    await page.route(`**/${index}`, (route) => route.abort())
    await page.keyboard.press('/')
    await field().fill('softmax')
    await page.getByRole('status').getByText('could not be loaded').waitFor()
    await page.unroute(`**/${index}`)
    const [text] = texts!.split(' ')
    await page.route(`**/${text}`, (route) => route.abort())
    await field().fill('softm')
    await options().first().waitFor()
    assert.equal(await page.locator('[role=option] mark').count(), 0)
    await page.unroute(`**/${text}`)
    assert.ok((await answers('softma')).length > 0)
  })

  it('has no button where scripts do not run', async () => {
    const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    await plain.goto(server.url)
    assert.equal(await plain.getByRole('button').count(), 0)
    await plain.context().close()
  })
})
