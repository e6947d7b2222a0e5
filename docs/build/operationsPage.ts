/**
 * docs/operations.md: the operations that differentiate. Made from their declarations; a test holds
 * the committed file to be what they give.
 */
import '../../src/autodiff/index.js'
import { operations } from '../../src/autodiff/op.js'
import { type OperationPicture, pictureOf } from '../../src/autodiff/picture.js'
import { code, inCell, tableOfCells } from './tables.js'

const INTRODUCTION = `# Operations

Every function of \`math\` that takes Variables, with its formula and the source of its rule; what
the rules are for tells [the page of derivatives](autodiff.md). The rules themselves stand, by
subject, in \`src/autodiff/ops\`. Where an operation takes a single number, a line shows the
function over its domain, and another its derivative.

<!-- Made by \`npm run docs\` from the declarations (docs/build/operationsPage.ts). -->
`

export function operationsPage(): string {
  const sorted = [...operations.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  const rows = sorted.map((operation) => {
    const { name, formula, source } = operation
    const picture = pictureOf(operation)
    return [
      code(name),
      `$${formula.replaceAll('|', '\\|')}$`,
      inCell(source),
      picture ? code(line(picture.y)) : '',
      picture ? code(line(picture.derivative)) : '',
    ]
  })
  const titles = ['operation', 'formula', 'source', 'function', 'derivative']
  return `${INTRODUCTION}\n${tableOfCells(titles, rows)}`
}

const HEIGHTS = '▁▂▃▄▅▆▇█'

/** Every other point of a curve as a bar, from its lowest to its highest. */
function line(values: OperationPicture['y']): string {
  const shown = values.filter((_, i) => i % 2 === 0)
  const [low, high] = [Math.min(...shown), Math.max(...shown)]
  const steps = HEIGHTS.length - 1
  const height = (y: number) => (high === low ? 0 : Math.round(((y - low) / (high - low)) * steps))
  return shown.map((y) => HEIGHTS[height(y)]).join('')
}
