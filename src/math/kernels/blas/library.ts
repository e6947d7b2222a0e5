/**
 * # The door to a native BLAS
 *
 * OpenBLAS (or Accelerate on macOS) is called through koffi, which hands over a Float64Array's own
 * memory. Both are looked for when the backend is chosen and not before: the library is imported,
 * and works, where neither of them is.
 */
import { DomainError } from '../../errors.js'
import { type Candidate, candidates, threads } from './candidates.js'

/** CBLAS's own numbers for its choices. */
export const ROW_MAJOR = 101
export const AS_STORED = 111
export const TRANSPOSED = 112

/** C (m×n) ← alpha·A·B + beta·C; the names of the parameters are those of the CBLAS standard. */
export type Dgemm = (
  layout: number,
  transposeA: number,
  transposeB: number,
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: Float64Array,
  lda: number,
  b: Float64Array,
  ldb: number,
  beta: number,
  c: Float64Array,
  ldc: number,
) => void

/** y ← alpha·A·x + beta·y, or with A transposed; m×n is A as it is stored. */
export type Dgemv = (
  layout: number,
  transpose: number,
  m: number,
  n: number,
  alpha: number,
  a: Float64Array,
  lda: number,
  x: Float64Array,
  incx: number,
  beta: number,
  y: Float64Array,
  incy: number,
) => void

/** Which BLAS computes products and sums of the backend `blas`. */
export interface BlasConfig {
  /** What the library says of itself: its version and the processor that it computes for. */
  readonly description: string
  /** Its path, or the name under which the system found it. */
  readonly path: string
  /** How many it computes with; 1 unless NOTEGRAD_THREADS says otherwise. */
  readonly threads: number
}

export interface Blas {
  readonly dgemm: Dgemm
  readonly dgemv: Dgemv
  readonly config: BlasConfig
}

/** The part of koffi used here: without koffi, this still compiles. */
export interface Koffi {
  load(path: string): NativeLibrary
}

export interface NativeLibrary {
  func(name: string, result: string, parameters: readonly string[]): (...args: never[]) => unknown
}

let opened: Blas | undefined

/**
 * The first BLAS that can be loaded; looked for once.
 *
 * @throws DomainError when there is none.
 */
export function blas(where: string): Blas {
  opened ??= openFirst(where)
  return opened
}

function openFirst(where: string): Blas {
  const koffi = loadKoffi(where)
  const wanted = threads()
  const refusals: string[] = []
  for (const path of candidates()) {
    try {
      return open(koffi, path, wanted)
    } catch (error) {
      refusals.push(`${path} (${reason(error)})`)
    }
  }
  throw new DomainError({
    where,
    expected: 'a BLAS library (OpenBLAS, or Accelerate on macOS) for the backend blas',
    given: refusals.length > 0 ? `none that loads: ${refusals.join('; ')}` : 'none at all',
    mend: process.env.NOTEGRAD_BLAS
      ? 'NOTEGRAD_BLAS must be the path of one, or unset; the backend wasm needs none'
      : 'npm start installs one; or apt-get install libopenblas0, or name one in NOTEGRAD_BLAS; ' +
        'the backend wasm needs none',
  })
}

/**
 * koffi, resolved from this file as `require` would.
 *
 * @throws DomainError outside of Node, and where it is not installed.
 */
function loadKoffi(where: string): Koffi {
  const node = typeof process === 'undefined' ? undefined : process.getBuiltinModule
  if (node === undefined) throw noKoffi(where, 'a browser, or a Node older than 20.16')
  try {
    return node('node:module').createRequire(import.meta.url)('koffi')
  } catch (error) {
    throw noKoffi(where, reason(error))
  }
}

function noKoffi(where: string, given: string): DomainError {
  return new DomainError({
    where,
    expected: 'Node with the package koffi, through which the backend blas calls its library',
    given,
    mend: 'npm install koffi (it is an optional dependency); the backend wasm needs nothing',
  })
}

/**
 * Prefix and suffix of every name: plain, or as SciPy's builds have them; `64_` has long integers.
 */
const spellings = [
  ['', ''],
  ['scipy_', ''],
  ['', '64_'],
  ['scipy_', '64_'],
] as const

/**
 * Loads one library, and sets its threads.
 *
 * @throws Error when it does not load, or is no CBLAS.
 */
export function open(koffi: Koffi, path: Candidate, wanted: number): Blas {
  // Accelerate reads it when it is loaded, and has no function for it.
  if (path.includes('Accelerate')) process.env.VECLIB_MAXIMUM_THREADS ??= String(wanted)
  const library = koffi.load(path)
  for (const [prefix, suffix] of spellings) {
    const named = (name: string) => `${prefix}${name}${suffix}`
    const get = find(library, named('openblas_get_config'), 'const char *', [])
    const about = get === undefined ? path.replace(/^.*[\\/]/, '') : String(get())
    // Some builds have long integers under the plain names, and say so.
    const integer = suffix === '64_' || about.includes('USE64BITINT') ? 'int64_t' : 'int'
    const dgemm = find(library, named('cblas_dgemm'), 'void', dgemmParameters(integer))
    const dgemv = find(library, named('cblas_dgemv'), 'void', dgemvParameters(integer))
    if (dgemm === undefined || dgemv === undefined) continue
    find(library, named('openblas_set_num_threads'), 'void', ['int'])?.(wanted as never)
    const taken = find(library, named('openblas_get_num_threads'), 'int', [])?.() ?? wanted
    const config = { description: about, path, threads: Number(taken) }
    // their parameters are given as text, of which koffi's typings know nothing
    return { dgemm, dgemv, config } as unknown as Blas
  }
  throw new Error('it lacks cblas_dgemm or cblas_dgemv')
}

function dgemmParameters(integer: string): string[] {
  const choices = ['int', 'int', 'int']
  const sizes = [integer, integer, integer]
  const matrix = ['double *', integer]
  return [...choices, ...sizes, 'double', ...matrix, ...matrix, 'double', ...matrix]
}

function dgemvParameters(integer: string): string[] {
  const matrix = ['double *', integer]
  return ['int', 'int', integer, integer, 'double', ...matrix, ...matrix, 'double', ...matrix]
}

function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]
}

/** A function of the library; undefined when it has none of that name. */
function find(library: NativeLibrary, name: string, result: string, parameters: string[]) {
  try {
    return library.func(name, result, parameters)
  } catch {
    return undefined
  }
}
