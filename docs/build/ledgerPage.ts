/** docs/ledger.md: every figure of the book beside ours, made from docs/data/ledger.json. */
import type { Experiment } from '../../src/train/experiments/Experiment.js'
import { experiments } from '../../src/train/experiments/index.js'
import { type Ledger, type Row, rows, verdictCounts } from '../../src/train/experiments/ledger.js'
import { tableOf } from './tables.js'

export function ledgerPage(ledger: Ledger): string {
  const all = rows(ledger)
  return [
    INTRODUCTION,
    summary(all, ledger),
    ...experiments.map((experiment) => section(experiment, all)),
  ].join('\n')
}

const INTRODUCTION = `# Ledger

Every number of the book that this project reproduces, beside ours. A band is what the book's own
code gives over two or three seeds, or what rounds to a printed figure. It was written down before
we measured, and it is never widened: a seed outside of it is shown as such, and explained below its
table. \`npx notegrad ledger\` runs all of it again, \`npx notegrad experiment run NAME\` one of
them.

<!-- Made by \`npm run docs\` from docs/data/ledger.json (docs/build/ledgerPage.ts). -->
`

function summary(all: readonly Row[], { runs }: Ledger): string {
  return `${all.length} measures: ${verdictCounts(all)}. ${runs.length} runs.\n`
}

function section(experiment: Experiment, all: readonly Row[]): string {
  const { name, title, settings, source, seeds, explanation } = experiment
  const own = all.filter((row) => row.experiment === name)
  const runs = seeds.length === 1 ? '' : ` Seeds ${seeds.join(', ')}.`
  return [
    `## ${name}\n`,
    `${title} ${settings}.${runs} Source: ${source}.\n`,
    tableOf(['measure', 'the book', 'ours', 'verdict'], own.map(cells)),
    ...(explanation === undefined ? [] : [`**Outside the band:** ${explanation}\n`]),
  ].join('\n')
}

function cells({ measure, book = '–', values, verdict }: Row): string[] {
  const digits = values.length === 1 ? 16 : 5 // small calculations have all their digits
  const ours = values.map(({ value }) =>
    value === null ? 'diverged' : String(Number(value.toPrecision(digits))),
  )
  return [measure, book, ours.join(', ') || '–', verdict]
}
