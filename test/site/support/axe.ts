/**
 * Accessibility by axe, in every look that a page has: two windows, and two colour schemes in each.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const windows = {
  desktop: { width: 1280, height: 720 },
  phone: { width: 390, height: 844 },
}

/** All rules of axe's that compare colours. */
const colourRules = ['color-contrast', 'link-in-text-block']

const colorSchemes = ['light', 'dark'] as const

/** Two letters or digits: of less than that axe may say nothing. */
const word = /[\p{L}\p{N}].*[\p{L}\p{N}]/su

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
 * What axe finds in each of the four looks of a page, which stays open while its look
 * changes. The page is of no use afterwards: parts are taken out, and axe compares colours of
 * marked elements alone.
 *
 * A window decides what is shown, what scrolls and what the keyboard reaches, so that the rules run
 * in both. A colour scheme changes colours alone (the style knows it by light-dark() only): in the
 * second one only what compares colours can come out otherwise. Contrast, which takes axe longer
 * than all else, is judged once for each kind of text in a scheme.
 */
export async function violationsInAllLooks(page: Page): Promise<string[]> {
  await page.setViewportSize(windows.desktop)
  const faults = await formulasWithLooks(page)
  faults.push(...(await page.evaluate(thinOut, word)))
  await injectAxe(page)
  await page.evaluate(() => {
    const rules = [{ id: 'color-contrast', selector: '[data-new]' }]
    ;(window as unknown as AxeWindow).axe.configure({ rules })
  })
  for (const [window, size] of Object.entries(windows)) {
    await page.setViewportSize(size)
    await settled(page)
    for (const colorScheme of colorSchemes) {
      await page.emulateMedia({ colorScheme })
      await page.evaluate(markTextsOfNewKinds, { colorScheme, word })
      const runOnly = colorScheme === 'dark' ? colourRules : undefined
      const found = await violations(page, { runOnly })
      faults.push(...found.map((fault) => `${fault} (${colorScheme}, ${window})`))
    }
  }
  return faults
}

/**
 * Runs in the page: marks one element of each kind of text that this scheme has not shown in an
 * earlier window. Contrast is judged by the colours of an element and of those around it, and
 * more leniently where letters are large (WCAG 2, 1.4.3). Where axe may come to no verdict (a
 * single letter, signs, a control, what is hidden from view), an element stands for no other,
 * and is marked too.
 */
function markTextsOfNewKinds({ colorScheme, word }: { colorScheme: string; word: RegExp }): void {
  const memory = window as unknown as { kinds?: Record<string, Map<string, number>> }
  memory.kinds ??= { light: new Map(), dark: new Map() }
  const numbers = memory.kinds[colorScheme]
  /** Kinds by number, that of an element made from its parent's. */
  const kindOf = new Map<Element | null, number>()
  const unsure = '.sr-only, [inert], :disabled, [aria-disabled="true"]'
  for (const element of document.querySelectorAll('body, body *')) {
    const text = [...element.childNodes]
      .map(({ nodeType, nodeValue }) => (nodeType === Node.TEXT_NODE ? nodeValue : ''))
      .join('')
    const isJudged =
      element.checkVisibility({ visibilityProperty: true }) &&
      (text.trim() !== '' || element.matches('input, select, textarea'))
    const isSure = isJudged && word.test(text) && !element.closest(unsure)
    const style = getComputedStyle(element)
    const { color, backgroundColor, backgroundImage, opacity } = style
    const isLarge =
      Number.parseFloat(style.fontSize) >= (Number(style.fontWeight) >= 700 ? 18.66 : 24)
    const look = [color, backgroundColor, backgroundImage, opacity, isLarge]
    const kind = [kindOf.get(element.parentElement), isSure, ...look].join()
    element.toggleAttribute('data-new', isJudged && !(isSure && numbers.has(kind)))
    if (!numbers.has(kind)) numbers.set(kind, numbers.size)
    kindOf.set(element, numbers.get(kind)!)
  }
}

/**
 * Parts of formulas with a look of their own. Axe judges no single letters,
 * and sees boxes in place of formulas.
 */
async function formulasWithLooks(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const colorScheme of colorSchemes) {
    await page.emulateMedia({ colorScheme })
    const parts = await page.evaluate(() =>
      [...document.querySelectorAll('math, math *')]
        .filter((part) => {
          const { color, backgroundColor, opacity } = getComputedStyle(part)
          const isInherited = color === getComputedStyle(part.parentElement!).color
          return !isInherited || backgroundColor !== 'rgba(0, 0, 0, 0)' || opacity !== '1'
        })
        .map((part) => part.outerHTML.slice(0, 80)),
    )
    faults.push(...parts.map((part) => `a look of its own in a formula (${colorScheme}): ${part}`))
  }
  return faults
}

/**
 * Runs in the page: takes out what axe would look at a thousand times to the same end; the rest
 * keeps its place and size. That is what is folded, which axe passes over; the inside of charts,
 * which are images to whoever cannot see them, and of whose fills axe knows nothing; that of
 * formulas, for which a box with two letters at its end stands; and of repeated tokens of code the
 * elements, not the text.
 * @returns charts and formulas in which something can be reached,
 *   which would need a check of its own
 */
function thinOut(word: RegExp): string[] {
  const faults: string[] = []
  for (const folded of document.querySelectorAll('details:not([open]) > :not(summary)'))
    folded.remove()
  const charts = [...document.querySelectorAll('main svg.marks[role="img"]')]
  const formulas = [...document.querySelectorAll('math')]
  for (const picture of [...charts, ...formulas])
    if (
      picture.querySelector('a, [href], [role], [tabindex]') ||
      picture.matches('math:is([href], [role], [tabindex])')
    )
      faults.push(`something to be reached inside of ${picture.outerHTML.slice(0, 80)}`)
  for (const chart of charts) chart.replaceChildren()
  const sizes = formulas.map((formula) => {
    const { width, height } = formula.getBoundingClientRect()
    return `width: ${Math.max(width, formula.scrollWidth)}px; height: ${height}px`
  })
  for (const [i, formula] of formulas.entries()) {
    const box = document.createElement('span')
    box.textContent = 'xx'
    box.style.cssText = `display: inline-block; text-align: end; overflow: hidden; ${sizes[i]}`
    formula.replaceWith(box)
  }
  const seen = new Set<string>()
  for (const block of document.querySelectorAll('pre')) {
    let styles = String(block.checkVisibility())
    for (let one: Element | null = block; one; one = one.parentElement)
      styles += `<${one.className}`
    for (const token of block.querySelectorAll('[class^="token-"]:not([style], :has(*))')) {
      const kind = token.className + styles
      if (seen.has(kind)) token.replaceWith(...token.childNodes)
      else if (word.test(token.textContent!)) seen.add(kind)
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
