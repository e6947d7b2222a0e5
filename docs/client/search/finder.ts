import type { SearchOptions, SearchResult } from 'minisearch'
import type { Entry } from '../../searchTerms.js'
import { languageOf, languages } from '../../words/index.js'
import type { Addresses } from '../addresses.js'
import { language } from '../words.js'
import { Shard } from './shard.js'

export interface Found extends Pick<Entry, 'address' | 'page' | 'heading'> {
  /** What stands there, fetched when it is first asked. */
  text(): Promise<string>
}

const most = 30

/** Answers questions from the index of each language, which it fetches when it is needed. */
export class Finder {
  private readonly shards: readonly Shard[]

  constructor({ index, texts }: Addresses) {
    const all = { index: index.split(' '), texts: texts.split(' ') }
    this.shards = languages.map(
      (one, i) => new Shard(one, { index: all.index[i], texts: all.texts[i] }),
    )
  }

  /**
   * Best first: what has every word, or, if nothing has, what has some of them.
   * @throws Error when an index cannot be loaded.
   */
  async find(question: string): Promise<Found[]> {
    const asked = question.replaceAll('math.', '') // the reference names functions without it
    const boostDocument = boostFor(asked)
    const all = await this.search(asked, { boostDocument })
    const some = () => this.search(asked, { boostDocument, combineWith: 'OR' })
    return (all.length > 0 ? all : await some()).slice(0, most)
  }

  /** Fetches what a question will need, unless it is asked in another language. */
  async load(): Promise<void> {
    await Promise.all(this.shardsFor('').map((shard) => shard.load()))
  }

  private async search(asked: string, options: SearchOptions): Promise<Found[]> {
    const found = this.shardsFor(asked).map(async (shard) => {
      const results = await shard.search(asked, options)
      return results.map((result) => ({ result, shard }))
    })
    const all = (await Promise.all(found)).flat().sort((a, b) => b.result.score - a.result.score)
    return all.map(({ result, shard }) => toFound(result, shard))
  }

  /**
   * English pages have all that the Chinese ones have, and more, but for what is asked in Chinese.
   */
  private shardsFor(asked: string): readonly Shard[] {
    const isEnglish = language === 'en' && !/\p{Script=Han}/u.test(asked)
    return isEnglish ? this.shards.slice(0, 1) : this.shards
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
function toFound({ id, address, page, heading }: SearchResult, shard: Shard): Found {
  return { address, page, heading, text: () => shard.textOf(id) }
}
