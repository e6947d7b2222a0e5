/** Stands in for our kernel: keeps what is displayed, as a notebook would. */
import type { MimeBundle } from '../../src/notebook/front.js'

export interface Sent {
  readonly kind: 'display' | 'update'
  readonly data: MimeBundle
  readonly id: string | undefined
  /** Milliseconds since the kernel was put in place. */
  readonly at: number
}

const BRIDGE = Symbol.for('notegrad.kernel')

export class FakeKernel {
  readonly sent: Sent[] = []
  readonly #start = performance.now()

  /** Puts itself where the library looks for a kernel. */
  install(): this {
    const record = (kind: Sent['kind']) => (data: MimeBundle, _metadata: object, id?: string) => {
      this.sent.push({ kind, data, id, at: performance.now() - this.#start })
    }
    const bridge = { display: record('display'), update: record('update') }
    Object.defineProperty(globalThis, BRIDGE, { value: bridge, configurable: true })
    return this
  }

  remove(): void {
    Reflect.deleteProperty(globalThis, BRIDGE)
  }

  /** The outputs a notebook would show now: the last state of each, in the order of display. */
  get outputs(): MimeBundle[] {
    const outputs: { id: string | undefined; data: MimeBundle }[] = []
    for (const { kind, data, id } of this.sent) {
      const shown = kind === 'update' ? outputs.filter((output) => output.id === id) : []
      for (const output of shown) output.data = data
      if (kind === 'display') outputs.push({ id, data })
    }
    return outputs.map(({ data }) => data)
  }
}

export const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** Runs an action and returns what it wrote with console.log. */
export async function printed(action: () => Promise<void>): Promise<string[]> {
  const lines: string[] = []
  const { log } = console
  console.log = (...words: unknown[]) => lines.push(words.join(' '))
  try {
    await action()
  } finally {
    console.log = log
  }
  return lines
}
