import { randomUUID } from 'node:crypto'
import type { Content, Message } from './message.js'

/** Sends an input request whose id is `id` to the client of `parent`. */
type Send = (id: string, content: Content, parent: Message) => Promise<void>

/**
 * What the client was asked for on the stdin channel. The prompts of a cell wait for each other, so
 * that a reader sees one at a time; those of another cell do not, as theirs may never be answered.
 * Source: Jupyter client documentation, "Messages on the stdin channel".
 */
export class InputRequests {
  /** Takes the answer, by the id of the request; the newest is last. */
  private readonly open = new Map<string, (value: string) => void>()
  private readonly latest = new WeakMap<Message, Promise<unknown>>()

  constructor(private readonly send: Send) {}

  /** Rejects with the signal's reason when it is aborted. */
  ask(parent: Message, content: Content, signal: AbortSignal): Promise<string> {
    const earlier = this.latest.get(parent) ?? Promise.resolve()
    const answer = earlier.then(() => this.askNow(parent, content, signal))
    this.latest.set(
      parent,
      answer.catch(() => undefined),
    )
    return answer
  }

  /**
   * An answer says in its parent what it answers: one that comes too late is dropped. Front ends
   * that leave the parent empty mean the newest prompt.
   */
  receive({ parent, content }: Pick<Message, 'parent' | 'content'>): void {
    const isNamed = parent.msg_type === 'input_request'
    const id = isNamed ? parent.msg_id : [...this.open.keys()].at(-1)
    this.open.get(String(id))?.(String(content.value ?? ''))
  }

  private askNow(parent: Message, content: Content, signal: AbortSignal): Promise<string> {
    const id = randomUUID()
    let stop = () => {}
    return new Promise<string>((resolve, reject) => {
      signal.throwIfAborted()
      stop = () => reject(signal.reason)
      signal.addEventListener('abort', stop)
      this.open.set(id, resolve)
      this.send(id, content, parent).catch(reject)
    }).finally(() => {
      this.open.delete(id)
      signal.removeEventListener('abort', stop)
    })
  }
}
