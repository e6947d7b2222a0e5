import type { Cell } from '../cells/Cell.js'
import type { Content } from '../protocol/message.js'
import type { Comms } from '../requests/Comms.js'
import type { Input } from './cellGlobals.js'
import { encodeBytes, type MimeBundle } from './mimeBundle.js'

/** What libraries find under `globalThis[Symbol.for('notegrad.kernel')]`. */
export interface KernelBridge {
  display(data: MimeBundle, metadata?: Content, displayId?: string): void
  update(data: MimeBundle, metadata: Content, displayId: string): void
  /** @param wait whether the outputs stay until the next one arrives (default true). */
  clear(wait?: boolean): void
  input(prompt: string, password?: boolean): Promise<string>
  /** Conversations with extensions of the front end. */
  readonly comms: Pick<Comms, 'register' | 'open'>
  /** Messages that the kernel dropped: wrong signature, malformed, or received before. */
  readonly dropped: number
  /** Aborted when the running cell is interrupted. */
  readonly signal: AbortSignal
}

export const bridgeKey = Symbol.for('notegrad.kernel')

/** @param current the cell to which output belongs now */
export function kernelBridge(
  current: () => Cell | undefined,
  input: Input,
  comms: Comms,
  dropped: () => number,
): KernelBridge {
  const cell = () => {
    const now = current()
    if (!now) throw new Error('no cell has run yet: show things in cells')
    return now
  }
  const show = (type: string, data: MimeBundle, metadata: Content, displayId?: string) => {
    const transient = displayId === undefined ? {} : { display_id: displayId }
    cell().send(type, { data: encodeBytes(data), metadata, transient })
  }
  return {
    display: (data, metadata = {}, displayId) => show('display_data', data, metadata, displayId),
    update: (data, metadata, displayId) => show('update_display_data', data, metadata, displayId),
    clear: (wait = true) => cell().send('clear_output', { wait }),
    input: (prompt, password = false) => input(cell(), prompt, password),
    comms: {
      register: (target, onOpen) => comms.register(target, onOpen),
      open: (target, data) => comms.open(target, data),
    },
    get dropped() {
      return dropped()
    },
    get signal() {
      return cell().signal
    },
  }
}
