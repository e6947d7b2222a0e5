import { readFile } from 'node:fs/promises'
import { SiteError } from '../errors.js'

/** The part of nbformat 4 that the site reads. */
export interface Notebook {
  /** File name, as in `03-activation-functions.ipynb`. */
  file: string
  /** The path a message names. */
  where: string
  /** The bytes as they were read, for the download. */
  bytes: Uint8Array
  cells: Cell[]
}

export type Cell = MarkdownCell | CodeCell

export interface MarkdownCell {
  type: 'markdown'
  /** Place in the file, from 1: what messages name. */
  number: number
  id: string
  source: string
  /** File name → MIME type → base64. */
  attachments: Record<string, Record<string, string>>
}

export interface CodeCell {
  type: 'code'
  number: number
  id: string
  tags: readonly string[]
  source: string
  executionCount?: number
  outputs: Output[]
}

export type MimeBundle = Record<string, unknown>

export type Output =
  | { type: 'stream'; name: 'stdout' | 'stderr'; text: string }
  | { type: 'data'; data: MimeBundle }
  | { type: 'error'; name: string; value: string; traceback: string }

export type Json = Record<string, unknown>

/**
 * Reads and checks a notebook.
 * @throws SiteError when it is not JSON, not nbformat 4, or a cell is malformed.
 */
export async function readNotebook(path: string, where: string): Promise<Notebook> {
  const bytes = await readFile(path)
  const root = parse(bytes.toString('utf8'), where)
  if (root.nbformat !== 4)
    throw new SiteError({
      where,
      expected: 'a notebook of nbformat 4',
      given: `nbformat ${JSON.stringify(root.nbformat) ?? 'missing'}`,
      mend: 'open it in JupyterLab and save it again',
    })
  if (!Array.isArray(root.cells)) throw malformed(where, 'a list of cells', root.cells)
  const file = where.split('/').at(-1)!
  return { file, where, bytes, cells: root.cells.flatMap((cell, i) => readCell(cell, i, where)) }
}

function parse(text: string, where: string): Json {
  try {
    const root: unknown = JSON.parse(text)
    if (isObject(root)) return root
    throw new Error('JSON, but not an object')
  } catch (error) {
    throw new SiteError({
      where,
      expected: 'a Jupyter notebook (JSON)',
      given: (error as Error).message,
      mend: 'restore the file with `npx notegrad reset`',
    })
  }
}

/** Raw cells are for other converters: they have no page. */
function readCell(cell: unknown, index: number, notebook: string): Cell[] {
  const where = `${notebook}, cell ${index + 1}`
  if (!isObject(cell)) throw malformed(where, 'an object', cell)
  const source = joined(cell.source)
  if (source === undefined) throw malformed(where, 'source as text or lines', cell.source)
  const id = cellId(cell.id, index)
  const number = index + 1
  if (cell.cell_type === 'raw') return []
  if (cell.cell_type === 'markdown') {
    const attachments = (cell.attachments ?? {}) as MarkdownCell['attachments']
    return [{ type: 'markdown', number, id, source, attachments }]
  }
  if (cell.cell_type !== 'code')
    throw malformed(where, 'cell_type code, markdown or raw', cell.cell_type)
  if (!Array.isArray(cell.outputs)) throw malformed(where, 'a list of outputs', cell.outputs)
  const outputs = cell.outputs.map((output) => readOutput(output, where))
  const executionCount = count(cell.execution_count)
  const tags = tagsOf(cell.metadata)
  return [{ type: 'code', number, id, tags, source, executionCount, outputs }]
}

function tagsOf(metadata: unknown): string[] {
  if (!isObject(metadata) || !Array.isArray(metadata.tags)) return []
  return metadata.tags.map(String)
}

function readOutput(output: unknown, where: string): Output {
  if (!isObject(output)) throw malformed(where, 'outputs as objects', output)
  switch (output.output_type) {
    case 'stream':
      return {
        type: 'stream',
        name: output.name === 'stderr' ? 'stderr' : 'stdout',
        text: joined(output.text) ?? '',
      }
    case 'display_data':
    case 'execute_result':
      if (!isObject(output.data)) throw malformed(where, 'an output with data', output.data)
      return { type: 'data', data: output.data }
    case 'error':
      return {
        type: 'error',
        name: String(output.ename),
        value: String(output.evalue),
        traceback: Array.isArray(output.traceback) ? output.traceback.join('\n') : '',
      }
    default:
      throw malformed(where, 'an output_type of nbformat 4', output.output_type)
  }
}

/** nbformat writes text as one string or as a list of lines. */
export function joined(text: unknown): string | undefined {
  if (typeof text === 'string') return text
  if (Array.isArray(text)) return text.join('')
  return undefined
}

/** The id that nbformat 4.5 gives a cell keeps links to it alive when cells move. */
function cellId(id: unknown, index: number): string {
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? `cell-${id}` : `cell-${index + 1}`
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function malformed(where: string, expected: string, given: unknown): SiteError {
  const shown = (JSON.stringify(given) ?? 'nothing').slice(0, 60)
  return new SiteError({ where, expected, given: shown, mend: 'write the notebook in JupyterLab' })
}
