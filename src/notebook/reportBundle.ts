import type { GradientCheckReport } from '../autodiff/check.js'
import type { MimeBundle } from './front.js'
import { escapeHtml } from './matrixTable.js'

const HEADINGS = ['parameter', 'checked', 'mean difference', 'max difference', 'max relative']

/** A gradient check as a table, one row per parameter. */
export function reportBundle({ parameters }: GradientCheckReport): MimeBundle {
  const rows = parameters.map(({ name, count, points, kinks, ...errors }) => [
    name,
    `${points.length} of ${count}${kinks.length > 0 ? `, ${kinks.length} at kinks` : ''}`,
    errors.meanAbsolute.toExponential(1),
    errors.maxAbsolute.toExponential(1),
    errors.maxRelative.toExponential(1),
  ])
  return {
    'text/plain': textTable([HEADINGS, ...rows]),
    'text/html': htmlTable('Gradient check', HEADINGS, rows),
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

function textTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd()
  return rows.map(line).join('\n')
}

function htmlTable(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const row = (cells: readonly string[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`
  const body = rows.map((cells) => row(cells, 'td')).join('')
  return `<table><caption style="white-space:nowrap">${caption}</caption><thead>${row(headings, 'th')}</thead><tbody>${body}</tbody></table>`
}
