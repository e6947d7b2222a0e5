import { checkTable, type GradientCheckReport } from '../autodiff/check.js'
import { textTable } from '../autodiff/printed.js'
import type { MimeBundle } from './front.js'
import { escapeHtml } from './matrixTable.js'

/** A gradient check as a table, one row per parameter. */
export function reportBundle(report: GradientCheckReport): MimeBundle {
  const [headings, ...rows] = checkTable(report)
  return {
    'text/plain': textTable([headings, ...rows]),
    'text/html': htmlTable('Gradient check', headings, rows),
  }
}

/** Whether a plain object is what gradientCheck returns. */
export function isReport(value: unknown): value is GradientCheckReport {
  if (typeof value !== 'object' || value === null) return false
  const { parameters, maxAbsolute } = value as Partial<GradientCheckReport>
  return (
    typeof maxAbsolute === 'number' &&
    Array.isArray(parameters) &&
    parameters.every((parameter) => 'points' in parameter && 'kinks' in parameter)
  )
}

function htmlTable(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const row = (cells: readonly string[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`
  const title = `<caption style="white-space:nowrap">${caption}</caption>`
  const body = rows.map((cells) => row(cells, 'td')).join('')
  return `<table>${title}<thead>${row(headings, 'th')}</thead><tbody>${body}</tbody></table>`
}
