/** Tables of the pages that are made from declarations. */

/** Rows of plain text. */
export function tableOf(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  return tableOfCells(
    titles,
    rows.map((row) => row.map(inCell)),
  )
}

/** Rows of Markdown. */
export function tableOfCells(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('')
}

/** What has a meaning in Markdown, outside code and formulas, stands for itself. */
export function inCell(text: string): string {
  const parts = text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .split(/(`[^`]*`|\$[^$]+\$)/)
  return parts
    .map((part) => (/^[`$]./.test(part) ? part : part.replaceAll(/[\\$*_<[\]]/g, '\\$&')))
    .join('')
    .replaceAll('|', '\\|')
}

export function code(text: string): string {
  return `\`${text}\``
}
