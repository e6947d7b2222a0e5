/**
 * Notebooks as JupyterLab writes them (Python's nbformat: sorted keys, an indentation of one space,
 * text as lines, numbers as Python prints them), so that saving there changes nothing.
 */
import type { Json, MimeBundle, Output, Text } from '../client/output.js'
import type { Cell, Notebook } from './nbformat.js'
import { joinText } from './nbformat.js'

export function formatNotebook(notebook: Notebook): string {
  const stored = { ...notebook, cells: notebook.cells.map(storedCell) }
  return `${toJson(stored as unknown as Json, '\n')}\n` // parsed from JSON, so it is JSON
}

function storedCell(cell: Cell): Cell {
  const source = toLines(cell.source)
  if (cell.cell_type !== 'code') return { ...cell, source }
  return { ...cell, source, outputs: cell.outputs.map(storedOutput) }
}

function storedOutput(output: Output): Output {
  if (output.output_type === 'stream') return { ...output, text: toLines(output.text) }
  if (output.output_type === 'error') return output
  return { ...output, data: storedData(output.data) }
}

function storedData(data: MimeBundle): MimeBundle {
  const isSplit = (mime: string) =>
    mime.startsWith('text/') || mime === 'image/svg+xml' || mime === 'application/javascript'
  const entries = Object.entries(data).map(([mime, content]) => [
    mime,
    isSplit(mime) ? toLines(content as Text) : content, // these types are text
  ])
  return Object.fromEntries(entries)
}

/** Lines with their ends, split where Python's `splitlines` splits. */
function toLines(text: Text): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these separate lines in Python
  const lineEnds = /(?<=\r\n|\n|\r(?!\n)|[\v\f\x1c-\x1e\x85\u2028\u2029])/
  const whole = joinText(text)
  return whole === '' ? [] : whole.split(lineEnds)
}

/** JSON with sorted keys; `newLine` is a line end and the indentation reached. */
function toJson(value: Json, newLine: string): string {
  if (typeof value === 'number') return pythonNumber(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = `${newLine} `
  const isList = Array.isArray(value)
  const items = isList
    ? value.map((item) => toJson(item, inner))
    : Object.keys(value)
        .sort()
        .map((key) => `${JSON.stringify(key)}: ${toJson(value[key], inner)}`)
  const [open, close] = isList ? '[]' : '{}'
  return items.length === 0
    ? open + close
    : open + inner + items.join(`,${inner}`) + newLine + close
}

/** Python writes numbers below 1e-4 with an exponent of two digits, JavaScript those below 1e-6. */
function pythonNumber(value: number): string {
  const small = value !== 0 && Math.abs(value) < 1e-4
  if (!small) return JSON.stringify(value)
  return value.toExponential().replace(/e-(\d)$/, 'e-0$1')
}
