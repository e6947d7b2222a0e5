/** Accessibility by axe, in every look that a page has: two windows, and two colour schemes in each. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const windows = {
  desktop: { width: 1280, height: 720 },
  phone: { width: 390, height: 844 },
}

/** All rules of axe's that compare colours, and what they look at. */
const colourRules = [
  { id: 'color-contrast', selector: '*' },
  { id: 'link-in-text-block', selector: 'a[href]' },
]

/** What axe finds on the page as it stands; it needs a context that bypasses the pages' policy. */
export async function violations(page: Page, options: RunOptions = {}): Promise<string[]> {
  await injectAxe(page)
  return page.evaluate(async (options) => {
    const { axe } = window as unknown as AxeWindow
    // preloaded stylesheets serve only rules that are not on
    const always = { resultTypes: ['violations' as const], preload: false }
    const { violations } = await axe.run({ ...always, ...options })
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target}`))
  }, options)
}

type AxeWindow = { axe: typeof import('axe-core') }

async function injectAxe(page: Page): Promise<void> {
  // evaluated, not added to the page: Chromium keeps the compiled script from page to page
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await source)
}

/**
 * What axe finds in each of the four looks of a page, which stays open while its look changes.
 *
 * A window decides what is shown, what scrolls and what the keyboard reaches, so that the rules run
 * in both. A colour scheme changes colours alone (the style knows it by light-dark() only): in the
 * second one only what compares colours can come out otherwise. Colours are compared once for each
 * kind of text in a scheme.
 */
export async function violationsInAllLooks(page: Page): Promise<string[]> {
  const faults = await formulasWithColours(page)
  faults.push(...(await page.evaluate(thinOut)))
  await injectAxe(page)
  await page.evaluate((rules) => {
    const marked = rules.map(({ id, selector }) => ({ id, selector: `${selector}[data-new]` }))
    ;(window as unknown as AxeWindow).axe.configure({ rules: marked })
  }, colourRules)
  for (const [window, size] of Object.entries(windows)) {
    await page.setViewportSize(size)
    await settled(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const marks = await page.evaluate(markTextsOfNewKinds, colorScheme)
      if (colorScheme === 'dark' && marks === 0) continue
      const runOnly = colorScheme === 'dark' ? colourRules.map(({ id }) => id) : undefined
      const found = await violations(page, { runOnly })
      faults.push(...found.map((fault) => `${fault} (${colorScheme}, ${window})`))
    }
  }
  return faults
}

/**
 * Runs in the page: marks one element with text of each kind that was in no window yet in this scheme,
 * and counts them. Contrast is judged by the colours of an element and of those around it, and more
 * leniently where letters are large (WCAG 2, 1.4.3); that of a link also by the text it stands in.
 */
function markTextsOfNewKinds(colorScheme: string): number {
  const memory = window as unknown as { kinds?: Record<string, Map<string, number>> }
  memory.kinds ??= { light: new Map(), dark: new Map() }
  const numbers = memory.kinds[colorScheme]
  /** Kinds by number, that of an element made from its parent's. */
  const kindOf = new Map<Element | null, number>()
  let marks = 0
  for (const element of document.querySelectorAll('body, body *')) {
    const isShown = element.checkVisibility({ visibilityProperty: true })
    const text = [...element.childNodes]
      .map(({ nodeType, nodeValue }) => (nodeType === Node.TEXT_NODE ? nodeValue!.trim() : ''))
      .join('')
    // a single letter can be a picture, and is not judged
    const isJudged = isShown && (text.length > 1 || element.matches('input, select, textarea'))
    const style = getComputedStyle(element)
    const { color, backgroundColor, backgroundImage, opacity, textDecorationLine } = style
    const isLarge =
      Number.parseFloat(style.fontSize) >= (Number(style.fontWeight) >= 700 ? 18.66 : 24)
    const look = [color, backgroundColor, backgroundImage, opacity, textDecorationLine, isLarge]
    const kind = [
      kindOf.get(element.parentElement),
      isJudged,
      isShown && text !== '',
      ...look,
    ].join()
    const isNew = isJudged && !numbers.has(kind)
    element.toggleAttribute('data-new', isNew)
    marks += Number(isNew)
    if (!numbers.has(kind)) numbers.set(kind, numbers.size)
    kindOf.set(element, numbers.get(kind)!)
  }
  return marks
}

/** Parts of formulas that are set in another colour than the text around them, which axe cannot tell. */
async function formulasWithColours(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const parts = await page.evaluate(() =>
      [...document.querySelectorAll('math, math *')]
        .filter(
          (part) =>
            getComputedStyle(part).color !== getComputedStyle(part.parentElement!).color ||
            getComputedStyle(part).backgroundColor !== 'rgba(0, 0, 0, 0)',
        )
        .map((part) => part.outerHTML.slice(0, 80)),
    )
    faults.push(
      ...parts.map((part) => `a colour of its own in a formula (${colorScheme}): ${part}`),
    )
  }
  return faults
}

/**
 * Runs in the page: takes out what axe would look at a thousand times to the same end; the rest keeps
 * its place and size. That is what is folded, which axe passes over; the inside of charts and formulas,
 * which are images to whoever cannot see them, and of whose colours axe knows nothing or little; and of
 * repeated tokens of code the elements, not the text.
 * @returns charts and formulas in which something can be reached, which would need a check of its own
 */
function thinOut(): string[] {
  const faults: string[] = []
  for (const folded of document.querySelectorAll('details:not([open]) > :not(summary)'))
    folded.remove()
  const pictures = [...document.querySelectorAll('main svg.marks[role="img"], math')]
  const boxes = pictures.map((picture) => picture.getBoundingClientRect())
  for (const [i, picture] of pictures.entries()) {
    if (picture.querySelector('a, [href], [role], [tabindex]'))
      faults.push(`something to be reached inside of ${picture.outerHTML.slice(0, 80)}`)
    picture.replaceChildren()
    const box = document.createElement('span')
    box.style.cssText = `display: inline-block; width: ${boxes[i].width}px; height: ${boxes[i].height}px`
    if (picture.localName === 'math') picture.replaceWith(box)
  }
  const seen = new Set<string>()
  for (const block of document.querySelectorAll('pre')) {
    let styles = String(block.checkVisibility())
    for (let one: Element | null = block; one; one = one.parentElement)
      styles += `<${one.className}`
    for (const token of block.querySelectorAll('[class^="token-"]:not([style], :has(*))')) {
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
