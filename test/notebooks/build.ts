import type { Json, Output } from '../../kernel-setup/client/output.js'
import type { Cell, CodeCell, Notebook } from '../../kernel-setup/notebook/nbformat.js'
import { typescriptMetadata } from '../../kernel-setup/notebook/nbformat.js'

/** A TypeScript notebook of these cells. */
export function notebook(...cells: Cell[]): Notebook {
  const metadata = structuredClone(typescriptMetadata)
  return { cells, metadata, nbformat: 4, nbformat_minor: 5 }
}

let made = 0

export function code(source: string, fields: Partial<CodeCell> = {}): CodeCell {
  return {
    cell_type: 'code',
    id: `cell-${++made}`,
    metadata: {},
    source,
    outputs: [],
    execution_count: null,
    ...fields,
  }
}

export function markdown(source: string): Cell {
  return { cell_type: 'markdown', id: `cell-${++made}`, metadata: {}, source }
}

export function stdout(text: string): Output {
  return { output_type: 'stream', name: 'stdout', text }
}

export function display(data: { [mime: string]: Json }): Output {
  return { output_type: 'display_data', data, metadata: {} }
}
