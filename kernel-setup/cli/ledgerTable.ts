type Row = import('notegrad').Row
type Experiment = import('notegrad').Experiment

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

/** How many measures there are of each verdict: '40 inside, 2 partly outside'. */
export function verdicts(rows: readonly Row[]): string {
  const counts = new Map<string, number>()
  for (const { verdict } of rows) counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  return Array.from(counts, ([verdict, count]) => `${count} ${verdict}`).join(', ')
}

/** Why rows are outside their bands, a paragraph for each experiment that has such a row. */
export function explanations(rows: readonly Row[], experiments: readonly Experiment[]): string {
  const isOutside = (name: string) =>
    rows.some(({ experiment, verdict }) => experiment === name && /outside$/.test(verdict))
  return experiments
    .filter(({ name, explanation }) => explanation !== undefined && isOutside(name))
    .map(({ name, explanation }) => `${name}: ${explanation}`)
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
