/** A document as a page; where data lie beside it, its sections begin with charts of them. */
import type { Ledger } from '../../../src/train/experiments/ledger.js'
import { renderMarkdown } from '../content/markdown.js'
import type { PageContext } from '../content/page.js'
import { readData } from '../data.js'
import { type Html, html } from '../html.js'
import { chartFigure, drawingOf, specOf } from '../notebook/chart.js'
import { fileOf } from '../notebook/chartTable.js'
import type { DocumentSource } from '../sources.js'
import type { Drawn } from './drawn.js'
import { ledgerCharts } from './ledgerCharts.js'
import { type Benchmarks, performanceCharts } from './performanceCharts.js'

/** By the headings under which they stand. */
export type Charts = ReadonlyMap<string, Drawn>

/** The charts of a document, from the data beside it. */
export function chartsOf({ address }: DocumentSource, documents: string): Charts {
  if (address.endsWith('/ledger.html')) {
    const ledger = readData<Ledger>(documents, 'ledger.json')
    return ledger ? ledgerCharts(ledger) : new Map()
  }
  if (address.endsWith('/performance.html')) {
    const benchmarks = readData<Benchmarks>(documents, 'benchmarks.json')
    return benchmarks ? performanceCharts(benchmarks) : new Map()
  }
  return new Map()
}

export async function renderDocument(
  { text, where }: DocumentSource,
  charts: Charts,
  context: PageContext,
): Promise<Html> {
  const parts: Html[] = []
  for (const [i, section] of text.split(/^(?=## )/m).entries()) {
    const drawn = charts.get(/^## (.*)/.exec(section)?.[1] ?? '')
    const render = (source: string, part: string) =>
      renderMarkdown({ source, where, id: `page-${i}${part}` }, context)
    if (drawn === undefined) {
      parts.push(html`<div class="prose">${await render(section, '')}</div>`)
      continue
    }
    const { opening, rest } = foldedTables(section)
    const figure = chartFigure(await drawingOf(specOf(drawn.chart)), context)
    parts.push(html`<div class="prose">${await render(opening, '')}</div>
${figure}
<div class="prose">${await render(rest, '-tables')}
${fileOf([drawn.numbers], context)}</div>`)
  }
  return html`${parts}`
}

/**
 * The Markdown above the first table, and the rest with each table folded, named by its lead-in,
 * and the versions of what was measured, too.
 */
export function foldedTables(section: string): { opening: string; rest: string } {
  const blocks = section.trim().split(/\n{2,}/)
  const isTable = (block = '') => block.startsWith('|')
  const first = blocks.findIndex(isTable)
  const rest = blocks.slice(first).flatMap((block, i, all) => {
    if (isTable(block)) return [folded(block, `${leadIn(all[i - 1]) ?? 'The numbers'}, as a table`)]
    if (block.startsWith('Versions: ')) return [folded(listed(block), 'Versions')]
    return isTable(all[i + 1]) && leadIn(block) !== undefined ? [] : [block]
  })
  return { opening: blocks.slice(0, first).join('\n\n'), rest: rest.join('\n\n') }
}

/** 'Against the bars', of the paragraph 'Against the bars:'. */
function leadIn(block = ''): string | undefined {
  return /^([^\n|]*):$/.exec(block)?.[1]
}

/** 'Versions: a; b.' as a list. */
function listed(block: string): string {
  const items = block.replace(/^.*?: |\.$/g, '').split(/;\s+/)
  return items.map((item) => `- ${item}`).join('\n')
}

function folded(block: string, name: string): string {
  return `<details><summary>${name}</summary>\n\n${block}\n\n</details>`
}
