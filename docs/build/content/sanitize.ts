import rehypeRaw from 'rehype-raw'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { Html } from '../html.js'
import { inlinePictures } from './figures.js'
import { scopeHeadings, scrollTables } from './tables.js'

type Schema = typeof defaultSchema

/** Pictures come with the page: no request leaves the site. */
const src = ['data', 'attachment']

/** Elements that go with all they hold; others leave their text behind. */
const strip = ['script', 'style', 'title', 'textarea', 'iframe', 'noscript', 'template']

/** Markdown cells may hold HTML that GitHub allows, and the marks of formulas and code. */
export const markdownSchema: Schema = {
  ...defaultSchema,
  clobberPrefix: '',
  strip,
  protocols: { ...defaultSchema.protocols, src },
  attributes: {
    ...defaultSchema.attributes,
    code: [['className', /^language-./, 'math-inline', 'math-display']],
  },
}

const withoutInput = (defaultSchema.tagNames ?? []).filter((name) => name !== 'input')

/** An output is foreign: besides scripts and styles it loses its ids, which could shadow ours. */
const outputSchema: Schema = {
  ...defaultSchema,
  strip,
  protocols: { ...defaultSchema.protocols, src },
  tagNames: [...withoutInput, 'caption', 'figure', 'figcaption'],
  attributes: {
    ...defaultSchema.attributes,
    '*': (defaultSchema.attributes?.['*'] ?? []).filter((name) => name !== 'id'),
  },
}

const outputs = unified()
  .use(rehypeRaw)
  .use(rehypeSanitize, outputSchema)
  .use(inlinePictures({}))
  .use(scopeHeadings)
  .use(scrollTables)
  .use(rehypeStringify)
  .freeze()

/** The harmless part of an HTML output. */
export function sanitizeHtml(markup: string): Html {
  const tree = outputs.runSync({ type: 'root', children: [{ type: 'raw', value: markup }] })
  return new Html(outputs.stringify(tree))
}
