type Row = import('notegrad').Row

const HEADINGS = ['experiment', 'measure', 'the book', 'ours, by seed', 'verdict']

/** Lines of text, a row for each measure. */
export function ledgerTable(rows: readonly Row[]): string {
  const lines = [HEADINGS, ...rows.map(cells)]
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column].length)))
  return lines
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column])).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}

function cells({ experiment, measure, book = '–', values, verdict }: Row): string[] {
  const ours = values.map(({ value }) => (value === null ? 'NaN' : brief(value))).join(' ')
  return [experiment, measure, book, ours || '–', verdict]
}

/** Five digits tell a result; all digits of small calculations stand in the file. */
function brief(value: number): string {
  return String(Number(value.toPrecision(5)))
}
