import type { Message } from './messages.js'
import type {
  DisplayOutput,
  ErrorOutput,
  Json,
  MimeBundle,
  Output,
  ResultOutput,
  StreamOutput,
} from './output.js'

/** The outputs that carry a display id, over all cells of a kernel: an update changes them all. */
export type Displays = Map<string, (DisplayOutput | ResultOutput)[]>

/** What a display message carries. Source: Jupyter client documentation, "display_data". */
interface DisplayContent {
  data: MimeBundle
  metadata?: { [key: string]: Json }
  transient?: { display_id?: string }
  execution_count?: number | null
}

type StreamContent = Pick<StreamOutput, 'name'> & { text: string }
type ErrorContent = Omit<ErrorOutput, 'output_type'>

/** Builds a cell's outputs out of the messages on iopub, as JupyterLab does. */
export class OutputCollector {
  readonly outputs: Output[] = []
  private clearBeforeNext = false
  private endsInReturn = false

  constructor(private readonly displays: Displays) {}

  /** Messages that carry no output (status, execute_input) are passed over. */
  receive({ header, content }: Message): void {
    const type = header.msg_type
    // the protocol defines the fields of each type
    if (type === 'stream') this.addStream(content as unknown as StreamContent)
    else if (type === 'error') this.addError(content as unknown as ErrorContent)
    else if (type === 'display_data' || type === 'execute_result')
      this.addDisplay(type, content as unknown as DisplayContent)
    else if (type === 'update_display_data')
      this.updateDisplays(content as unknown as DisplayContent)
    else if (type === 'clear_output') this.clear(content.wait === true)
  }

  /** With `wait` the outputs stay until the next one takes their place: nothing flickers. */
  private clear(wait: boolean): void {
    if (wait) this.clearBeforeNext = true
    else this.outputs.length = 0
  }

  private add(output: Output): void {
    if (this.clearBeforeNext) this.outputs.length = 0
    this.clearBeforeNext = false
    this.outputs.push(output)
  }

  private addStream({ name, text }: StreamContent): void {
    const last = this.clearBeforeNext ? undefined : this.outputs.at(-1)
    if (last?.output_type !== 'stream' || last.name !== name) {
      this.add({ output_type: 'stream', name, text: overwriteLines(text) })
    } else if (text === '') {
      return // a return at the end is still there
    } else {
      const whole = last.text + text
      // looking at all of it each time would take ever longer
      last.text = this.endsInReturn || text.includes('\r') ? overwriteLines(whole) : whole
    }
    this.endsInReturn = text.endsWith('\r')
  }

  private addDisplay(type: 'display_data' | 'execute_result', content: DisplayContent): void {
    const { data, metadata = {}, transient, execution_count = null } = content
    this.updateDisplays(content)
    const output: DisplayOutput | ResultOutput =
      type === 'display_data'
        ? { output_type: type, data, metadata }
        : { output_type: type, data, metadata, execution_count }
    this.add(output)
    const id = transient?.display_id
    if (id !== undefined) this.displays.set(id, [...(this.displays.get(id) ?? []), output])
  }

  private updateDisplays({ data, metadata = {}, transient }: DisplayContent): void {
    const id = transient?.display_id
    if (id === undefined) return
    for (const output of this.displays.get(id) ?? []) Object.assign(output, { data, metadata })
  }

  private addError({ ename, evalue, traceback }: ErrorContent): void {
    this.add({ output_type: 'error', ename, evalue, traceback })
  }
}

/**
 * A carriage return goes back to the start of the line: what follows writes over it. One at the
 * very end is kept, for the text that is still to come.
 */
function overwriteLines(text: string): string {
  if (!text.includes('\r')) return text
  const lines = text.replaceAll(/\r+\n/g, '\n').split('\n').map(overwriteLine)
  return lines.join('\n') + (text.endsWith('\r') ? '\r' : '')
}

function overwriteLine(line: string): string {
  return line.split('\r').reduce((old, written) => written + old.slice(written.length))
}
