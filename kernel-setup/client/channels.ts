import { Dealer, Subscriber } from 'zeromq'
import type { Connection } from './connection.js'
import { decode, encode, type Message } from './messages.js'

export type RequestChannel = 'shell' | 'control' | 'stdin'
export type Listener = (message: Message, channel: RequestChannel | 'iopub') => void

/** How soon a socket tries again while the kernel does not listen yet, in milliseconds. */
const reconnectInterval = 25

/**
 * The sockets to one kernel. What arrives is handed to whoever listens to the request that it
 * answers; messages that are malformed or wrongly signed are dropped.
 */
export class Channels {
  private readonly listeners = new Map<string, Listener>()
  private readonly requests: Record<RequestChannel, Dealer>
  private readonly iopub = new Subscriber({
    linger: 0,
    receiveHighWaterMark: 0,
    reconnectInterval,
  })
  private readonly sent: Record<RequestChannel, Promise<void>>

  /**
   * `identity` is the routing id of shell and stdin: a kernel asks for input where it was asked.
   */
  constructor(
    private readonly connection: Connection,
    identity: string,
  ) {
    const options = { linger: 0, reconnectInterval, sendHighWaterMark: 0 }
    this.requests = {
      shell: new Dealer({ ...options, routingId: identity }),
      control: new Dealer({ ...options, routingId: identity }),
      stdin: new Dealer({ ...options, routingId: identity }),
    }
    this.sent = {
      shell: Promise.resolve(),
      control: Promise.resolve(),
      stdin: Promise.resolve(),
    }
    this.connect()
  }

  private connect(): void {
    const { ip, ports } = this.connection
    for (const channel of ['shell', 'control', 'stdin'] as const) {
      this.requests[channel].connect(`tcp://${ip}:${ports[channel]}`)
      void this.receive(this.requests[channel], channel)
    }
    this.iopub.connect(`tcp://${ip}:${ports.iopub}`)
    this.iopub.subscribe()
    void this.receive(this.iopub, 'iopub')
  }

  private async receive(socket: Dealer | Subscriber, channel: RequestChannel | 'iopub') {
    try {
      for await (const frames of socket) {
        const message = decode(frames, this.connection.key)
        const request = message?.parent.msg_id
        if (message && request) this.listeners.get(request)?.(message, channel)
      }
    } catch (error) {
      if (!socket.closed) throw error
    }
  }

  /** A socket takes one message at a time, so each waits for the one before it. */
  send(channel: RequestChannel, message: Message): Promise<void> {
    const frames = encode(message, this.connection.key)
    const sending = this.sent[channel].then(() => this.requests[channel].send(frames))
    this.sent[channel] = sending.catch(() => undefined)
    return sending
  }

  /** Calls `listener` with every message in answer to the request `id`; returns how to stop. */
  listen(id: string, listener: Listener): () => void {
    this.listeners.set(id, listener)
    return () => this.listeners.delete(id)
  }

  close(): void {
    this.listeners.clear()
    for (const socket of [...Object.values(this.requests), this.iopub]) socket.close()
  }
}
