/** The data of a chart as folded tables, and as a file beside the pages. */
import type { TopLevelSpec } from 'vega-lite'
import { words } from '../../words/index.js'
import type { PageContext } from '../content/page.js'
import { type Html, html } from '../html.js'
import { chartFigure, drawingOf, tablesOf } from './chart.js'
import type { DataTable } from './chartData.js'
import { withPixels } from './pixels.js'

/** A table of more rows shows its beginning; the file has them all. */
const mostRows = 40
const firstRows = 20

type Place = Pick<PageContext, 'lang' | 'emit'>

/**
 * A chart, and its numbers folded below it.
 * @throws Error when vega-lite cannot draw the specification.
 */
export async function chartWithTable(spec: TopLevelSpec, page: PageContext): Promise<Html> {
  const drawing = await drawingOf(spec)
  return html`${chartFigure(drawing, page)}\n${chartTable(tablesOf(drawing), page)}`
}

/** Folded tables; undefined for a chart without data. */
export function chartTable(tables: readonly DataTable[], page: Place): Html | undefined {
  if (tables.length === 0) return undefined
  const say = words[page.lang]
  // the place of a picture is no number; its pixels are in the file
  const shown = tables.filter(({ columns }) => columns.some(({ field }) => field !== 'url'))
  return html`<details class="chart-data"><summary>${say.chartData}</summary>
${shown.map((table) => box(table, page))}
${fileOf(tables.map(withPixels), page)}
</details>`
}

/** Leads to a file of all numbers. */
export function fileOf(tables: readonly DataTable[], page: Place): Html {
  const address = page.emit(csv(tables), 'csv')
  const { allNumbers } = words[page.lang]
  return html`<p class="all-numbers"><a href="${address}" download>${allNumbers}</a></p>`
}

function box({ title, columns, rows }: DataTable, { lang }: Place): Html {
  const say = words[lang]
  const some = rows.length > mostRows ? rows.slice(0, firstRows) : rows
  const extent =
    some.length < rows.length &&
    say.firstRows.replace('{shown}', `${some.length}`).replace('{all}', `${rows.length}`)
  const parts = [title, extent].filter((part) => typeof part === 'string')
  const caption = parts.length > 0 && html`<caption>${parts.join(say.colon)}</caption>`
  const told = columns.filter(({ field }) => field !== 'url')
  const heading = told.map(
    (column) => html`<th scope="col">${column.title === 'series' ? say.series : column.title}</th>`,
  )
  const body = some.map(
    (row) => html`<tr>${told.map(({ field }) => html`<td>${readable(row[field])}</td>`)}</tr>\n`,
  )
  const table = html`<table>${caption}<thead><tr>${heading}</tr></thead>
<tbody>${body}</tbody></table>`
  const role = html`tabindex="0" role="group" aria-label="${title ?? say.chartData}"`
  return html`<div class="table" ${role}>${table}</div>`
}

/** Four digits are enough to read. */
function readable(value: unknown): string {
  if (typeof value !== 'number' || Number.isInteger(value)) return text(value)
  return String(Number(value.toPrecision(4)))
}

function text(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** One file for all tables: columns of the same title are one, and `table` numbers the tables. */
function csv(tables: readonly DataTable[]): string {
  const titles = [...new Set(tables.flatMap(({ columns }) => columns.map(({ title }) => title)))]
  const lines = tables.flatMap(({ columns, rows }, i) => {
    const fields = new Map(columns.map(({ field, title }) => [title, field]))
    return rows.map((row) => {
      const cells = titles.map((title) => text(row[fields.get(title) ?? '']))
      return tables.length > 1 ? [String(i + 1), ...cells] : cells
    })
  })
  const heading = tables.length > 1 ? ['table', ...titles] : titles
  return [heading, ...lines].map((line) => `${line.map(quoted).join(',')}\n`).join('')
}

/** Source: RFC 4180. */
function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
