/**
 * The notebook format, version 4, as far as notegrad reads and writes it.
 * Source: nbformat documentation, "The Notebook file format".
 */
import type { Json, Output, Text } from '../client/output.js'

export interface CellMetadata {
  tags?: string[]
  notegrad?: {
    /** How far numbers in the outputs may be from the recorded ones, relative and absolute. */
    tolerance?: number
    /** Why this cell is longer than fifteen lines. */
    long?: string
    /** In a translation: hash of the English cell that it was made from (syncNotebook.ts). */
    translates?: string
  }
  [key: string]: unknown
}

export interface CodeCell {
  cell_type: 'code'
  id?: string
  metadata: CellMetadata
  source: Text
  outputs: Output[]
  execution_count: number | null
}

export interface TextCell {
  cell_type: 'markdown' | 'raw'
  id?: string
  metadata: CellMetadata
  source: Text
  attachments?: Json
}

export type Cell = CodeCell | TextCell

export interface NotebookMetadata {
  kernelspec?: { name: string; display_name: string; language?: string }
  language_info?: { name: string; [key: string]: unknown }
  [key: string]: unknown
}

export interface Notebook {
  cells: Cell[]
  metadata: NotebookMetadata
  nbformat: 4
  nbformat_minor: number
}

/** What our kernel answers about its language, without the version of TypeScript. */
export const typescriptMetadata = {
  kernelspec: { name: 'tslab', display_name: 'TypeScript (notegrad)', language: 'typescript' },
  language_info: {
    codemirror_mode: 'typescript',
    file_extension: '.ts',
    mimetype: 'text/typescript',
    name: 'typescript',
    pygments_lexer: 'typescript',
  },
} as const

/** Text that may be stored as lines, as one string. */
export function joinText(text: Text): string {
  return typeof text === 'string' ? text : text.join('')
}

export function hasTag(cell: Cell, tag: 'raises-exception' | 'skip-execution'): boolean {
  return cell.metadata.tags?.includes(tag) ?? false
}

/** A code cell that is executed: tagged cells and blank ones are passed over, as nbclient does. */
export function isExecuted(cell: Cell): cell is CodeCell {
  if (cell.cell_type !== 'code' || hasTag(cell, 'skip-execution')) return false
  return joinText(cell.source).trim() !== ''
}
