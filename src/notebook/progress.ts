/** How far a long loop has come, as one line that moves: in a notebook or in a terminal. */
import { checkOptions } from '../math/options.js'
import { notebookFront } from './front.js'
import { Paced } from './Paced.js'

/** What `progress` counts. */
export interface ProgressOptions {
  /** Number of steps in all. */
  total: number
  /** What is going on: 'learning', 'searching for a learning rate'. */
  label: string
}

/** A line that tells how far a loop has come. */
export interface Progress {
  /** Says that `done` steps are done, with a note such as the loss. */
  step(done: number, note?: string): void
  /** Shows the last state, without times, so that a recorded notebook does not change. */
  done(note?: string): Promise<void>
}

/**
 * Shows how far a loop has come: label, count, note, rate and remaining time, at most about four
 * times a second. Nothing is shown where output is neither a notebook nor a terminal.
 *
 * @throws DomainError without a total and a label.
 */
export function progress(options: ProgressOptions): Progress {
  checkOptions(options, { total: 'number', label: 'string' }, 'progress', ['total', 'label'])
  const { total, label } = options
  const write = notebookLine() ?? terminalLine()
  const paced = new Paced<string>((text) => write?.(text, false) ?? Promise.resolve())
  const start = performance.now()
  let count = 0
  let latest: string | undefined

  function step(done: number, note = latest): void {
    if (!write) return
    count = done
    latest = note
    const seconds = (performance.now() - start) / 1000
    paced.request(`${state(note)} · ${pace(done, total, seconds)}`)
  }

  async function done(note = latest): Promise<void> {
    await paced.finish()
    await write?.(state(note), true)
  }

  function state(note: string | undefined): string {
    return `${label}: ${grouped(count)} of ${grouped(total)}${note ? ` · ${note}` : ''}`
  }

  return { step, done }
}

/** '2,500 per second · 3 s left'. */
export function pace(done: number, total: number, seconds: number): string {
  const rate = done / Math.max(seconds, 1e-3)
  const left = rate > 0 ? ` · ${Math.ceil((total - done) / rate)} s left` : ''
  return `${rate >= 10 ? grouped(Math.round(rate)) : rate.toPrecision(2)} per second${left}`
}

/** 10000 as 10,000, whatever the machine's language. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US')
}

type Line = (text: string, last: boolean) => Promise<void>

function notebookLine(): Line | undefined {
  const front = notebookFront()
  if (!front) return undefined
  const id = crypto.randomUUID()
  let shown = false
  return async (text) => {
    const bundle = { 'text/plain': text }
    if (shown) await front.update(bundle, id)
    else await front.display(bundle, id)
    shown = true
  }
}

/** Standard error, so that a program's own output stays clean. */
function terminalLine(): Line | undefined {
  if (typeof process === 'undefined' || !process.stderr?.isTTY) return undefined
  const { stderr } = process
  const clear = '\r\u001b[K'
  return async (text, last) => {
    const fitting = text.slice(0, (stderr.columns ?? 80) - 1)
    stderr.write(clear + fitting + (last ? '\n' : ''))
  }
}
