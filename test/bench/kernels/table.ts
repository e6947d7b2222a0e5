/** The comparison as docs/kernel.md shows it. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../../support/repository.js'
import { duration } from '../statistics.js'
import type { KernelFigures } from './measure.js'

const page = join(root, 'docs/kernel.md')
const [begin, end] = ['<!-- begin of the measured table -->', '<!-- end of the measured table -->']

type Row = readonly [title: string, show: (figures: KernelFigures) => string]

const megabytes = (size: number) => `${size.toFixed(0)} MB`

const rows: readonly Row[] = [
  ['start to the reply to kernel_info', (x) => duration(x.ready)],
  ['first cell, sent at once', (x) => duration(x.firstCell)],
  ['first cell, after a second', (x) => duration(x.firstCellAfterRest)],
  ['first `import` of this library (Deno: of mathjs)', (x) => optional(x.firstImport)],
  ['completions, warm', (x) => duration(x.completion)],
  ['a tooltip, warm', (x) => duration(x.tooltip)],
  ['a cell of one expression, cells 11–20', (x) => duration(x.earlyCell)],
  ['the same, cells 51–60', (x) => duration(x.cell60)],
  [
    'the same, cells 991–1,000',
    (x) => (x.stuckAfter ? `stuck after ${x.stuckAfter}` : optional(x.cell1000)),
  ],
  ['memory at start', (x) => megabytes(x.memoryAtStart)],
  ['memory after 60 cells', (x) => megabytes(x.memoryAfter60)],
  ['lines of 200,000 through nbclient', (x) => x.lines.toLocaleString('en')],
  ['time of these', (x) => duration(x.linesTime)],
]

function optional(milliseconds: number | undefined): string {
  return milliseconds === undefined ? '–' : duration(milliseconds)
}

/** In Markdown: a column a kernel. */
export function kernelTable(kernels: Readonly<Record<string, KernelFigures>>): string {
  const all = Object.entries(kernels)
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(['', ...all.map(([name, { version }]) => `${name} ${version}`)]),
    line(['---', ...all.map(() => '---:')]),
    ...rows.map(([title, show]) => line([title, ...all.map(([, figures]) => show(figures))])),
  ].join('\n')
}

/** Puts the table into the page, between its two comments. */
export async function writeTable(table: string): Promise<void> {
  const text = await readFile(page, 'utf8')
  const [before, after] = [text.indexOf(begin), text.indexOf(end)]
  if (before < 0 || after < before) throw new Error(`docs/kernel.md lacks ${begin} … ${end}`)
  const written = `${text.slice(0, before + begin.length)}\n${table}\n${text.slice(after)}`
  await writeFile(page, written)
}
