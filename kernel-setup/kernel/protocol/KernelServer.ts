import type { Connection } from './connection.js'
import { InputRequests } from './InputRequests.js'
import { BadMessage, type Content, type Message, Wire } from './message.js'
import { bindSockets, type Sockets } from './sockets.js'

/** Answers one type of request; the reply's type follows from the request's. */
export type RequestHandler = (request: Message) => Content | Promise<Content>

/** Messages on the shell channel that are not answered (comm messages), with their handlers. */
export type NoticeHandler = (notice: Message) => void | Promise<void>

export interface Handlers {
  requests: Readonly<Record<string, RequestHandler>>
  notices: Readonly<Record<string, NoticeHandler>>
}

/** The shell, iopub and stdin channels: each request is enclosed in `busy` and `idle`. */
export class KernelServer {
  /** The execute request under way: after `idle` for another request, `busy` is said again. */
  executing: Message | undefined
  /**
   * Messages read on the shell channel. (The socket must not be asked whether one waits: asking
   * takes the news of its arrival away from the reader, who then waits for ever.)
   */
  received = 0
  private readonly inputs = new InputRequests((id, content, parent) => {
    const { identities } = parent
    return this.sockets.stdin.send(
      this.wire.encode('input_request', content, parent, identities, id),
    )
  })

  private constructor(
    private readonly wire: Wire,
    private readonly sockets: Sockets,
    private readonly onDropped: () => void,
  ) {}

  /** @param onDropped called for each message with a wrong signature, malformed, or seen before */
  static async bind(connection: Connection, onDropped: () => void): Promise<KernelServer> {
    return new KernelServer(new Wire(connection.key), await bindSockets(connection), onDropped)
  }

  /**
   * Tells each new subscriber of iopub that it is one: what was published before, it has missed.
   * Source: Jupyter enhancement proposal 65.
   */
  async welcomeSubscribers(): Promise<void> {
    for await (const [frame] of this.sockets.iopub) {
      const isSubscription = frame[0] === 1
      const subscription = frame.subarray(1).toString()
      if (isSubscription) this.publish('iopub_welcome', { subscription }, undefined)
    }
  }

  /** Serves until the sockets are closed. */
  async serve(handlers: Handlers): Promise<void> {
    void this.readInput()
    for await (const frames of this.sockets.shell) {
      this.received++
      const message = this.decode(frames)
      if (message) void this.handle(message, handlers)
    }
  }

  /** Sends on iopub, in answer to `parent`. */
  publish(type: string, content: Content, parent: Message | undefined): void {
    void this.sockets.iopub.send(this.wire.encode(type, content, parent, [type]))
  }

  /** Asks the client of `parent` for a line of input, until the signal is aborted. */
  requestInput(parent: Message, content: Content, signal: AbortSignal): Promise<string> {
    return this.inputs.ask(parent, content, signal)
  }

  close(): void {
    this.sockets.close()
  }

  private async readInput(): Promise<void> {
    for await (const frames of this.sockets.stdin) {
      const message = this.decode(frames)
      if (message?.header.msg_type === 'input_reply') this.inputs.receive(message)
    }
  }

  private async handle(message: Message, { requests, notices }: Handlers): Promise<void> {
    const type = message.header.msg_type
    this.publish('status', { execution_state: 'busy' }, message)
    try {
      if (Object.hasOwn(requests, type)) {
        this.reply(message, await requests[type](message))
      } else if (Object.hasOwn(notices, type)) {
        await notices[type](message)
      }
    } catch (error) {
      if (Object.hasOwn(requests, type)) this.reply(message, internalError(error))
      // a library's handler of comm messages failed: told as an error that nobody caught
      else void Promise.reject(error)
    } finally {
      this.publish('status', { execution_state: 'idle' }, message)
      if (this.executing && this.executing !== message) {
        this.publish('status', { execution_state: 'busy' }, this.executing)
      }
    }
  }

  private reply(request: Message, content: Content): void {
    const type = request.header.msg_type.replace(/_request$/, '_reply')
    void this.sockets.shell.send(this.wire.encode(type, content, request, request.identities))
  }

  private decode(frames: readonly Buffer[]): Message | undefined {
    try {
      return this.wire.decode(frames)
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error
      this.onDropped()
      return undefined
    }
  }
}

/** A fault of the kernel itself: it is told, and the kernel goes on. */
function internalError(error: unknown): Content {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  return {
    status: 'error',
    ename: name,
    evalue: message,
    traceback: (stack ?? message).split('\n'),
  }
}
