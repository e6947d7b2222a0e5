/**
 * The functions that a cell may use without an import; `globals.d.ts` declares and explains them.
 */
import { randomUUID } from 'node:crypto'
import type { Cell } from '../cells/Cell.js'
import { encodeBytes, type MimeBundle, mimeBundle } from './mimeBundle.js'

/** Asks the reader of a cell. */
export type Input = (cell: Cell, prompt: string, password: boolean) => Promise<string>

/** What was shown. A class, for the end of a cell to tell it from a value that is to be shown. */
export class Shown {
  constructor(readonly update: (value: unknown) => void) {}
}

export interface CellGlobals {
  display: ((value: unknown) => Shown) & Record<string, unknown>
  input(prompt?: string): Promise<string>
  password(prompt?: string): Promise<string>
}

export function cellGlobals(cell: Cell, ask: Input): CellGlobals {
  return {
    display: Object.assign(displayer(cell, mimeBundle), byMimeType(cell), {
      clear: (wait = true) => cell.send('clear_output', { wait }),
    }),
    input: (prompt = '') => ask(cell, prompt, false),
    password: (prompt = '') => ask(cell, prompt, true),
  }
}

/** The same by name in the files that cells import: for the cell that `current` gives. */
export function offerCellGlobals(current: () => Cell | undefined, ask: Input): void {
  for (const name of ['display', 'input', 'password'] as const) {
    const define = (descriptor: PropertyDescriptor) =>
      Object.defineProperty(globalThis, name, { configurable: true, ...descriptor })
    define({
      get() {
        const cell = current()
        return cell && cellGlobals(cell, ask)[name]
      },
      set: (value) => define({ value, writable: true }),
    })
  }
}

type ToBundle = (value: unknown) => MimeBundle | Promise<MimeBundle>

/** Shows at once, unless the bundle is promised: then the cell's end waits for it. */
function displayer(cell: Cell, toBundle: ToBundle): (value: unknown) => Shown {
  return (first) => {
    const display_id = randomUUID()
    const send = (type: string, bundle: MimeBundle) =>
      cell.send(type, { data: encodeBytes(bundle), metadata: {}, transient: { display_id } })
    const show = (type: string, value: unknown) => {
      const bundle = toBundle(value)
      if (!(bundle instanceof Promise)) return send(type, bundle)
      const shown = bundle.then((ready) => send(type, ready))
      if (!cell.isOver) shown.catch(() => {}) // the cell tells it, as its own error
      cell.shown.push(shown)
    }
    show('display_data', first)
    return new Shown((value) => show('update_display_data', value))
  }
}

function byMimeType(cell: Cell): Record<string, (value: unknown) => Shown> {
  const of = (type: string) =>
    displayer(cell, (value) => {
      const isText = type.startsWith('text/')
      const text = isText ? String(value) : `[${type}]`
      return type === 'text/plain' ? { [type]: text } : { [type]: value, 'text/plain': text }
    })
  return {
    html: of('text/html'),
    markdown: of('text/markdown'),
    latex: of('text/latex'),
    svg: of('image/svg+xml'),
    png: of('image/png'),
    jpeg: of('image/jpeg'),
    json: of('application/json'),
    text: of('text/plain'),
    mime: displayer(cell, (bundle) => bundle as MimeBundle), // as globals.d.ts declares it
  }
}
