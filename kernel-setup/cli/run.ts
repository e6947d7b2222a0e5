import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { KernelDied } from '../client/KernelClient.js'
import { type KernelSpec, ourKernelSpec } from '../client/kernelSpec.js'
import { interruptSignal } from '../environment/steps.mjs'
import { formatNotebook } from '../notebook/formatNotebook.js'
import { type CellRun, hasFailed } from '../notebook/NotebookSession.js'
import { type NotebookFile, readNotebook } from '../notebook/readNotebook.js'
import { recordOutputs } from '../notebook/recordOutputs.js'
import { replaceFile } from '../notebook/replaceFile.js'
import { runNotebook } from '../notebook/runNotebook.js'
import { exitCode } from './exitCode.js'
import { cellLines, summary } from './runReport.js'

export interface RunCommand {
  /** Whether the outputs are stored in the notebook. */
  write?: boolean
  /** Seconds that each cell may take. */
  timeout: number
}

/** `notegrad run`: notebooks without JupyterLab and without Python. */
export function registerRun(program: Command): void {
  program
    .command('run')
    .summary('run notebooks and print a line per cell')
    .description(
      'Runs each notebook from top to bottom in a fresh kernel, without Python.\n' +
        'Exit code 0 when every cell is good, 1 when one failed, 2 when a file is not a\n' +
        'TypeScript notebook, 130 when it was interrupted.',
    )
    .argument('<notebook...>', 'the files to run')
    .option('--write', 'store the outputs in the notebook, unless a cell fails')
    .option('--timeout <seconds>', 'interrupt a cell that takes longer', toSeconds, 600)
    .action(async (paths: string[], options: RunCommand) => {
      const files = await Promise.all(paths.map(readNotebook))
      process.exitCode = await runFiles(files, options, ourKernelSpec(), interruptSignal())
    })
}

function toSeconds(text: string): number {
  const seconds = Number(text)
  if (seconds > 0 && Number.isFinite(seconds)) return seconds
  throw new InvalidArgumentError('it is a number of seconds above 0')
}

/**
 * Runs notebooks one after the other and reports to standard output.
 *
 * @returns the exit code
 */
export async function runFiles(
  files: readonly NotebookFile[],
  options: RunCommand,
  spec: KernelSpec,
  signal: AbortSignal,
): Promise<number> {
  let code: number = exitCode.good
  for (const file of files) {
    try {
      if (!(await runFile(file, options, spec, signal))) code = exitCode.failed
    } catch (error) {
      if (signal.aborted) {
        process.stderr.write(`${file.path}: interrupted, nothing was written\n`)
        return exitCode.interrupted
      }
      if (!(error instanceof KernelDied || error instanceof ChangedMeanwhile)) throw error
      process.stderr.write(`${file.path}: ${error.message}\n`)
      code = exitCode.failed
    }
  }
  return code
}

/** @returns whether every cell was good */
async function runFile(
  file: NotebookFile,
  { write = false, timeout }: RunCommand,
  spec: KernelSpec,
  signal: AbortSignal,
): Promise<boolean> {
  const start = performance.now()
  print([file.path])
  const runs = await runNotebook(file.notebook, {
    spec,
    folder: dirname(file.path),
    timeout: timeout * 1000,
    signal,
    onCell: (run) => print(cellLines(run)),
  })
  const good = !runs.some(hasFailed)
  const written = write && good ? await writeOutputs(file, runs) : false
  print([summary(file.notebook, runs, performance.now() - start, written)])
  return good
}

/** Somebody else saved the notebook while it ran. */
class ChangedMeanwhile extends Error {}

/**
 * @returns whether the file was not as recorded already
 * @throws ChangedMeanwhile
 */
async function writeOutputs(file: NotebookFile, runs: readonly CellRun[]): Promise<boolean> {
  const text = formatNotebook(recordOutputs(file.notebook, runs))
  if ((await readFile(file.path, 'utf8')) !== file.text) {
    throw new ChangedMeanwhile('changed while it ran, so it is not written; run it again')
  }
  if (text === file.text) return false
  await replaceFile(file.path, text)
  return true
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
