import { randomUUID } from 'node:crypto'
import type { NoticeHandler } from '../protocol/KernelServer.js'
import type { Content, Message } from '../protocol/message.js'

/** One conversation with something in the front end. Set `onMessage` and `onClose` to listen. */
export interface Comm {
  readonly id: string
  readonly target: string
  onMessage: (data: Content) => void
  /** The front end closed it. */
  onClose: (data: Content) => void
  send(data: Content): void
  close(data?: Content): void
}

/** What a library does when the front end opens a comm of its target. */
export type OnOpen = (comm: Comm, data: Content) => void

/** Sends a comm message on iopub, in answer to what a handler handles now, else to a cell. */
type Send = (type: string, content: Content, handled: Message | undefined) => void

/** The open comms, and who answers new ones. Source: Jupyter client documentation, "Comms". */
export class Comms {
  private readonly targets = new Map<string, OnOpen>()
  private readonly comms = new Map<string, Comm>()

  /** The message whose handler runs. */
  private handled: Message | undefined

  constructor(private readonly publish: Send) {}

  /** From now on, `onOpen` gets the comms that the front end opens for `target`. */
  register(target: string, onOpen: OnOpen): void {
    this.targets.set(target, onOpen)
  }

  /** Opens a comm to what the front end knows as `target`. */
  open(target: string, data: Content = {}): Comm {
    const comm = this.add(randomUUID(), target)
    this.send('comm_open', { comm_id: comm.id, target_name: target, data })
    return comm
  }

  /** Handlers of what the front end sends: such messages have no reply. */
  get notices(): Readonly<Record<string, NoticeHandler>> {
    return {
      comm_open: this.handling((content) => this.opened(content)),
      comm_msg: this.handling((content) =>
        this.comms.get(String(content.comm_id))?.onMessage(dataOf(content)),
      ),
      comm_close: this.handling((content) => this.closed(content)),
    }
  }

  private handling(handle: (content: Content) => void): NoticeHandler {
    return (notice) => {
      this.handled = notice
      try {
        return handle(notice.content)
      } finally {
        this.handled = undefined
      }
    }
  }

  private send(type: string, content: Content): void {
    this.publish(type, content, this.handled)
  }

  /** The reply to a comm_info request; it may ask for one target only. */
  info({ target_name: asked }: Content): Content {
    const open = [...this.comms.values()].filter(({ target }) => !asked || target === asked)
    const comms = Object.fromEntries(open.map(({ id, target }) => [id, { target_name: target }]))
    return { status: 'ok', comms }
  }

  /** A comm for a target that nobody registered is closed at once, as the protocol says. */
  private opened(content: Content): void {
    const target = String(content.target_name)
    const comm = this.add(String(content.comm_id), target)
    const onOpen = this.targets.get(target)
    if (onOpen) onOpen(comm, dataOf(content))
    else comm.close()
  }

  private closed(content: Content): void {
    const comm = this.comms.get(String(content.comm_id))
    if (!comm) return
    this.comms.delete(comm.id)
    comm.onClose(dataOf(content))
  }

  private add(id: string, target: string): Comm {
    const comm: Comm = {
      id,
      target,
      onMessage: () => {},
      onClose: () => {},
      send: (data) => this.send('comm_msg', { comm_id: id, data }),
      close: (data = {}) => {
        if (this.comms.delete(id)) this.send('comm_close', { comm_id: id, data })
      },
    }
    this.comms.set(id, comm)
    return comm
  }
}

function dataOf({ data }: Content): Content {
  return (data ?? {}) as Content // the protocol's field
}
