/** docs/glossary.md: the terms in both languages (docs/data/terms.json), with the cells that teach them. */
import type { TeachingCell } from './coverage.js'
import { inCell, tableOfCells } from './tables.js'
import { firstCells, readTerms, type Term, type TermGroup } from './terms.js'

const INTRODUCTION = `# Glossary · 术语表

The terms of the course in both languages, one for each thing, with the letters of [the
notation](notation.md), their shapes, and the cell that names each first. Where the notes use another
word, it stands in brackets.

<!-- Made by \`npm run docs\` from docs/data/terms.json (docs/build/glossaryPage.ts). -->
`

export function glossaryPage(root: string): string {
  const groups = readTerms(root)
  const first = firstCells(
    root,
    groups.flatMap(({ terms }) => terms),
  )
  return [INTRODUCTION, ...groups.map((group) => section(group, first))].join('\n')
}

function section({ english, chinese, terms }: TermGroup, first: Map<Term, TeachingCell>): string {
  const titles = ['English', '中文', 'symbol', 'shape', 'first named in']
  const rows = terms.map((term) => [
    inCell(term.english),
    inCell(term.chinese + (term.notes ? ` (${term.notes.join(', ')})` : '')),
    term.symbol ?? '',
    term.shape ?? '',
    linkTo(first.get(term)),
  ])
  return `## ${english} · ${chinese}\n\n${tableOfCells(titles, rows)}`
}

function linkTo(place?: TeachingCell): string {
  if (!place) return ''
  const { notebook, cell } = place
  return `[${notebook.replaceAll('-', ' ')}](../notebooks/en/${notebook}.ipynb#cell-${cell})`
}
