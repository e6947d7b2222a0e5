/** Whether texts use the terms of docs/data/terms.json. */
import { proseOf } from '../../docs/build/prose.js'
import { chineseOf, type Term, termsIn } from '../../docs/build/terms.js'
import type { CellPair } from './chinese.js'

/** A word that is talked about is no use of it. */
const quotation = /“[^”]*”|《[^》]*》/g

/**
 * Terms of the English that the Chinese does not have, a line for each; headings have their own.
 */
export function missingTerms(
  { name, english, chinese }: CellPair,
  terms: readonly Term[],
): string[] {
  const used = termsIn(english.replaceAll(/^#.*$/gm, ''), terms).filter(({ everyday }) => !everyday)
  return used
    .filter((term) => !chineseOf(term).some((word) => chinese.includes(word)))
    .map((term) => `${name}: "${term.english}" is ${chineseOf(term).join(' or ')}`)
}

/** Wrong variants of terms in a Chinese text, and words of the notes that we only quote. */
export function wrongTerms(name: string, chinese: string, terms: readonly Term[]): string[] {
  const text = proseOf(chinese).replaceAll(quotation, ' ')
  return terms.flatMap((term) => {
    const variants = [...(term.never ?? []), ...(term.notes ?? [])]
    const found = variants.flatMap((variant) => new RegExp(variant, 'g').exec(text)?.[0] ?? [])
    return found.map((word) => `${name}: ${word}, where ${term.chinese} is the term`)
  })
}

/** In an English text: "learning rate (学习率)" with other Chinese than the term's. */
export function wrongBrackets(name: string, english: string, terms: readonly Term[]): string[] {
  const named = proseOf(english).matchAll(/([\w -]+?)\W{0,3} \(([\p{Script=Han}]+)\)/gu)
  return [...named].flatMap(([, words, chinese]) => {
    const term = termsIn(words, terms).find(({ english: form }) =>
      new RegExp(`\\b${form.replaceAll(/[ -]/g, '[ -]')}(e?s)?$`, 'i').test(words),
    )
    if (!term) return []
    const right = [...chineseOf(term), ...(term.notes ?? [])]
    const isRight = right.some((word) => chinese.includes(word) || word.includes(chinese))
    return isRight ? [] : [`${name}: "${words.trim()} (${chinese})" is ${right.join(' or ')}`]
  })
}
