import { type CellRun, hasFailed, NotebookSession, type SessionOptions } from './NotebookSession.js'
import type { Notebook } from './nbformat.js'

export interface RunOptions extends SessionOptions {
  /** Called after each code cell. */
  onCell?: (run: CellRun) => void
}

/**
 * Runs every code cell in a fresh kernel, until one fails. The kernel is gone when this settles.
 *
 * @returns the code cells that were run or passed over, in order; when one failed, it is the last.
 * @throws KernelDied when the kernel does not start; the signal's reason when it is aborted.
 */
export async function runNotebook(notebook: Notebook, options: RunOptions): Promise<CellRun[]> {
  try {
    return await runCells(notebook, options)
  } catch (error) {
    options.signal?.throwIfAborted()
    throw error
  }
}

async function runCells(
  notebook: Notebook,
  { onCell, ...options }: RunOptions,
): Promise<CellRun[]> {
  const session = await NotebookSession.start(notebook, options)
  try {
    const runs: CellRun[] = []
    for (const [index, cell] of notebook.cells.entries()) {
      if (cell.cell_type !== 'code') continue
      const run = await session.run(index)
      options.signal?.throwIfAborted()
      runs.push(run)
      onCell?.(run)
      if (hasFailed(run)) break
    }
    return runs
  } finally {
    await session.stop()
  }
}
