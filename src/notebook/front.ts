/** Where output goes: our kernel, Deno's, tslab's own, or the terminal. */
import type { Json } from '../charts/chart.js'

/** One output in several forms, by mime type; a notebook shows the richest that it knows. */
export interface MimeBundle {
  /** What a terminal shows. */
  readonly 'text/plain': string
  readonly [mime: string]: Json
}

export interface Front {
  /** Shows a new output; `id` names it for later updates. */
  display(data: MimeBundle, id?: string): void | Promise<void>
  /** Replaces every output shown under this id. */
  update(data: MimeBundle, id: string): void | Promise<void>
}

/** What our kernel puts on globalThis, under a symbol: agreed, and known to no type. */
interface KernelBridge {
  display(data: MimeBundle, metadata?: object, displayId?: string): void
  update(data: MimeBundle, metadata: object, displayId: string): void
}

interface DenoGlobal {
  readonly jupyter?: { broadcast(type: string, content: object): Promise<void> }
}

/** The notebook that runs us, or undefined in a terminal, a script or a browser. */
export function notebookFront(): Front | undefined {
  const bridge = Reflect.get(globalThis, Symbol.for('notegrad.kernel')) as KernelBridge | undefined
  if (bridge) {
    return {
      display: (data, id) => bridge.display(data, {}, id),
      update: (data, id) => bridge.update(data, {}, id),
    }
  }
  const deno = (Reflect.get(globalThis, 'Deno') as DenoGlobal | undefined)?.jupyter
  return deno ? denoFront(deno) : tslabFront()
}

function denoFront(jupyter: NonNullable<DenoGlobal['jupyter']>): Front {
  const send = (type: string, data: MimeBundle, id?: string) =>
    jupyter.broadcast(type, { data, metadata: {}, transient: id ? { display_id: id } : {} })
  return {
    display: (data, id) => send('display_data', data, id),
    update: (data, id) => send('update_display_data', data, id),
  }
}

/** What Node says of a CommonJS program that runs; tslab's kernel is one. */
interface NodeProcess {
  readonly mainModule?: { readonly filename?: string; require(path: string): unknown }
}

/** The function through which tslab's own `display` sends; its kernel sets it for each cell. */
interface TslabJupyter {
  lastWriteDisplayData?(content: object, update: boolean): void
}

/** tslab as it comes, without our kernel: nothing of it is imported, for it runs already. */
function tslabFront(): Front | undefined {
  const main = (Reflect.get(globalThis, 'process') as NodeProcess | undefined)?.mainModule
  if (!main?.filename || !/[\\/]tslab[\\/]bin[\\/]tslab$/.test(main.filename)) return undefined
  const jupyter = main.require('../dist/jupyter.js') as TslabJupyter
  const send = (data: MimeBundle, id: string | undefined, update: boolean) =>
    jupyter.lastWriteDisplayData?.(
      { data, metadata: {}, transient: id ? { display_id: id } : {} },
      update,
    )
  return {
    display: (data, id) => send(data, id, false),
    update: (data, id) => send(data, id, true),
  }
}
