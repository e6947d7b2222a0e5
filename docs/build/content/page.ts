import { createHash } from 'node:crypto'
import GithubSlugger from 'github-slugger'
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
  readonly slugger = new GithubSlugger()
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
  ) {
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

/** Address of one file of the site as another sees it: the site works at any place. */
export function relative(from: string, to: string): string {
  return '../'.repeat(from.split('/').length - 1) + to
}
