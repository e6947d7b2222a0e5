import type { Language } from '../words/index.js'
import type { Heading } from './content/headings.js'
import type { PageContext } from './content/page.js'
import { renderSummary } from './content/summary.js'
import { SiteError } from './errors.js'
import type { Html } from './html.js'

/** A page without what surrounds it. */
export interface Page {
  kind: 'home' | 'notebook' | 'document' | 'source' | 'reference' | 'notFound'
  /** From the root of the site, as in `en/00-start-here.html`. */
  address: string
  lang: Language
  title: string
  /** Its first sentence, for lists; the same as plain text, for search engines. */
  summary?: Html
  description: string
  headings: readonly Heading[]
  /** Of every heading, in their order. */
  anchors?: readonly string[]
  body: Html
  /** File name of the notebook to download. */
  download?: string
}

/** Whether lists, search and search engines show it. */
export const isListed = ({ kind }: Page) => kind !== 'notFound'

interface Made {
  kind: Page['kind']
  where: string
  body: Html
  context: PageContext
  download?: string
}

/** @throws SiteError when nothing on the page says what it is called. */
export function makePage({ kind, where, body, context, download }: Made): Page {
  const { address, lang, headings, summary } = context
  const title = headings.find(({ level }) => level === 1)?.text
  if (title === undefined)
    throw new SiteError({
      where,
      expected: 'a title',
      given: 'no heading of the first level',
      mend: 'begin with a line such as "# Activation functions"',
    })
  return {
    kind,
    address,
    lang,
    title,
    summary: summary && renderSummary(summary, { where, lang }),
    description: summary?.text ?? title,
    anchors: headings.map(({ id }) => id),
    headings: headings.filter(({ level }) => level === 2 || level === 3),
    body,
    download,
  }
}
