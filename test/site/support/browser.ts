import assert from 'node:assert/strict'
import { basename } from 'node:path'
import type { Page } from 'playwright-core'

/** What a page said and asked for while it was open. */
export interface Record {
  console: string[]
  requests: string[]
}

/** Notes console messages, errors, violations of the policy, and every request. */
export function watch(page: Page): Record {
  const record: Record = { console: [], requests: [] }
  page.on('console', (message) => record.console.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => record.console.push(`error: ${error.message}`))
  page.on('request', (request) => record.requests.push(request.url()))
  return record
}

/**
 * What is wrong with pages, each named. Workers (pages or browsers) all draw from one list, until
 * it is empty: a page often waits.
 */
export async function faultsOfPages<Worker>(
  workers: readonly Worker[],
  addresses: Iterable<string>,
  faultsOf: (worker: Worker, address: string) => Promise<readonly string[]>,
): Promise<string[]> {
  const faults: string[] = []
  const left = [...addresses]
  const work = async (worker: Worker) => {
    for (let address = left.shift(); address; address = left.shift())
      for (const fault of await faultsOf(worker, address)) faults.push(`${address}: ${fault}`)
  }
  await Promise.all(workers.map(work))
  assert.deepEqual(left, [], 'pages that nobody looked at')
  return faults
}

/**
 * Scrolls to every chart in turn and waits until it lives or has failed.
 * @param seen names of charts that have lived on another page, which need not again
 */
export async function enlivenCharts(page: Page, seen = new Set<string>()): Promise<void> {
  for (const chart of await page.locator('figure[data-chart]').all()) {
    const name = basename((await chart.getAttribute('data-chart')) ?? '')
    if (seen.has(name)) continue
    seen.add(name)
    await chart.scrollIntoViewIfNeeded()
    await page.waitForFunction(
      (figure) => (figure as HTMLElement).dataset.live,
      await chart.elementHandle(),
    )
  }
}

/** Runs in the page: sums the shifts of layout that no input explains. */
export function countLayoutShifts(): void {
  const counter = window as unknown as { layoutShift: number }
  counter.layoutShift = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
      counter.layoutShift += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
}

/** Sliders and menus of charts that lie on what follows. */
export function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('figure.chart')].flatMap((figure) => {
      const controls = figure.querySelector('.vega-bindings')?.getBoundingClientRect()
      const room = Number.parseFloat(getComputedStyle(figure).marginBottom)
      const end = figure.getBoundingClientRect().bottom + room
      return controls && controls.bottom > end + 1 ? [`controls of ${figure.dataset.chart}`] : []
    }),
  )
}

/** Of these widths of the window, and the one it has, those in which the page scrolls sideways. */
export async function wide(page: Page, widths = [320, 820]): Promise<string[]> {
  const { width: own, height } = page.viewportSize()!
  const faults: string[] = []
  for (const width of [own, ...widths]) {
    if (width !== own) await page.setViewportSize({ width, height })
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    if (scrolls) faults.push(`wider than a window of ${width} pixels`)
  }
  return faults
}

/** Charts of which less than half the size is left: their words of 13 px are too small to read. */
export function shrunken(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('figure.chart')].flatMap((figure) => {
      const { width } = figure.getBoundingClientRect()
      const drawnFor = Number.parseFloat(figure.style.getPropertyValue('--width'))
      // in a folded part it has no width
      return width > 0 && width < drawnFor / 2
        ? [`chart ${figure.dataset.chart} is ${width} px`]
        : []
    }),
  )
}
