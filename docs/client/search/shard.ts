import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch'
import { type Entry, searchOptions } from '../../searchTerms.js'
import type { Language } from '../../words/index.js'
import { loadScript } from '../scripts.js'
import type {} from './handover.js'

/** The index of the pages in one language, fetched when it is first asked. */
export class Shard {
  private index?: Promise<MiniSearch<Entry>>
  private texts?: Promise<readonly string[]>

  constructor(
    private readonly language: Language,
    private readonly addresses: { readonly index: string; readonly texts: string },
  ) {}

  /** @throws Error when the index cannot be loaded. */
  async search(question: string, options: SearchOptions): Promise<SearchResult[]> {
    return (await this.load()).search(question, options)
  }

  load(): Promise<MiniSearch<Entry>> {
    this.index ??= loadScript(this.addresses.index).then(() =>
      MiniSearch.loadJSON<Entry>(globalThis.searchIndex![this.language]!, searchOptions),
    )
    this.index.catch(() => {
      this.index = undefined
    })
    return this.index
  }

  async textOf(id: number): Promise<string> {
    this.texts ??= loadScript(this.addresses.texts).then(() =>
      JSON.parse(globalThis.searchTexts![this.language]!),
    )
    this.texts.catch(() => {
      this.texts = undefined
    })
    return (await this.texts)[id] ?? ''
  }
}
