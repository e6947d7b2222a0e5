import { createHash } from 'node:crypto'
import { PageContext, SiteOutput } from './content/page.js'
import type { Page } from './page.js'
import { linkResolver, type Source } from './sources.js'

interface Kept {
  key: string
  page: Page
  /** What came up while the page was made. */
  output: SiteOutput
}

/** Where a page stands, and the file that it is made from. */
interface PageSource extends Pick<Source, 'address' | 'path'> {
  /** Anchors of its headings, where another edition of it has given them. */
  anchors?: readonly string[]
}

/**
 * Makes pages, and keeps each until what it is made from changes: `npm run docs -- --watch` makes
 * one page again, not a hundred.
 */
export class Press {
  private readonly kept = new Map<string, Kept>()
  private output = new SiteOutput()
  private all: readonly Source[] = []
  private links = ''

  /** Begins a build; links may lead to `all` pages. */
  begin(all: readonly Source[]): SiteOutput {
    this.all = all
    this.links = fingerprint(...all.map(({ path, address }) => `${path} ${address}`))
    this.output = new SiteOutput()
    return this.output
  }

  /** The page of a source; `inputs` are all that it is made from, besides the links. */
  async page(
    source: PageSource,
    inputs: readonly (string | Uint8Array)[],
    make: (context: PageContext) => Promise<Page>,
  ): Promise<Page> {
    const anchors = JSON.stringify(source.anchors ?? [])
    const key = fingerprint(this.links, source.path, anchors, ...inputs)
    const before = this.kept.get(source.address)
    const kept = before?.key === key ? before : await this.fresh(key, source, make)
    this.kept.set(source.address, kept)
    for (const [address, content] of kept.output.files) this.output.files.set(address, content)
    this.output.warnings.push(...kept.output.warnings)
    return kept.page
  }

  private async fresh(
    key: string,
    source: PageSource,
    make: (context: PageContext) => Promise<Page>,
  ): Promise<Kept> {
    const output = new SiteOutput()
    const linksFrom = linkResolver(source.address, this.all)
    const { address, path, anchors } = source
    const context = new PageContext(address, linksFrom, path, output, anchors)
    return { key, page: await make(context), output }
  }
}

export function fingerprint(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}
