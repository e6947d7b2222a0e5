/** Puts the parts of the kernel together: docs/kernel.md shows how they fit. */
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises'
import type { Cell } from './cells/Cell.js'
import { CellQueue } from './cells/CellQueue.js'
import { CellRunner } from './cells/CellRunner.js'
import { Interrupter } from './cells/Interrupter.js'
import { Notebook } from './cells/Notebook.js'
import { bridgeKey, kernelBridge } from './output/bridge.js'
import { type Input, offerCellGlobals } from './output/cellGlobals.js'
import { captureChildOutput } from './output/childOutput.js'
import { captureStandardStreams, OutputStreams } from './output/OutputStreams.js'
import { ScriptMaps } from './output/ScriptMaps.js'
import { mapStackTraces } from './output/stackTraces.js'
import { ProcessExit } from './processLife.js'
import type { RunningCell } from './protocol/controlMessages.js'
import type { Handlers, KernelServer } from './protocol/KernelServer.js'
import type { Content, Message } from './protocol/message.js'
import { Comms } from './requests/Comms.js'
import { complete } from './requests/complete.js'
import { History } from './requests/History.js'
import { inspect } from './requests/inspect.js'
import { isComplete } from './requests/isComplete.js'
import { loadTslab, type Tslab } from './tslab/tslab.js'

/** Milliseconds without a question, after which the compiler is loaded. */
const pause = 20

/** Milliseconds for reading what waits: a client that sends without a pause is not waited for. */
const longestReading = 1000

/** Milliseconds of use after which the compiler's byte code is worth keeping. */
const cacheDelay = 3000

export interface Folders {
  notebook: string
  /** Where things are kept that make the next start faster. */
  cache: string
  /** The file that keeps what was run; '' for none. */
  history: string
}

/** What compiles and runs TypeScript: loaded after the first answers are given. */
interface Language {
  tslab: Tslab
  notebook: Notebook
}

export class Kernel {
  readonly interrupter: Interrupter
  private readonly streams = new OutputStreams()
  private readonly maps = new ScriptMaps()
  private readonly comms = new Comms((type, content, handled) => {
    this.server.publish(type, content, handled ?? this.runner.current?.request)
  })
  private readonly history: History
  private readonly runner: CellRunner
  private readonly queue: CellQueue
  private loaded: Language | undefined
  private warmUp: NodeJS.Timeout | undefined

  constructor(
    private readonly server: KernelServer,
    private readonly kernelInfo: Content,
    private readonly running: RunningCell,
    private readonly folders: Folders,
    /** Called before a request is executed. */
    private readonly onExecute: (request: Message) => void,
  ) {
    this.interrupter = new Interrupter(running)
    this.history = new History(folders.history)
    this.runner = new CellRunner(
      () => this.language.notebook,
      this.interrupter,
      this.streams,
      (type, content, parent) => server.publish(type, content, parent),
      (count, source) => this.history.add(count, source),
      (cell, prompt, password) => this.input(cell, prompt, password),
    )
    this.queue = new CellQueue(
      () => this.readWaitingRequests(),
      () => this.runner.reply('aborted'),
    )
  }

  /** Connects what is global in the process: standard streams, stack traces, the bridge. */
  takeOverProcess(kernelFolder: string): void {
    mapStackTraces(this.maps, kernelFolder)
    captureStandardStreams((name, text) => {
      this.runner.current?.print(name, text)
      return this.runner.current !== undefined
    })
    captureChildOutput(() => {
      const cell = this.runner.current
      return cell && ((name, text) => cell.print(name, text))
    })
    const ask: Input = (cell, prompt, password) => this.input(cell, prompt, password)
    const current = () => this.runner.current
    offerCellGlobals(current, ask)
    const bridge = kernelBridge(current, ask, this.comms, () => this.running.dropped)
    Object.assign(globalThis, { [bridgeKey]: bridge })
    process.on('uncaughtException', (error) => this.printUncaught(error))
    process.on('unhandledRejection', (reason) => this.printUncaught(reason))
  }

  handlers(): Handlers {
    const requests: Handlers['requests'] = {
      kernel_info_request: () => {
        this.warmUpIn(pause)
        return this.kernelInfo
      },
      execute_request: (request) => this.execute(request),
      complete_request: ({ content }) => complete(this.language.notebook, content),
      inspect_request: ({ content }) => inspect(this.language.notebook, content),
      is_complete_request: ({ content }) => isComplete(this.language.tslab, content),
      history_request: ({ content }) => this.history.answer(content),
      comm_info_request: ({ content }) => this.comms.info(content),
      interrupt_request: () => ({ status: 'ok' }),
    }
    return { requests, notices: this.comms.notices }
  }

  /**
   * Loads the compiler and compiles once, so that the first cell need not wait for it. Nothing is
   * answered meanwhile: so this begins in a pause of the front end's first questions.
   */
  warmUpIn(milliseconds: number): void {
    clearTimeout(this.warmUp)
    this.warmUp = setTimeout(() => {
      if (!this.loaded) this.language.notebook.warmUp()
    }, milliseconds)
  }

  /** The cells that wait, and those that come, are aborted: the process is about to end. */
  refuseCells(): void {
    this.queue.close()
  }

  flush(): void {
    this.streams.flush()
  }

  private get language(): Language {
    this.loaded ??= this.load()
    return this.loaded
  }

  private load(): Language {
    const { notebook, cache } = this.folders
    const tslab = loadTslab(cache)
    setTimeout(() => tslab.saveCache?.(), cacheDelay).unref()
    tslab.onDisplay((content, update) => {
      this.runner.current?.send(update ? 'update_display_data' : 'display_data', { ...content })
    })
    return { tslab, notebook: new Notebook(tslab, this.maps, notebook) }
  }

  private execute(request: Message): Promise<Content> {
    return this.queue.add({
      stopOnError: request.content.stop_on_error !== false,
      run: async () => {
        this.server.executing = request
        this.onExecute(request)
        try {
          return await this.runner.run(request)
        } finally {
          this.server.executing = undefined
        }
      },
    })
  }

  /** Until nothing has arrived on the shell channel for some turns of the event loop. */
  async readWaitingRequests(): Promise<void> {
    await sleep(5)
    const end = performance.now() + longestReading
    for (let quiet = 0; quiet < 3 && performance.now() < end; ) {
      const { received } = this.server
      await turn()
      quiet = this.server.received === received ? quiet + 1 : 0
    }
  }

  private async input(cell: Cell, prompt: string, password: boolean): Promise<string> {
    if (cell.request.content.allow_stdin !== true) {
      throw new Error('this front end cannot be asked for input: give the value in the cell')
    }
    this.flush()
    return this.server.requestInput(cell.request, { prompt, password }, cell.abort.signal)
  }

  /** An error in a timer, or in a promise that nobody waits for: told, and the kernel goes on. */
  private printUncaught(error: unknown): void {
    if (error instanceof ProcessExit) return // nothing is wrong
    const { traceback } = this.runner.report(error)
    process.stderr.write(`Uncaught ${traceback.join('\n')}\n`)
  }
}
