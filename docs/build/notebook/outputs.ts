import type { TopLevelSpec } from 'vega-lite'
import { ansiToHtml } from '../content/ansi.js'
import { typeset } from '../content/formulas.js'
import { renderMarkdown } from '../content/markdown.js'
import type { PageContext } from '../content/page.js'
import { sanitizeHtml } from '../content/sanitize.js'
import { type Html, html } from '../html.js'
import { chartWithTable } from './chartTable.js'
import { picture } from './picture.js'
import { isObject, joined, type MimeBundle, type Output } from './read.js'

export interface OutputContext {
  page: PageContext
  /** File and cell, for messages. */
  where: string
  /** The cell's anchor, and the output's place under it. */
  id: string
}

/** One recorded output as HTML. */
export async function renderOutput(output: Output, context: OutputContext): Promise<Html> {
  switch (output.type) {
    case 'stream':
      return html`<pre class="output ${output.name}" tabindex="0">${ansiToHtml(output.text)}</pre>`
    case 'error': {
      const text = output.traceback || `${output.name}: ${output.value}`
      return html`<pre class="output error" tabindex="0">${ansiToHtml(text)}</pre>`
    }
    case 'data':
      return richest(output.data, context)
  }
}

type View = (bundle: MimeBundle, type: string, context: OutputContext) => Promise<Html> | Html

/** MIME types that are shown, richest first. */
const views: readonly (readonly [type: RegExp, view: View])[] = [
  [/^application\/vnd\.vegalite\.v[56]\+json$/, chart],
  [
    /^text\/html$/,
    (data, type) => html`<div class="output html">${sanitizeHtml(text(data[type]))}</div>`,
  ],
  [/^image\/(svg\+xml|png|jpeg)$/, image],
  [/^text\/markdown$/, markdown],
  [/^text\/latex$/, latex],
  [/^application\/json$/, (data, type) => plain(JSON.stringify(data[type], null, 2))],
  [/^text\/plain$/, (data, type) => plain(text(data[type]))],
]

function richest(bundle: MimeBundle, context: OutputContext): Promise<Html> | Html {
  const types = Object.keys(bundle)
  for (const [pattern, view] of views) {
    const type = types.find((name) => pattern.test(name))
    if (type !== undefined) return view(bundle, type, context)
  }
  return plain(`[an output of type ${types.join(', ')}]`)
}

/** A chart that cannot be drawn gives way to the picture or the text recorded beside it. */
async function chart(bundle: MimeBundle, type: string, context: OutputContext): Promise<Html> {
  const { [type]: recorded, ...others } = bundle
  try {
    const given: unknown = isObject(recorded) ? recorded : JSON.parse(text(recorded))
    // What vega-lite cannot read, it refuses itself.
    return await chartWithTable(given as TopLevelSpec, context.page)
  } catch (error) {
    context.page.warn(`${context.where}: chart not drawn: ${(error as Error).message}`)
    return richest(others, context)
  }
}

function image(bundle: MimeBundle, type: string, { page }: OutputContext): Html {
  const data = text(bundle[type])
  const base64 = type === 'image/svg+xml' ? Buffer.from(data).toString('base64') : data
  const alt = text(bundle['text/plain'])
  return picture({ type, base64: base64.replace(/\s/g, ''), alt }, page)
}

async function markdown(bundle: MimeBundle, type: string, context: OutputContext): Promise<Html> {
  const piece = { source: text(bundle[type]), where: context.where, id: context.id }
  return html`<div class="output prose">${await renderMarkdown(piece, context.page)}</div>`
}

/** Jupyter's convention: TeX between dollars; one dollar is inline, and so is shown as a line. */
function latex(bundle: MimeBundle, type: string, context: OutputContext): Html {
  const tex = text(bundle[type])
    .trim()
    .replace(/^(\$\$?|\\\[|\\\()|(\$\$?|\\\]|\\\))$/g, '')
  return html`<div class="output latex">${typeset(tex, true, context.where)}</div>`
}

function plain(content: string): Html {
  return html`<pre class="output plain" tabindex="0">${ansiToHtml(content)}</pre>`
}

function text(data: unknown): string {
  return joined(data) ?? ''
}
