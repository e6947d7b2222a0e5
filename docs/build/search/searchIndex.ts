import MiniSearch from 'minisearch'
import { type Entry, searchOptions } from '../../searchTerms.js'
import type { Language } from '../../words/index.js'
import { isListed, type Page } from '../page.js'
import { sectionsOf } from './sections.js'

export interface SearchFiles {
  index: string
  /** What stands around a match: needed after the index, and as large. */
  texts: string
}

/**
 * Scripts that hand over the index of the pages in a language, and the text of each entry by its
 * number: from the file system a page may load scripts, and no data.
 */
export function searchFiles(pages: readonly Page[], language: Language): SearchFiles {
  const own = pages.filter((page) => isListed(page) && page.lang === language)
  const entries = own.flatMap(entriesOf)
  const index = new MiniSearch<Entry>(searchOptions)
  index.addAll(entries.map((entry, id) => ({ ...entry, id })))
  const texts = entries.map(({ text }) => text)
  return {
    index: script('searchIndex', language, index),
    texts: script('searchTexts', language, texts),
  }
}

/** As JSON in a string, which browsers read faster than an object. */
function script(name: string, language: Language, value: unknown): string {
  const text = JSON.stringify(JSON.stringify(value))
  return `(globalThis.${name}??={}).${language}=${text}\n`
}

function entriesOf(page: Page): Omit<Entry, 'id'>[] {
  return sectionsOf(page).map(({ anchor, heading, isHeaded, text }) => ({
    address: anchor === '' ? page.address : `${page.address}#${anchor}`,
    page: page.title,
    heading,
    isHeaded,
    text: text.replace(/\s+/g, ' ').trim() || (anchor === '' ? page.description : ''),
  }))
}
