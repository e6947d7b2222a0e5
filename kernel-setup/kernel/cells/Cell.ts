import type { OutputStreams, OutputTarget, StreamName } from '../output/OutputStreams.js'
import type { Content, Message } from '../protocol/message.js'

/** Sends a message on iopub in answer to a request. */
export type Publish = (type: string, content: Content, parent: Message) => void

/** A cell's run: where its output goes, and how it is told to stop. */
export class Cell implements OutputTarget {
  readonly abort = new AbortController()
  /** Displays that are promised: the cell ends after them. */
  readonly shown: Promise<void>[] = []
  /** Whether nobody waits for displays any more. */
  isOver = false
  /** Called when somebody takes the abort signal, and so may stop by itself. */
  onSignalTaken: () => void = () => {}

  constructor(
    /** As its author sees it, `Cell[3]`; 0 for code that is not counted. */
    readonly number: number,
    readonly request: Message,
    private readonly streams: OutputStreams,
    private readonly publish: Publish,
  ) {}

  get signal(): AbortSignal {
    this.onSignalTaken()
    return this.abort.signal
  }

  /** Sends a message after everything that was printed before it. */
  send(type: string, content: Content): void {
    this.streams.flush()
    this.publish(type, content, this.request)
  }

  print(name: StreamName, text: string): void {
    this.streams.write(this, name, text)
  }

  stream(name: StreamName, text: string): void {
    this.publish('stream', { name, text }, this.request)
  }
}
