/**
 * Parameters of a run, as papermill passes them: a cell that sets them stands behind the one tagged
 * `parameters`, or before all code where no cell has the tag.
 */
import type { Json } from '../client/output.js'
import { type CodeCell, joinText, type Notebook } from './nbformat.js'
import { NotebookError, type NotebookFile } from './readNotebook.js'

export type Parameters = Readonly<Record<string, Json>>

/** `name=value`: numbers, true, false, null and JSON are what they are, the rest is text. */
export function parseParameter(text: string): [name: string, value: Json] {
  const [, name, value] = /^([\p{ID_Start}$_][\p{ID_Continue}$]*)=(.*)$/su.exec(text) ?? []
  if (name === undefined) throw new Error('write it as name=value, with the name of a variable')
  try {
    return [name, JSON.parse(value)]
  } catch {
    return [name, value]
  }
}

/** @throws NotebookError for a parameter that no cell of the notebook mentions. */
export function checkParameters({ path, notebook }: NotebookFile, parameters: Parameters): void {
  const code = notebook.cells.filter(({ cell_type }) => cell_type === 'code')
  const words = new Set(
    code.flatMap(({ source }) => joinText(source).split(/[^\p{ID_Continue}$]+/u)),
  )
  const unknown = Object.keys(parameters).find((name) => !words.has(name))
  if (unknown !== undefined) throw new NotebookError(path, `no cell uses a variable ${unknown}`)
}

/** The notebook with the cell that sets the parameters; the same one when there are none. */
export function withParameters(notebook: Notebook, parameters: Parameters): Notebook {
  const lines = Object.entries(parameters).map(
    ([name, value]) => `let ${name} = ${JSON.stringify(value)}`,
  )
  if (lines.length === 0) return notebook
  const cell: CodeCell = {
    cell_type: 'code',
    id: 'injected-parameters',
    metadata: { tags: ['injected-parameters'] },
    source: lines.join('\n'),
    outputs: [],
    execution_count: null,
  }
  const cells = [...notebook.cells]
  const tagged = cells.findIndex(({ metadata }) => metadata.tags?.includes('parameters'))
  const firstCode = cells.findIndex(({ cell_type }) => cell_type === 'code')
  cells.splice(tagged >= 0 ? tagged + 1 : Math.max(firstCode, 0), 0, cell)
  return { ...notebook, cells }
}
