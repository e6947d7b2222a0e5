/**
 * The active backend. Nothing above src/math knows that there is more than one.
 */
import { DomainError } from '../errors.js'
import { isPlain } from '../plainMode.js'
import { shown } from '../shown.js'
import { blasKernels } from './blas/index.js'
import { type BlasConfig, blas } from './blas/library.js'
import type { BackendName, Kernels } from './Kernels.js'
import { loops } from './loops/index.js'
import { useResultMemory } from './uninitialized.js'
import { wasmKernels } from './wasm/index.js'
import { wasm } from './wasm/module.js'
import { wasmResultMemory } from './wasm/WasmResultMemory.js'

export type { BlasConfig } from './blas/library.js'
export type * from './Kernels.js'

/** Each takes the name of what asked for it, for its errors. */
const backends: Readonly<Record<BackendName, (where: string) => Kernels>> = {
  loops: () => loops,
  wasm: () => {
    wasm()
    return withResultMemory(wasmKernels)
  },
  blas: (where) => withResultMemory(blasKernels(where)),
}

/** From now on, whatever backend comes next, long results lie where these kernels reach them. */
function withResultMemory(kernels: Kernels): Kernels {
  useResultMemory(wasmResultMemory)
  return kernels
}

let active: Kernels | undefined

/** The kernels to use: the chosen backend, else NOTEGRAD_BACKEND, else wasm (loops when plain). */
export function kernels(): Kernels {
  active ??= chosenOutside() ?? (isPlain ? loops : fastest())
  return active
}

/**
 * Chooses what computes: 'wasm' (the default), 'loops', the plain reference with the same bits, or
 * 'blas', where OpenBLAS (Accelerate on macOS) does products and sums: faster, equal within
 * rounding.
 *
 * @throws DomainError when there is no such backend, or no library for 'blas'.
 */
export function setBackend(name: BackendName): void {
  active = open(name, 'setBackend')
}

/** Name of the active backend. */
export function backend(): BackendName {
  return kernels().name
}

/**
 * Which library computes products and sums of the backend 'blas', as `numpy.show_config` tells it.
 *
 * @throws DomainError when there is none.
 */
export function blasConfig(): BlasConfig {
  return blas('blasConfig').config
}

/** The names of the kernels that `run` calls, for the docs. */
export function kernelsCalledBy(run: () => void): string[] {
  const used = kernels()
  const called = new Set<string>()
  active = new Proxy(used, {
    get(target, key) {
      const kernel: unknown = Reflect.get(target, key)
      if (typeof kernel !== 'function') return kernel
      return (...args: unknown[]): unknown => {
        called.add(typeof args[0] === 'string' ? args[0] : String(key))
        return kernel.apply(target, args)
      }
    },
  })
  try {
    run()
  } finally {
    active = used
  }
  return [...called]
}

/** Whether the backend wasm has a kernel of that name, rather than the plain loop. */
export function hasSimd(name: string): boolean {
  const kernel: unknown = Reflect.get(wasmKernels, name)
  return name in wasm() || (kernel !== undefined && kernel !== Reflect.get(loops, name))
}

function chosenOutside(): Kernels | undefined {
  const name = typeof process === 'undefined' ? undefined : process.env?.NOTEGRAD_BACKEND
  return name ? open(name, 'NOTEGRAD_BACKEND') : undefined
}

/** Where a page's security policy forbids WebAssembly, the loops give the same bits. */
function fastest(): Kernels {
  try {
    return backends.wasm('default')
  } catch {
    return loops
  }
}

function open(name: string, where: string): Kernels {
  if (!isBackendName(name)) {
    throw new DomainError({
      where,
      expected: `one of the backends ${Object.keys(backends).join(', ')}`,
      given: shown(name),
      mend: 'use wasm, the default, or blas where the products should be faster still',
    })
  }
  return backends[name](where)
}

function isBackendName(name: string): name is BackendName {
  return Object.hasOwn(backends, name)
}
