import { resolve } from 'node:path'
import { KernelClient, KernelDied } from '../client/KernelClient.js'
import type { KernelSpec } from '../client/kernelSpec.js'
import type { ErrorOutput, Output } from '../client/output.js'
import { type CodeCell, hasTag, isExecuted, joinText, type Notebook } from './nbformat.js'

export interface SessionOptions {
  spec: KernelSpec
  /** The notebook's folder, in which its kernel runs. */
  folder: string
  env?: NodeJS.ProcessEnv
  /** Milliseconds that each cell may take. */
  timeout?: number
  /** Stops the kernel when it is aborted. */
  signal?: AbortSignal
}

export type CellError = Pick<ErrorOutput, 'ename' | 'evalue' | 'traceback'>

/** How a code cell went. */
export interface CellRun {
  /** Its place among all cells of the notebook, from 0. */
  index: number
  cell: CodeCell
  /**
   * `raised`: it threw, as its tag raises-exception allows. `skipped`: it is blank or has the tag
   * skip-execution. `not run`: an earlier cell failed.
   */
  status: 'ok' | 'raised' | 'skipped' | 'error' | 'timeout' | 'kernel died' | 'not run'
  milliseconds: number
  executionCount: number | null
  outputs: Output[]
  error?: CellError
}

export function hasFailed({ status }: CellRun): boolean {
  return status !== 'ok' && status !== 'raised' && status !== 'skipped'
}

/** A notebook in a fresh kernel; its cells run in order, each once. Always `stop()` it. */
export class NotebookSession {
  private readonly runs: CellRun[] = []
  private running: Promise<unknown> = Promise.resolve()

  private constructor(
    private readonly notebook: Notebook,
    private readonly kernel: KernelClient,
    private readonly timeout: number | undefined,
  ) {}

  /** @throws KernelDied when the kernel does not start. */
  static async start(
    notebook: Notebook,
    { spec, folder, env, timeout, signal }: SessionOptions,
  ): Promise<NotebookSession> {
    const kernel = await KernelClient.start({ spec, cwd: resolve(folder), env, signal })
    return new NotebookSession(notebook, kernel, timeout)
  }

  /** Runs the code cell at `index`, and before it those above that have not run yet. */
  run(index: number): Promise<CellRun> {
    const run = this.running.then(() => this.runUpTo(index))
    this.running = run.catch(() => undefined)
    return run
  }

  private async runUpTo(last: number): Promise<CellRun> {
    const { cells } = this.notebook
    for (let index = (this.runs.at(-1)?.index ?? -1) + 1; index <= last; index++) {
      const cell = cells[index]
      if (cell.cell_type === 'code') this.runs.push(await this.runCell(cell, index))
    }
    const run = this.runs.find((one) => one.index === last)
    if (!run) throw new RangeError(`cell ${last + 1} of the notebook is not a code cell`)
    return run
  }

  private async runCell(cell: CodeCell, index: number): Promise<CellRun> {
    const notRun = { index, cell, milliseconds: 0, executionCount: null, outputs: [] }
    const failed = this.runs.find(hasFailed)
    if (failed) return { ...notRun, status: 'not run', error: following(failed) }
    if (!isExecuted(cell)) return { ...notRun, status: 'skipped' }
    const start = performance.now()
    const result = await this.execute(cell)
    return { index, cell, milliseconds: performance.now() - start, ...result }
  }

  private async execute(
    cell: CodeCell,
  ): Promise<Pick<CellRun, 'status' | 'executionCount' | 'outputs' | 'error'>> {
    const mayRaise = hasTag(cell, 'raises-exception')
    try {
      const { status, ...result } = await this.kernel.execute(joinText(cell.source), {
        timeout: this.timeout,
        stopOnError: !mayRaise,
      })
      if (status === 'error' && mayRaise) return { ...result, status: 'raised' }
      return { ...result, status: status === 'aborted' ? 'not run' : status }
    } catch (error) {
      if (!(error instanceof KernelDied)) throw error
      const died = { ename: error.name, evalue: error.message, traceback: [] }
      return { status: 'kernel died', executionCount: null, outputs: [], error: died }
    }
  }

  stop(): Promise<void> {
    return this.kernel.stop()
  }
}

function following({ index, error }: CellRun): CellError {
  const reason = error ? ` (${error.ename}: ${error.evalue})` : ''
  return { ename: 'NotRun', evalue: `cell ${index + 1} failed${reason}`, traceback: [] }
}
