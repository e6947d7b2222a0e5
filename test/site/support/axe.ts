/** Accessibility by axe, in every look that a page has: two windows, and two colour schemes in each. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { RunOptions } from 'axe-core'
import type { JSHandle, Page } from 'playwright-core'

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const windows = {
  desktop: { width: 1280, height: 720 },
  phone: { width: 390, height: 844 },
}

/** All rules of axe's that compare colours. */
const colours: RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'] }
const allButColours: RunOptions = {
  rules: { 'color-contrast': { enabled: false }, 'link-in-text-block': { enabled: false } },
}

/**
 * What axe finds on the page, or in parts of it, as it stands; it needs a context that bypasses the
 * pages' policy.
 */
export async function violations(
  page: Page,
  options: RunOptions = {},
  parts?: JSHandle<Element[]>,
): Promise<string[]> {
  // evaluated, not added to the page: Chromium keeps the compiled script from page to page
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await source)
  const given = { options, parts }
  return page.evaluate(async ({ options, parts }) => {
    if (parts?.length === 0) return []
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    // preloaded stylesheets serve only rules that are not on
    const always = { resultTypes: ['violations' as const], preload: false }
    const { violations } = await axe.run(parts ?? document, { ...always, ...options })
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target}`))
  }, given)
}

/**
 * What axe finds in each of the four looks of a page, which stays open while its look changes.
 *
 * A window decides what is shown, what scrolls and what the keyboard reaches, so that the rules run
 * in both. A colour scheme changes colours alone (the style knows it by light-dark() only): in the
 * second one only what compares colours can come out otherwise. And that runs again in the second
 * window for what is shown, coloured or large there and was not in the first.
 */
export async function violationsInAllLooks(page: Page): Promise<string[]> {
  const faults = await page.evaluate(thinOut)
  for (const [window, size] of Object.entries(windows)) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await settled(page)
      const changed = await page.evaluateHandle(changedSinceLast, colorScheme)
      const found =
        window === 'desktop'
          ? await violations(page, colorScheme === 'light' ? {} : colours)
          : await violations(page, colours, changed)
      if (window === 'phone' && colorScheme === 'light')
        found.push(...(await violations(page, allButColours)))
      faults.push(...found.map((fault) => `${fault} (${colorScheme}, ${window})`))
    }
  }
  return faults
}

/**
 * Runs in the page: elements that are shown otherwise than when this was asked last in this scheme.
 * Contrast is judged by colours, and more leniently where letters are large (WCAG 2, 1.4.3).
 */
function changedSinceLast(colorScheme: string): Element[] {
  const memory = window as unknown as { looks?: Map<string, Map<Element, string>> }
  memory.looks ??= new Map()
  const before = memory.looks.get(colorScheme)
  const now = new Map<Element, string>()
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility()) continue
    const { color, backgroundColor, opacity, fontSize, fontWeight } = getComputedStyle(element)
    const isLarge = Number.parseFloat(fontSize) >= (Number(fontWeight) >= 700 ? 18.66 : 24)
    now.set(element, [color, backgroundColor, opacity, isLarge].join())
  }
  memory.looks.set(colorScheme, now)
  return [...now.keys()].filter((element) => before?.get(element) !== now.get(element))
}

/**
 * Runs in the page: takes out what axe would look at a thousand times to the same end; the rest keeps
 * its place and size. That is what is folded, which axe passes over; the inside of charts, which are
 * images to whoever cannot see them, and of whose fills axe knows nothing; and the elements, not the
 * text, of repeated tokens of code.
 * @returns charts in which something can be reached, which would need a check of its own
 */
function thinOut(): string[] {
  const faults: string[] = []
  for (const folded of document.querySelectorAll('details:not([open]) > :not(summary)'))
    folded.remove()
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
