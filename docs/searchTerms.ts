/**
 * How texts and questions are cut into terms, and what a match is worth: the same on both sides.
 */
import type { Options } from 'minisearch'

/** A part of a page that a result leads to. */
export interface Entry {
  id: number
  /** From the root of the site, with the anchor. */
  address: string
  /** The page's title. */
  page: string
  /** The last heading before it; '' where that is the page's title. */
  heading: string
  /** Whether it begins with that heading. */
  isHeaded: boolean
  text: string
}

const word = /[\p{Script=Han}]+|[\p{L}\p{M}_$][\p{L}\p{M}\p{N}_$]*|\p{N}+/gu
const han = /^\p{Script=Han}/u

/**
 * Words in lower case; a name such as dotMultiply is found by its parts too; Chinese, which has no
 * spaces, by every two characters that stand beside each other. Long numbers are nothing to search.
 */
export function terms(text: string): string[] {
  const words = text.normalize('NFKC').match(word) ?? []
  return words.flatMap((one) => {
    if (han.test(one)) return pairs(one)
    if (/^\p{N}{5,}$/u.test(one)) return []
    const parts = one.split(/(?<=\p{Ll})(?=\p{Lu})/u).filter((part) => part.length > 2)
    const all = parts.length > 1 ? [one, ...parts] : [one]
    return all.map((term) => term.toLowerCase())
  })
}

/** 激活函数 → 激活, 活函, 函数. */
function pairs(text: string): string[] {
  const characters = [...text]
  if (characters.length === 1) return characters
  return characters.slice(1).map((character, i) => characters[i] + character)
}

/** What was asked, as terms; a name is not cut, for all terms must be found. */
function asked(text: string): string[] {
  const words = text.normalize('NFKC').match(word) ?? []
  return words.flatMap((one) => (han.test(one) ? pairs(one) : [one.toLowerCase()]))
}

/** Words may be unfinished or, when long, mistyped by a letter; Chinese is taken as it is. */
const isLatin = (term: string) => !han.test(term)

export const searchOptions: Options<Entry> = {
  fields: ['title', 'headline', 'text', 'context'],
  extractField: (entry, field) => {
    const { id, address, page, heading, isHeaded, text } = entry
    const fields = { id, address, page, heading, text, context: `${page} ${heading}` }
    if (field === 'title') return isHeaded && heading === '' ? page : ''
    if (field === 'headline') return isHeaded ? heading : ''
    return fields[field as keyof typeof fields] // one of those named above
  },
  storeFields: ['address', 'page', 'heading'],
  // The index has the terms as they are.
  processTerm: (term) => term,
  tokenize: terms,
  searchOptions: {
    tokenize: asked,
    combineWith: 'AND',
    boost: { title: 12, headline: 6, text: 1, context: 0.5 },
    prefix: (term) => isLatin(term) || term.length === 1,
    fuzzy: (term) => (isLatin(term) && term.length > 4 ? 0.25 : false),
    weights: { prefix: 0.3, fuzzy: 0.1 },
  },
}
