import { randomUUID } from 'node:crypto'
import { Channels, type Listener, type RequestChannel } from './channels.js'
import { type ConnectionFile, writeConnectionFile } from './connection.js'
import { type ExecuteOptions, type ExecuteResult, execute } from './execute.js'
import { KernelProcess } from './KernelProcess.js'
import type { KernelSpec } from './kernelSpec.js'
import { type Message, newMessage } from './messages.js'
import type { Displays } from './OutputCollector.js'
import { within } from './within.js'

export interface StartOptions {
  spec: KernelSpec
  /** The folder in which the kernel runs: for a notebook, its own. */
  cwd: string
  env?: NodeJS.ProcessEnv
  /** Milliseconds until a kernel that does not answer is given up. */
  patience?: number
  /** Stops the kernel when it is aborted, at any time; what is awaited then fails. */
  signal?: AbortSignal
}

/** A kernel ended, or did not start, while an answer was awaited. */
export class KernelDied extends Error {
  override name = 'KernelDied'
}

/** Milliseconds until a kernel that was told to shut down is killed. */
const shutdownPatience = 2_000
/** How often a kernel is started, at most, when others take its ports between choice and start. */
const portChoices = 5
/** Milliseconds between requests while the subscription to the kernel's output is made. */
const subscribeInterval = 100

/**
 * A kernel of its own and the connection to it. Always `stop()` it: that ends the process and
 * removes what was made for it.
 */
export class KernelClient {
  readonly displays: Displays = new Map()
  private readonly session = randomUUID()
  private readonly channels: Channels
  private stopping?: Promise<void>

  private constructor(
    private readonly spec: KernelSpec,
    private readonly file: ConnectionFile,
    readonly process: KernelProcess,
  ) {
    this.channels = new Channels(file.connection, this.session)
  }

  /**
   * Starts a kernel and waits until it answers and its output arrives; again, with other ports,
   * when it ends because somebody has taken one of them.
   *
   * @throws KernelDied when it ends first, also by the signal, or does not answer in time.
   */
  static async start(options: StartOptions): Promise<KernelClient> {
    for (let choice = 1; ; choice++) {
      try {
        return await KernelClient.startOnce(options)
      } catch (error) {
        const isLast = choice === portChoices || options.signal?.aborted
        if (isLast || !isPortTaken(error)) throw error
      }
    }
  }

  private static async startOnce(options: StartOptions): Promise<KernelClient> {
    const { spec, cwd, env, patience = 60_000, signal } = options
    signal?.throwIfAborted()
    const file = await writeConnectionFile(spec.name)
    const client = new KernelClient(spec, file, new KernelProcess(spec, file.path, { cwd, env }))
    client.stopAt(signal)
    try {
      const answered = await within(patience, client.subscribe())
      if (!answered) throw client.death(`the kernel did not answer in ${patience / 1000} s`)
      return client
    } catch (error) {
      await client.stop()
      throw error
    }
  }

  private stopAt(signal: AbortSignal | undefined): void {
    const stop = () => void this.stop()
    if (signal?.aborted) stop() // while the connection file was written
    signal?.addEventListener('abort', stop)
    void this.process.ended.then(() => signal?.removeEventListener('abort', stop))
  }

  /**
   * A subscription takes effect some time after it is asked for, and what is published before is
   * lost: so a question is asked until the status that belongs to it has been seen as well.
   */
  private async subscribe(): Promise<true> {
    await this.reply('shell', 'kernel_info_request', {})
    for (;;) {
      if (await within(subscribeInterval, this.request('kernel_info_request', {}))) return true
    }
  }

  /**
   * Sends a request on the shell channel; resolves with the reply once the kernel is idle again, so
   * that every output has arrived.
   *
   * @throws KernelDied
   */
  request(type: string, content: Record<string, unknown>, listener?: Listener): Promise<Message> {
    let reply: Message | undefined
    let idle = false
    return this.exchange('shell', newMessage(this.session, type, content), (message, channel) => {
      if (channel === 'shell') reply = message
      else if (isIdle(message)) idle = true
      else listener?.(message, channel)
      return idle ? reply : undefined
    })
  }

  /** Sends a request on a channel whose requests are not followed by a status. */
  private reply(channel: RequestChannel, type: string, content: Record<string, unknown>) {
    const message = newMessage(this.session, type, content)
    return this.exchange(channel, message, (answer, from) =>
      from === channel ? answer : undefined,
    )
  }

  /**
   * Sends `message` and resolves with what `finish` makes of the answers, as soon as it is
   * something. Answers that come later (the output of a timer, say) still reach `finish`.
   */
  private async exchange<T>(
    channel: RequestChannel,
    message: Message,
    finish: (...answer: Parameters<Listener>) => T | undefined,
  ): Promise<T> {
    const finished = new Promise<T>((resolve) => {
      this.channels.listen(message.header.msg_id, (...answer) => {
        const result = finish(...answer)
        if (result !== undefined) resolve(result)
      })
    })
    await this.channels.send(channel, message)
    return Promise.race([
      finished,
      this.process.ended.then((reason) => Promise.reject(this.death(reason))),
    ])
  }

  private death(reason: string): KernelDied {
    const { lastWords } = this.process
    return new KernelDied(lastWords ? `${reason}; it said:\n${lastWords}` : reason)
  }

  /**
   * Runs code as a cell. A cell that throws is a result, not an error.
   *
   * @throws KernelDied
   */
  execute(code: string, options: ExecuteOptions = {}): Promise<ExecuteResult> {
    return execute(this, code, options)
  }

  /** Answers a message of the kernel's on the stdin channel. */
  async answer(request: Message, type: string, content: Record<string, unknown>): Promise<void> {
    const message = newMessage(this.session, type, content, request.header)
    await this.channels.send('stdin', message)
  }

  /** Interrupts what runs; the running cell then ends with an error. */
  async interrupt(): Promise<void> {
    if (this.spec.interruptMode === 'signal') this.process.interrupt()
    else await this.reply('control', 'interrupt_request', {})
  }

  /** Shuts the kernel down, by force if it does not obey; nothing of it is left afterwards. */
  stop(): Promise<void> {
    this.stopping ??= this.shutDown()
    return this.stopping
  }

  private async shutDown(): Promise<void> {
    if (this.process.isRunning) {
      void this.reply('control', 'shutdown_request', { restart: false }).catch(() => undefined)
      await this.process.end(shutdownPatience)
    }
    this.channels.close()
    await this.file.remove()
  }
}

/** In the words of Node and of zeromq, for kernels in any language. */
function isPortTaken(error: unknown): boolean {
  const isEnded = error instanceof KernelDied && error.message.startsWith('the kernel exited')
  return isEnded && /EADDRINUSE|address already in use/i.test(error.message)
}

function isIdle({ header, content }: Message): boolean {
  return header.msg_type === 'status' && content.execution_state === 'idle'
}
