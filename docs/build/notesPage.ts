/** docs/notes.md: from the headings of the notes to the cells that teach them. */
import type { Coverage, CoveredHeading } from './coverage.js'
import { inCell } from './tables.js'

export function notesPage({ headings }: Coverage): string {
  return [INTRODUCTION, ...headings.map(section)].join('\n')
}

const INTRODUCTION = `# From the notes to the notebooks

The headings of the notes, in their order, and where the course teaches what stands under each:
items (N), code blocks (C), formulas (F), pictures (P) and slips (E). A link leads to the cell, and
each cell is run by the tests.

<!-- Made by \`npm run docs\` from the tags of the cells (docs/build/notesPage.ts). -->
`

function section({ line, heading, items }: CoveredHeading): string {
  const list = items.map(({ name, about, cells }) => {
    const links = cells.map(
      ({ notebook, cell }, i) =>
        `[${i === 0 ? notebook.replaceAll('-', ' ') : cell}](../notebooks/en/${notebook}.ipynb#cell-${cell})`,
    )
    return `- **${name}** ${inCell(about)}: ${links.join(', ') || 'not yet'}\n`
  })
  return `## ${inCell(heading)}\n\nLine ${line}.\n\n${list.join('')}`
}
