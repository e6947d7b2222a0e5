import MiniSearch, { type SearchResult } from 'minisearch'
import { type Entry, searchOptions } from '../../searchTerms.js'
import { languageOf } from '../../words/index.js'
import type { Addresses } from '../addresses.js'
import { loadScript } from '../scripts.js'
import { language } from '../words.js'
import type {} from './handover.js'

export type Found = Pick<Entry, 'id' | 'address' | 'page' | 'heading'>

const most = 30

/** Answers questions from the index, which it fetches at the first of them. */
export class Finder {
  private index?: Promise<MiniSearch<Entry>>
  private texts?: Promise<readonly string[]>

  constructor(private readonly addresses: Addresses) {}

  /**
   * Best first: what has every word, or, if nothing has, what has some of them.
   * @throws Error when the index cannot be loaded.
   */
  async find(question: string): Promise<Found[]> {
    const index = await this.loadIndex()
    const asked = question.replaceAll('math.', '') // the reference names functions without it
    const boostDocument = boostFor(asked)
    const all = index.search(asked, { boostDocument })
    const some = () => index.search(asked, { boostDocument, combineWith: 'OR' })
    const found = all.length > 0 ? all : some()
    return found.slice(0, most).map(toFound)
  }

  loadIndex(): Promise<MiniSearch<Entry>> {
    this.index ??= loadScript(this.addresses.index).then(() =>
      MiniSearch.loadJSON<Entry>(globalThis.searchIndex!, searchOptions),
    )
    this.index.catch(() => {
      this.index = undefined
    })
    return this.index
  }

  async textOf({ id }: Found): Promise<string> {
    this.texts ??= loadScript(this.addresses.texts).then(() => JSON.parse(globalThis.searchTexts!))
    return (await this.texts)[id] ?? ''
  }
}

type Boost = (id: number, term: string, stored?: Record<string, unknown>) => number

/** What is called as asked comes before all else, pages in the reader's language before others. */
function boostFor(question: string): Boost {
  const asked = question.trim().toLowerCase()
  return (_id, _term, stored) => {
    const { address, page, heading } = stored as unknown as Found // searchOptions store them
    const names = (heading || page).toLowerCase().split(' · ')
    const isNamed = names.some((name) => name === asked || name.endsWith(`.${asked}`))
    return (isNamed ? 4 : 1) * (languageOf(address) === language ? 2 : 1)
  }
}

/** The index stores these fields (searchOptions). */
function toFound({ id, address, page, heading }: SearchResult): Found {
  return { id, address, page, heading }
}
