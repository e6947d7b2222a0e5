/** Accessibility by axe, in every look that a page has: two windows, and two colour schemes in each. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const windows = {
  desktop: { width: 1280, height: 720 },
  phone: { width: 390, height: 844 },
}

/** All rules of axe's that compare colours. */
const colourRules = ['color-contrast', 'link-in-text-block']

/** What axe finds on the page as it stands; it needs a context that bypasses the pages' policy. */
export async function violations(page: Page, runOnly?: string[]): Promise<string[]> {
  // evaluated, not added to the page: Chromium keeps the compiled script from page to page
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await source)
  return page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    // preloaded stylesheets serve only rules that are not on
    const { violations } = await axe.run({ runOnly, resultTypes: ['violations'], preload: false })
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target}`))
  }, runOnly)
}

/**
 * What axe finds in each of the four looks of a page, which stays open while its look changes.
 *
 * A window decides what is shown, what scrolls and what the keyboard reaches, so that every rule
 * runs in both. A colour scheme changes colours alone (the style knows it by light-dark() only):
 * in the second one only what compares colours can come out otherwise.
 */
export async function violationsInAllLooks(page: Page): Promise<string[]> {
  const faults = await page.evaluate(thinOut)
  for (const [window, size] of Object.entries(windows)) {
    await page.setViewportSize(size)
    for (const [colorScheme, rules] of [['light'], ['dark', colourRules]] as const) {
      await page.emulateMedia({ colorScheme })
      await settled(page)
      const found = await violations(page, rules)
      faults.push(...found.map((fault) => `${fault} (${colorScheme}, ${window})`))
    }
  }
  return faults
}

/**
 * Runs in the page: takes out what axe would look at a thousand times to the same end; the rest keeps
 * its place and size. That is the inside of charts, which are images to whoever cannot see them, and
 * of whose fills axe knows nothing; and the elements, not the text, of repeated tokens of code.
 * @returns charts in which something can be reached, which would need a check of its own
 */
function thinOut(): string[] {
  const faults: string[] = []
  for (const chart of document.querySelectorAll('main svg.marks[role="img"]')) {
    if (chart.querySelector('a, [role], [tabindex]'))
      faults.push(`something to be reached inside of ${chart.outerHTML.slice(0, 80)}`)
    chart.replaceChildren()
  }
  const seen = new Set<string>()
  for (const block of document.querySelectorAll('pre')) {
    let styles = String(block.checkVisibility())
    for (let one: Element | null = block; one; one = one.parentElement)
      styles += `<${one.className}`
    for (const token of block.querySelectorAll('[class^="token-"]:not(:has(*))')) {
      const kind = token.className + styles
      if (seen.has(kind)) token.replaceWith(...token.childNodes)
      seen.add(kind)
    }
  }
  return faults
}

/** Observers of sizes answer with the next picture. */
function settled(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  )
}
