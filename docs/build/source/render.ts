import { highlightLines } from '../content/code.js'
import { withChineseMarked } from '../content/language.js'
import { renderMarkdown } from '../content/markdown.js'
import type { PageContext } from '../content/page.js'
import { type Html, html } from '../html.js'
import type { LiterateSource, Piece } from './readSource.js'

/** A page that tells more of a file: title and address as the file's page sees it. */
export interface Link {
  readonly title: string
  readonly href: string
}

/** Where to go on from a file. */
interface More {
  /** Notebooks that teach by it. */
  readonly lessons: readonly Link[]
  /** What the reference tells of it. */
  readonly entries: readonly Link[]
}

/** A file of the library as prose beside code; imported names lead to the files that have them. */
export async function renderSource(
  source: LiterateSource,
  context: PageContext,
  { lessons, entries }: More,
): Promise<Html> {
  const linkOf = (name: string) => {
    const path = source.imports.get(name)
    return path === undefined ? undefined : context.resolve(path)
  }
  const lines = await highlightLines(source.text, 'typescript', linkOf)
  const [opening, ...pieces] = source.pieces
  const first = await renderMarkdown(
    { source: opening.prose, where: source.where, id: 'opening' },
    context,
  )
  const rest: Html[] = []
  for (const piece of pieces) rest.push(await beside(piece, lines, source, context))
  const links = [ways('taught in', lessons), ways('in the reference:', entries)]
  return html`<div class="prose opening">${first}
<p class="file"><code>${source.where}</code>${links}</p></div>
${codeOf(opening, lines)}
${rest}`
}

function ways(label: string, links: readonly Link[]): Html | false {
  const list = links.map(
    ({ title, href }, i) => html`${i > 0 && ', '}<a href="${href}">${withChineseMarked(title)}</a>`,
  )
  return links.length > 0 && html` · ${label} ${list}`
}

async function beside(
  piece: Piece,
  lines: readonly Html[],
  { where }: LiterateSource,
  context: PageContext,
): Promise<Html> {
  const line = piece.lines[0] + 1
  const prose = await renderMarkdown(
    { source: piece.prose, where: `${where}:${line}`, id: `line-${line}` },
    context,
  )
  return html`<div class="piece" id="line-${line}"><div class="prose">${prose}</div>
${codeOf(piece, lines)}</div>
`
}

/** The lines of a piece without blank ones at its ends. */
function codeOf({ lines: [from, to] }: Piece, lines: readonly Html[]): Html | false {
  let [first, end] = [from, to]
  while (first < end && lines[first].markup === '') first++
  while (end > first && lines[end - 1].markup === '') end--
  if (first === end) return false
  const shown = lines.slice(first, end).map((line) => html`${line}\n`)
  const code = html`<pre class="code" tabindex="0"><code>${shown}</code></pre>`
  return html`<div class="code-block">${code}</div>`
}
