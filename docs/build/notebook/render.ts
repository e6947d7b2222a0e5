import { words } from '../../words/index.js'
import { highlight } from '../content/code.js'
import { renderMarkdown } from '../content/markdown.js'
import type { PageContext } from '../content/page.js'
import { type Html, html } from '../html.js'
import { renderOutput } from './outputs.js'
import type { Cell, CodeCell, MarkdownCell } from './read.js'

/** Cells, in order, each under its own anchor; messages call their notebook `notebook`. */
export async function renderCells(
  cells: readonly Cell[],
  notebook: string,
  page: PageContext,
): Promise<Html> {
  const rendered: Html[] = []
  for (const cell of cells) {
    if (cell.source.trim() === '') continue
    const where = `${notebook}, cell ${cell.number}`
    rendered.push(
      cell.type === 'markdown'
        ? await markdownCell(cell, where, page)
        : await codeCell(cell, where, page),
    )
  }
  return html`${rendered}`
}

async function markdownCell(cell: MarkdownCell, where: string, page: PageContext): Promise<Html> {
  const { id, source, attachments } = cell
  const content = await renderMarkdown({ source, where, id, attachments }, page)
  return html`<div class="cell prose" id="${id}">${content}</div>\n`
}

async function codeCell(cell: CodeCell, where: string, page: PageContext): Promise<Html> {
  const code = await highlight(cell.source, 'typescript')
  const outputs: Html[] = []
  for (const [i, output] of cell.outputs.entries())
    outputs.push(await renderOutput(output, { page, where, id: `${cell.id}-${i + 1}` }))
  const number = cell.executionCount
  const label = `${words[page.lang].linkToCell} ${number}`
  const link =
    number !== undefined &&
    html`<a class="cell-number" href="#${cell.id}" aria-label="${label}">${number}</a>`
  const block = html`<div class="code-block">${link}${code}</div>`
  const shown = outputs.length > 0 && html`<div class="outputs">${outputs}</div>`
  return html`<div class="cell code-cell" id="${cell.id}">${block}${shown}</div>\n`
}
