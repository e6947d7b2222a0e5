/**
 * The active backend. Nothing above src/math knows that there is more than one.
 */
import { DomainError } from '../errors.js'
import type { BackendName, Kernels } from './Kernels.js'
import { loops } from './loops/index.js'
import { wasmKernels } from './wasm/index.js'
import { wasm } from './wasm/module.js'

export type * from './Kernels.js'

const backends: Readonly<Record<BackendName, () => Kernels>> = {
  loops: () => loops,
  wasm: () => {
    wasm()
    return wasmKernels
  },
}

let active: Kernels | undefined

/** The kernels to use: the chosen backend, else NOTEGRAD_BACKEND, else wasm. */
export function kernels(): Kernels {
  active ??= chosenOutside() ?? fastest()
  return active
}

/**
 * Chooses what computes: 'wasm' (the default) or 'loops', the plain reference with the same bits.
 *
 * @throws DomainError when there is no such backend.
 */
export function setBackend(name: BackendName): void {
  active = open(name, 'setBackend')
}

/** Name of the active backend. */
export function backend(): BackendName {
  return kernels().name
}

function chosenOutside(): Kernels | undefined {
  const name = typeof process === 'undefined' ? undefined : process.env?.NOTEGRAD_BACKEND
  return name ? open(name, 'NOTEGRAD_BACKEND') : undefined
}

/** Where a page's security policy forbids WebAssembly, the loops give the same bits. */
function fastest(): Kernels {
  try {
    return backends.wasm()
  } catch {
    return loops
  }
}

function open(name: string, where: string): Kernels {
  if (!isBackendName(name)) {
    throw new DomainError({
      where,
      expected: `one of the backends ${Object.keys(backends).join(', ')}`,
      given: String(name),
      mend: 'use wasm, the default, or loops, the plain reference',
    })
  }
  return backends[name]()
}

function isBackendName(name: string): name is BackendName {
  return Object.hasOwn(backends, name)
}
