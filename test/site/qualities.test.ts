import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { pageTypes } from '../../docs/build/pageTypes.js'
import { launch } from '../support/chromium.js'
import { requires } from '../support/requirements.js'
import { countLayoutShifts, enlivenCharts, faultsOfPages, watch } from './support/browser.js'
import { type Server, serveSite } from './support/server.js'
import { buildTimeout, type Site, site } from './support/sites.js'

const lesson = 'en/03-activation-functions.html'

describe('each type of page', function () {
  this.timeout(buildTimeout)
  let course: Site
  let browser: Browser
  let server: Server

  before(async function () {
    await requires(this, 'chromium')
    course = await site('course')
    browser = await launch()
    server = await serveSite(course.out)
  })
  after(async () => {
    await browser?.close()
    await server?.close()
  })

  async function opened(options: BrowserContextOptions = {}): Promise<Page> {
    return (await browser.newContext(options)).newPage()
  }

  /** What is wrong with each type of page; four are open at once, since each waits now and then. */
  async function faultsOfTypes(
    options: BrowserContextOptions,
    faultsOf: (page: Page, address: string) => Promise<readonly string[]>,
    prepare?: (page: Page) => Promise<unknown>,
  ): Promise<string[]> {
    const pages = await Promise.all([1, 2, 3, 4].map(() => opened(options)))
    for (const page of pages) await prepare?.(page)
    const faults = await faultsOfPages(pages, pageTypes, faultsOf)
    for (const page of pages) await page.context().close()
    return faults
  }

  it('is there to be looked at', () => {
    assert.deepEqual(
      pageTypes.filter((address) => !course.pages.has(address)),
      [],
    )
  })

  it('asks only its own server, says nothing on the console, moves nothing for those who want no motion, and prints dark on white, without what only a screen needs', async () => {
    const options = { reducedMotion: 'reduce', colorScheme: 'dark' } as const
    const faults = await faultsOfTypes(options, async (page, address) => {
      const { requests, console } = watch(page)
      await page.goto(server.url + address, { waitUntil: 'networkidle' })
      const foreign = requests.filter((url) => !/^(data|blob):/.test(url) && !isOwn(url))
      const moving = await page.evaluate(movingElements)
      await page.emulateMedia({ media: 'print' })
      const printed = await page.evaluate(faultsOfPrint)
      await page.emulateMedia({ media: null })
      return [...foreign, ...console, ...moving, ...printed]
    })
    assert.deepEqual(faults, [])
  })

  const isOwn = (url: string) => url.startsWith(server.url)

  for (const width of [390, 1280])
    it(`moves nothing when fonts and script come late, in a window of ${width} pixels`, async () => {
      const viewport = { width, height: 800 }
      const faultsOf = async (page: Page, address: string) => {
        const shift = await shiftWhenLate(page, address)
        return shift < 0.02 ? [] : [`moves by ${shift}`]
      }
      const prepare = (page: Page) => page.addInitScript(countLayoutShifts)
      assert.deepEqual(await faultsOfTypes({ viewport }, faultsOf, prepare), [])
    })

  /**
   * Fonts and script are held back until the page has been painted without them; none is cached.
   */
  async function shiftWhenLate(page: Page, address: string): Promise<number> {
    const late = /\.(woff2|js)$/
    let paint = () => {}
    const painted = new Promise<void>((resolve) => {
      paint = resolve
    })
    await page.route(late, async (route) => {
      await painted
      await route.continue()
    })
    await page.goto(server.url + address, { waitUntil: 'commit' })
    await firstPaint(page)
    paint()
    await page.waitForLoadState('networkidle')
    await page.unroute(late)
    return page.evaluate<number>('window.layoutShift')
  }

  it('paints from two requests and 60 kB: the page and its style', async () => {
    assert.deepEqual(await faultsOfTypes({}, paintsLate), [])
  })

  /** Whether the first words need more than the style and the first part of the page. */
  async function paintsLate(page: Page, address: string): Promise<string[]> {
    const markup = course.pages.get(address)!
    const [, styleLink] = /<link rel="stylesheet" href="([^"]+)"/.exec(markup)!
    const style = gzipSync(await readFile(join(course.out, dirname(address), styleLink)))
    const html = gzipSync(markup)
    const meagre = createServer((request, response) => {
      const content = request.url!.endsWith('.css') ? style : html
      if (!/\.(css|html)$/.test(request.url!)) return // never answered
      const type = content === style ? 'text/css' : 'text/html; charset=utf-8'
      response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' })
      response.write(content === style ? style : html.subarray(0, 60_000 - style.length))
      if (content === style) response.end()
    })
    await new Promise<void>((resolve) => meagre.listen(0, '127.0.0.1', resolve))
    const { port } = meagre.address() as AddressInfo // a port, not a pipe
    try {
      await page.goto(`http://127.0.0.1:${port}/${address}`, { waitUntil: 'commit' })
      await firstPaint(page)
      return []
    } catch (error) {
      return [`${error}`]
    } finally {
      meagre.close()
      meagre.closeAllConnections()
    }
  }

  it('is reached by keyboard alone, with the focus to be seen', async () => {
    const page = await opened()
    const faults: string[] = []
    for (const address of [lesson, 'index.html', 'source/nn/Affine.html', 'reference/index.html']) {
      await page.goto(server.url + address)
      faults.push(...(await tabbed(page)).map((fault) => `${address}: ${fault}`))
    }
    await page.context().close()
    assert.deepEqual(faults, [])
  })

  it('loads vega once, and only when a chart is near', async () => {
    const page = await opened({ viewport: { width: 1280, height: 400 } })
    const record = watch(page)
    const vega = () => record.requests.filter((url) => /assets\/chart-/.test(url)).length
    await page.goto(`${server.url}docs/notation.html`, { waitUntil: 'networkidle' })
    assert.equal(vega(), 0)
    await page.goto(server.url + lesson, { waitUntil: 'networkidle' })
    assert.equal(vega(), 0)
    await enlivenCharts(page)
    assert.equal(vega(), 1)
    await page.context().close()
  })
})

/** Runs in the page. */
function movingElements(): string[] {
  return [...document.querySelectorAll('*')].flatMap((element) => {
    const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element)
    const durations = `${transitionDuration},${animationDuration}`.split(',')
    const isMoving = durations.some((one) => Number.parseFloat(one) > 0)
    return isMoving || scrollBehavior === 'smooth' ? [element.outerHTML.slice(0, 80)] : []
  })
}

/** Runs in the page, as it is printed. */
function faultsOfPrint(): string[] {
  document.documentElement.dataset.theme = 'dark' // as a reader may have chosen
  const { color, backgroundColor } = getComputedStyle(document.body)
  const inks = `${color} on ${backgroundColor}`
  const left = document.querySelectorAll('header.site, .contents, .copy, .neighbours')
  return [
    ...(inks === 'rgb(35, 38, 43) on rgb(253, 252, 250)' ? [] : [inks]),
    ...[...left].filter((one) => one.getClientRects().length > 0).map((one) => one.className),
  ]
}

/** Waits until the page has shown its first words. */
async function firstPaint(page: Page): Promise<void> {
  const isPainted = () => performance.getEntriesByName('first-contentful-paint').length > 0
  await page.waitForFunction(isPainted, undefined, { timeout: 15_000 })
}

/** Presses Tab through the page: what was not reached, and what showed no focus. */
async function tabbed(page: Page): Promise<string[]> {
  const counted = await page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
      'a[href], button, summary, input, [tabindex="0"]',
    )
    const shown = [...all].filter((one) => one.tabIndex >= 0 && one.checkVisibility())
    shown.forEach((one, i) => {
      one.dataset.stop = String(i)
    })
    return shown.length
  })
  const reached = new Set<string>()
  const faults: string[] = []
  // charts that come to life on the way add stops of their own
  for (let press = 0; press < 2 * counted && reached.size < counted; press++) {
    await page.keyboard.press('Tab')
    const { stop, isSeen, name } = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const isSeen = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0
      return { stop: element.dataset.stop, isSeen, name: element.outerHTML.slice(0, 80) }
    })
    if (stop === undefined) continue
    reached.add(stop)
    if (!isSeen) faults.push(`no focus to be seen on ${name}`)
  }
  const missed = await page.evaluate(
    (stops) => {
      const still = [...document.querySelectorAll<HTMLElement>('[data-stop]')].filter(
        // what fits its frame by now needs no stop, and what is gone has none
        (one) => one.tabIndex >= 0 && one.checkVisibility(),
      )
      const unreached = still.filter((one) => !stops.includes(one.dataset.stop ?? ''))
      return unreached.map((one) => one.outerHTML.slice(0, 80))
    },
    [...reached],
  )
  return [...faults, ...missed.map((name) => `not reached: ${name}`)]
}
