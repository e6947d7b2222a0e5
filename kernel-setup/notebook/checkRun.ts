import { stripVTControlCharacters } from 'node:util'
import { compareOutputs } from './compareOutputs.js'
import type { CellRun } from './NotebookSession.js'
import { hasFailed } from './NotebookSession.js'

/**
 * What is wrong with a cell's run as a test of its notebook: that it failed, or how it differs from
 * what the notebook records. Nothing, when all is as recorded.
 *
 * @param ignoresCount whether cells that the notebook does not have shift the execution counts
 */
export function checkRun(run: CellRun, { ignoresCount = false } = {}): string | undefined {
  if (run.status === 'skipped') return undefined
  if (hasFailed(run)) return failure(run)
  const { cell, outputs, executionCount } = run
  const differences = compareOutputs(cell.outputs, outputs, cell.metadata.notegrad?.tolerance)
  if (!ignoresCount && cell.execution_count !== executionCount)
    differences.push(`execution count: recorded is ${cell.execution_count}, now ${executionCount}`)
  if (differences.length === 0) return undefined
  return ['the outputs are not those recorded', ...differences].join('\n')
}

function failure({ status, error }: CellRun): string {
  if (!error) return status
  if (status === 'not run') return `not run, as ${error.evalue}`
  const traceback = stripVTControlCharacters(error.traceback.join('\n'))
  const message = `${error.ename}: ${error.evalue}`
  return traceback.includes(error.evalue) ? traceback : `${message}\n${traceback}`.trim()
}
