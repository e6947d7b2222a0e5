import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { KernelDied } from '../client/KernelClient.js'
import { type KernelSpec, ourKernelSpec } from '../client/kernelSpec.js'
import { interruptSignal } from '../environment/steps.mjs'
import { checkRun } from '../notebook/checkRun.js'
import { formatNotebook } from '../notebook/formatNotebook.js'
import { type CellRun, hasFailed } from '../notebook/NotebookSession.js'
import {
  checkParameters,
  type Parameters,
  parseParameter,
  withParameters,
} from '../notebook/parameters.js'
import { NotebookError, type NotebookFile, readNotebook } from '../notebook/readNotebook.js'
import { recordOutputs } from '../notebook/recordOutputs.js'
import { replaceFile } from '../notebook/replaceFile.js'
import { runNotebook } from '../notebook/runNotebook.js'
import { exitCode } from './exitCode.js'
import { cellLines, indented, summary } from './runReport.js'

export interface RunCommand {
  /** Whether the outputs are stored in the notebook. */
  write?: boolean
  /** Seconds that each cell may take. */
  timeout: number
  /** Whether the outputs are compared with those in the notebook. */
  check?: boolean
  /** Notebooks that run at the same time (default 1). */
  jobs?: number
  parameter?: Parameters
}

/** `notegrad run`: notebooks without JupyterLab and without Python. */
export function registerRun(program: Command): void {
  program
    .command('run')
    .summary('run notebooks and print a line per cell')
    .description(
      'Runs each notebook from top to bottom in a fresh kernel, without Python.\n' +
        'Cells with the tag raises-exception may throw, those with skip-execution are passed ' +
        'over.\nExit code 0 when every cell is good, 1 when one failed, 2 when a file is not a ' +
        'TypeScript notebook or lacks a parameter, 130 when it was interrupted.',
    )
    .argument('<notebook...>', 'the files to run')
    .option('--write', 'store the outputs in the notebook, unless a cell fails')
    .option('--check', 'compare the outputs with those in the notebook, and show what changed')
    .option('--timeout <seconds>', 'interrupt a cell that takes longer', toSeconds, 600)
    .option('--jobs <count>', 'run so many notebooks at the same time', toCount, 1)
    .option('-p, --parameter <name=value>', 'set a variable, as papermill does', addParameter)
    .action(async (paths: string[], options: RunCommand) => {
      if (options.write && options.parameter) {
        throw new NotebookError('--write', 'not with parameters: a notebook keeps its own values')
      }
      const files = await Promise.all(paths.map(readNotebook))
      for (const file of files) checkParameters(file, options.parameter ?? {})
      process.exitCode = await runFiles(files, options, ourKernelSpec(), interruptSignal())
    })
}

function toSeconds(text: string): number {
  const seconds = Number(text)
  if (seconds > 0 && Number.isFinite(seconds)) return seconds
  throw new InvalidArgumentError('it is a number of seconds above 0')
}

function toCount(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count > 0) return count
  throw new InvalidArgumentError('it is a whole number above 0')
}

function addParameter(text: string, earlier: Parameters = {}): Parameters {
  try {
    const [name, value] = parseParameter(text)
    return { ...earlier, [name]: value }
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message)
  }
}

/**
 * Runs notebooks, each in a kernel of its own, and reports to standard output: cell by cell, or,
 * when several run at the same time, notebook by notebook.
 *
 * @returns the exit code
 */
export async function runFiles(
  files: readonly NotebookFile[],
  options: RunCommand,
  spec: KernelSpec,
  signal: AbortSignal,
): Promise<number> {
  const { jobs = 1 } = options
  const waiting = [...files]
  const codes: number[] = []
  const work = async () => {
    while (!signal.aborted) {
      const file = waiting.shift()
      if (!file) return
      const report: string[] = []
      const tell = jobs === 1 ? print : (lines: readonly string[]) => void report.push(...lines)
      codes.push(await runOne(file, { spec, signal, tell, ...options }))
      if (report.length > 0) print(report)
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  if (waiting.length > 0) codes.push(exitCode.interrupted)
  return Math.max(exitCode.good, ...codes)
}

interface RunContext extends RunCommand {
  spec: KernelSpec
  signal: AbortSignal
  tell(lines: readonly string[]): void
}

/** @returns the exit code of one notebook */
async function runOne(file: NotebookFile, context: RunContext): Promise<number> {
  try {
    return (await runFile(file, context)) ? exitCode.good : exitCode.failed
  } catch (error) {
    if (context.signal.aborted) {
      process.stderr.write(`${file.path}: interrupted, nothing was written\n`)
      return exitCode.interrupted
    }
    if (!(error instanceof KernelDied || error instanceof ChangedMeanwhile)) throw error
    process.stderr.write(`${file.path}: ${error.message}\n`)
    return exitCode.failed
  }
}

/** @returns whether every cell was good */
async function runFile(
  file: NotebookFile,
  { write = false, check = false, timeout, parameter = {}, spec, signal, tell }: RunContext,
): Promise<boolean> {
  const start = performance.now()
  tell([file.path])
  const notebook = withParameters(file.notebook, parameter)
  const ignoresCount = notebook !== file.notebook
  let changed = 0
  const runs = await runNotebook(notebook, {
    spec,
    folder: dirname(file.path),
    timeout: timeout * 1000,
    signal,
    onCell: (run) => {
      const difference = check && !hasFailed(run) ? checkRun(run, { ignoresCount }) : undefined
      if (difference !== undefined) changed++
      tell([...cellLines(run), ...indented(difference)])
    },
  })
  const good = !runs.some(hasFailed) && changed === 0
  const written = write && good ? await writeOutputs(file, runs) : false
  tell([summary(notebook, runs, { milliseconds: performance.now() - start, written, changed })])
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
