import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import subsetFont from 'subset-font'
import type { Page } from './page.js'

const require = createRequire(import.meta.url)
const mathFont = '@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2'

/** Letters a browser takes from elsewhere than their code point: x in <mi> is the italic 𝑥. */
const italics = [range(0x1d434, 0x1d467), range(0x1d6e2, 0x1d71b), 'ℎ'].join('')
const always = range(0x20, 0x7e) + italics
/** What a browser draws for elements without text: the sign of <msqrt> and <mroot>. */
const drawn = '√'

/** The characters of these pages' formulas, each once, in order. */
export function formulaCharacters(pages: readonly Page[]): string {
  return [...new Set(always + drawn + pages.map(formulasOf).join(''))].sort().join('')
}

/** Kept with the page: most pages stay as they are from build to build. */
const kept = new WeakMap<Page, string>()

function formulasOf(page: Page): string {
  const characters = kept.get(page) ?? [...new Set(formulaText(page.body.markup))].join('')
  kept.set(page, characters)
  return characters
}

/**
 * Writes STIX Two Math with just these characters (and their stretched forms): some 40 kB in place
 * of 400.
 */
export async function writeMathFont(path: string, characters: string): Promise<void> {
  const font = await readFile(require.resolve(mathFont))
  await writeFile(path, await subsetFont(font, characters, { targetFormat: 'woff2' }))
}

function formulaText(page: string): string {
  const formulas = page.match(/<math[\s>][\s\S]*?<\/math>/g) ?? []
  return formulas.map((formula) => decode(formula.replace(/<[^>]*>/g, ''))).join('')
}

/** Numeric references; the named ones stand for ASCII, which is always there. */
function decode(text: string): string {
  return text.replace(/&#(x?)([\da-f]+);/gi, (_, hex, digits) =>
    String.fromCodePoint(Number.parseInt(digits, hex ? 16 : 10)),
  )
}

function range(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('')
}
