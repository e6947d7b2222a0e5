import { StringDecoder } from 'node:string_decoder'

export type StreamName = 'stdout' | 'stderr'

/** To whom output belongs: a cell. */
export interface OutputTarget {
  stream(name: StreamName, text: string): void
}

const interval = 50
const largest = 65_536

/**
 * Gathers what cells print into few messages: at most one every 50 ms, or every 64 KB. What a
 * busy cell prints still arrives while it runs, and nothing is lost or reordered.
 */
export class OutputStreams {
  private text = ''
  private name: StreamName = 'stdout'
  private target: OutputTarget | undefined
  private lastFlush = 0
  private timer: NodeJS.Timeout | undefined

  write(target: OutputTarget | undefined, name: StreamName, text: string): void {
    if (text === '') return
    if (target !== this.target || name !== this.name) this.flush()
    this.target = target
    this.name = name
    this.text += text
    const isDue = Date.now() - this.lastFlush >= interval
    if (isDue || this.text.length >= largest) this.flush()
    else this.timer ??= setTimeout(() => this.flush(), interval)
  }

  /** Sends what is held back: before any other message of a cell, and at its end. */
  flush(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.lastFlush = Date.now()
    const { text } = this
    this.text = ''
    if (text !== '') this.target?.stream(this.name, text)
  }
}

type WriteCallback = (error?: Error | null) => void

/**
 * Redirects `process.stdout` and `process.stderr`, so also `console`. Characters whose UTF-8 is
 * spread over several writes arrive whole.
 *
 * @param receive gives false for what belongs to no cell: that goes where it always went
 */
export function captureStandardStreams(receive: (name: StreamName, text: string) => boolean): void {
  for (const name of ['stdout', 'stderr'] as const) {
    const writeThrough = process[name].write.bind(process[name])
    const decoder = new StringDecoder('utf8')
    const write = (
      chunk: string | Uint8Array,
      encoding?: BufferEncoding | WriteCallback,
      callback?: WriteCallback,
    ) => {
      const isEncoded = typeof encoding === 'string' && !/^utf-?8$/i.test(encoding)
      const bytes = typeof chunk === 'string' && isEncoded ? Buffer.from(chunk, encoding) : chunk
      const text = typeof bytes === 'string' ? bytes : decoder.write(Buffer.from(bytes))
      if (!receive(name, text)) writeThrough(text)
      const done = typeof encoding === 'function' ? encoding : callback
      if (done) process.nextTick(done)
      return true
    }
    process[name].write = write
  }
}
