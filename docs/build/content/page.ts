import { createHash } from 'node:crypto'
import GithubSlugger from 'github-slugger'
import { type Language, languageOf } from '../../words/index.js'
import type { Heading } from './headings.js'
import type { Resolve } from './links.js'
import type { Summary } from './summary.js'

/** Files and messages that come up while pages are made. */
export class SiteOutput {
  /** Address from the root of the site → content. */
  readonly files = new Map<string, string | Uint8Array>()
  readonly warnings: string[] = []

  /** Adds a file named by its content, and gives its address. */
  add(content: string | Uint8Array, extension: string): string {
    const name = createHash('sha256').update(content).digest('hex').slice(0, 12)
    const address = `assets/${name}.${extension}`
    this.files.set(address, content)
    return address
  }
}

/** What the pieces of one page share. */
export class PageContext {
  readonly headings: Heading[] = []
  readonly lang: Language
  readonly slugger: Pick<GithubSlugger, 'slug'>
  readonly resolve: Resolve
  /** The page's first sentence, once it was met. */
  summary?: Summary

  constructor(
    /** Address of the page from the root of the site, as in `en/00-start-here.html`. */
    readonly address: string,
    /** Links as a file of the repository writes them → links on this page. */
    private readonly linksFrom: (path: string) => Resolve,
    /** The file that is rendered. */
    path: string,
    private readonly output: SiteOutput,
    /** Anchors of the headings, where another edition of the page has given them. */
    anchors?: readonly string[],
  ) {
    this.lang = languageOf(address)
    this.slugger = anchors ? givenAnchors(anchors) : new GithubSlugger()
    this.resolve = linksFrom(path)
  }

  /** For what another file brings to the same page. */
  from(path: string): PageContext {
    return new PageContext(this.address, this.linksFrom, path, this.output)
  }

  /** Puts a file beside the pages and gives its address as this page sees it. */
  emit(content: string | Uint8Array, extension: string): string {
    return relative(this.address, this.output.add(content, extension))
  }

  /** Puts a file at an address from the root of the site. */
  put(address: string, content: string | Uint8Array): void {
    this.output.files.set(address, content)
  }

  warn(message: string): void {
    this.output.warnings.push(message)
  }
}

/** Both editions of a page have the same anchors, so that a reader keeps the place. */
function givenAnchors(anchors: readonly string[]): Pick<GithubSlugger, 'slug'> {
  const left = [...anchors]
  const rest = new GithubSlugger()
  return { slug: (text) => left.shift() ?? rest.slug(text) }
}

/** Address of one file of the site as another sees it: the site works at any place. */
export function relative(from: string, to: string): string {
  return '../'.repeat(from.split('/').length - 1) + to
}
