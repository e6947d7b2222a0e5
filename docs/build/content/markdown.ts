import rehypeRaw from 'rehype-raw'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { Html } from '../html.js'
import { highlightCode, type LinkOf } from './code.js'
import { type Attachments, inlinePictures } from './figures.js'
import { displayedFormulas, formulasOnOneLine, typesetFormulas } from './formulas.js'
import { anchorHeadings } from './headings.js'
import { markChinese } from './language.js'
import { resolveLinks } from './links.js'
import type { PageContext } from './page.js'
import { markdownSchema } from './sanitize.js'
import { noteSummary } from './summary.js'
import {
  alignByClass,
  anchorFunctions,
  keepWords,
  lineEachForm,
  scopeHeadings,
  scrollTables,
} from './tables.js'

export interface Piece {
  source: string
  /** File and cell, for messages. */
  where: string
  /** Keeps the footnotes of two cells apart. */
  id: string
  attachments?: Attachments
  /** Where names in TypeScript lead. */
  linkOf?: LinkOf
}

/** Markdown → HTML: sanitised first; what is added afterwards is our own. */
export async function renderMarkdown(piece: Piece, page: PageContext): Promise<Html> {
  const { where, id, attachments = {}, linkOf } = piece
  const source = formulasOnOneLine(piece.source)
  const file = await unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkMath)
    .use(displayedFormulas(source))
    .use(remarkRehype, { allowDangerousHtml: true, clobberPrefix: `${id}-` })
    .use(rehypeRaw)
    .use(rehypeSanitize, markdownSchema)
    .use(anchorHeadings(page.slugger, page.headings))
    .use(resolveLinks(page.resolve))
    .use(inlinePictures(attachments))
    .use(noteSummary(page))
    .use(typesetFormulas(where))
    .use(highlightCode(linkOf))
    .use(page.lang === 'en' ? [markChinese] : [])
    .use(alignByClass)
    .use(scopeHeadings)
    .use(anchorFunctions)
    .use(keepWords)
    .use(lineEachForm)
    .use(scrollTables)
    .use(rehypeStringify, { allowDangerousHtml: true })
    .process(source)
  return new Html(String(file))
}
