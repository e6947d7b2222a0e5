import { stripVTControlCharacters } from 'node:util'
import { type CellRun, hasFailed } from '../notebook/NotebookSession.js'
import { joinText, type Notebook } from '../notebook/nbformat.js'

/** A line per cell: place, status, time and how it begins; below it the error, if it has one. */
export function cellLines(run: CellRun): string[] {
  const { index, status, milliseconds, cell, error } = run
  const place = `[${index + 1}]`.padStart(6)
  const time = status === 'skipped' ? '' : seconds(milliseconds)
  const [start] = joinText(cell.source).trim().split('\n')
  const line = `${place} ${status.padEnd(11)} ${time.padStart(8)}  ${shorten(start, 60)}`
  if (!hasFailed(run) || !error) return [line.trimEnd()]
  return [line.trimEnd(), ...indented(errorText(error))]
}

/** Lines that belong to the cell above them. */
export function indented(text: string | undefined): string[] {
  return (text?.split('\n') ?? []).map((line) => `${' '.repeat(7)}${line}`)
}

function errorText({ ename, evalue, traceback }: NonNullable<CellRun['error']>): string {
  const message = `${ename}: ${evalue}`
  const text = traceback.length > 0 ? traceback.join('\n') : message
  const shown = process.stdout.isTTY ? text : stripVTControlCharacters(text)
  return shown.trimEnd()
}

/** The last line of a notebook's report. */
export function summary(
  { cells }: Notebook,
  runs: readonly CellRun[],
  { milliseconds, written, changed }: { milliseconds: number; written: boolean; changed: number },
): string {
  const count = cells.filter((cell) => cell.cell_type === 'code').length
  const codeCells = `${count} code cell${count === 1 ? '' : 's'}`
  const failed = runs.find(hasFailed)
  const time = seconds(milliseconds)
  if (!failed && changed > 0) return `${changed} of ${codeCells} changed (${time})`
  if (!failed) return `${codeCells}, all good (${time})${written ? ', written' : ''}`
  const left = count - runs.length
  const rest = left > 0 ? `, ${left} below it ${left > 1 ? 'were' : 'was'} not run` : ''
  return `cell ${failed.index + 1} failed${rest} (${time})`
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`
}

function shorten(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`
}
