import type { CellRun } from './NotebookSession.js'
import type { Cell, Notebook } from './nbformat.js'
import { typescriptMetadata } from './nbformat.js'

/**
 * The notebook with the outputs of a run in the place of its own. What depends on the machine or on
 * the moment (times of execution, trust, JupyterLab's pictures of charts) is left out.
 */
export function recordOutputs(notebook: Notebook, runs: readonly CellRun[]): Notebook {
  const byIndex = new Map(runs.map((run) => [run.index, run]))
  const cells = notebook.cells.map((cell, index) => recordCell(cell, byIndex.get(index)))
  const { signature: _, ...metadata } = notebook.metadata
  return { ...notebook, cells, metadata: { ...metadata, ...typescriptMetadata } }
}

function recordCell(cell: Cell, run: CellRun | undefined): Cell {
  const { execution: _, trusted: __, ...metadata } = cell.metadata
  if (cell.cell_type !== 'code') return { ...cell, metadata }
  const { outputs = [], executionCount = null } = run ?? {}
  return { ...cell, metadata, outputs, execution_count: executionCount }
}
