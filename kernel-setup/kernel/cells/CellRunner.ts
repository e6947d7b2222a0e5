import { setImmediate as turn } from 'node:timers/promises'
import { cellConsole } from '../output/cellConsole.js'
import { cellGlobals, type Input, Shown } from '../output/cellGlobals.js'
import { type ErrorReport, reportError } from '../output/errorReport.js'
import { type MimeBundle, mimeBundle } from '../output/mimeBundle.js'
import type { OutputStreams } from '../output/OutputStreams.js'
import type { Content, Message } from '../protocol/message.js'
import { pagerPayload } from '../requests/pager.js'
import { Cell, type Publish } from './Cell.js'
import type { Interrupter } from './Interrupter.js'
import type { CompiledCell, Notebook } from './Notebook.js'

/** Content of an execute request. Source: Jupyter client documentation, "Execute". */
interface ExecuteRequest {
  code: string
  silent?: boolean
  store_history?: boolean
  user_expressions?: Record<string, string>
}

/** Runs one execute request from its input to its reply. */
export class CellRunner {
  /** The cell that runs, or ran last: what is printed belongs to it. */
  current: Cell | undefined
  executionCount = 0
  private readonly sources = new Map<number, string>()

  constructor(
    private readonly notebook: () => Notebook,
    private readonly interrupter: Interrupter,
    private readonly streams: OutputStreams,
    private readonly publish: Publish,
    private readonly onCounted: (count: number, source: string) => void,
    private readonly ask: Input,
  ) {}

  /** @returns the content of the execute reply */
  async run(request: Message): Promise<Content> {
    const content = request.content as unknown as ExecuteRequest // the protocol's fields
    const { code, silent = false, user_expressions: expressions = {} } = content
    if (typeof code !== 'string') {
      throw new TypeError(`expected the code of a cell as text, given ${code}`)
    }
    const isCounted = !silent && content.store_history !== false
    if (isCounted) this.onCounted(++this.executionCount, code)
    const cell = this.newCell(isCounted ? this.executionCount : 0, code, request, silent)
    this.current = cell
    this.interrupter.begin(cell)
    cell.send('execute_input', { code, execution_count: this.executionCount })
    try {
      const payload = pagerPayload(this.notebook(), code)
      if (payload) return { ...this.reply('ok'), payload, user_expressions: {} }
      const data = await this.evaluate(cell, code)
      if (data) {
        const execution_count = this.executionCount
        cell.send('execute_result', { execution_count, data, metadata: {} })
      }
      const user_expressions = await this.evaluateAll(cell, expressions)
      return { ...this.reply('ok'), payload: [], user_expressions }
    } catch (error) {
      const report = this.report(error)
      cell.send('error', { ...report })
      return { ...this.reply('error'), ...report }
    } finally {
      this.interrupter.end()
      await turn() // Node tells at its end which promises were rejected in vain
      this.streams.flush()
    }
  }

  /** An aborted cell never ran: without a number, JupyterLab leaves its prompt empty. */
  reply(status: 'ok' | 'error' | 'aborted'): Content {
    return status === 'aborted' ? { status } : { status, execution_count: this.executionCount }
  }

  report(error: unknown): ErrorReport {
    return reportError(error, (cell) => this.sources.get(cell))
  }

  private newCell(number: number, source: string, request: Message, silent: boolean): Cell {
    this.sources.set(number, source)
    const publish: Publish = silent ? () => {} : this.publish
    return new Cell(number, request, this.streams, publish)
  }

  private async evaluate(
    cell: Cell,
    code: string,
    number = cell.number,
  ): Promise<MimeBundle | undefined> {
    const console = cellConsole((action) => this.inCell(this.owner(cell), action))
    const globals = { console, ...cellGlobals(cell, this.ask) }
    let compiled: CompiledCell | undefined
    try {
      return await this.interrupter.run(cell, () => {
        const prepared = this.notebook().compile(number, code, globals)
        compiled = prepared
        return async () => {
          try {
            const { value } = await prepared.run()
            await Promise.all(cell.shown)
            const isSilent = value === undefined || value instanceof Shown
            return isSilent ? undefined : mimeBundle(value)
          } finally {
            cell.isOver = true
          }
        }
      })
    } finally {
      compiled?.keep()
    }
  }

  /** A faulty expression has its own error; the cell is fine. */
  private async evaluateAll(cell: Cell, expressions: Record<string, string>): Promise<Content> {
    const results: Content = {}
    for (const [name, expression] of Object.entries(expressions)) {
      try {
        this.sources.set(0, expression)
        const data = (await this.evaluate(cell, expression, 0)) ?? {}
        results[name] = { status: 'ok', data, metadata: {} }
      } catch (error) {
        results[name] = { status: 'error', ...this.report(error) }
      }
    }
    return results
  }

  /**
   * The cell that prints when code of `cell` does: while the running cell has not awaited anything,
   * nobody else's code can run, so functions of earlier cells print for it.
   */
  private owner(cell: Cell): Cell {
    return this.interrupter.isSynchronous ? (this.current ?? cell) : cell
  }

  private inCell<T>(cell: Cell, action: () => T): T {
    const { current } = this
    this.current = cell
    try {
      return action()
    } finally {
      this.current = current
    }
  }
}
