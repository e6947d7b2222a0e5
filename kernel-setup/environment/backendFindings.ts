/** What `notegrad doctor` tells of the backends: which is active, and what `blas` would gain. */
import type { Finding } from './findings.js'
import { say } from './messages.mjs'

type Library = typeof import('notegrad')

/** Side of the square matrices that are multiplied. */
const SIDE = 512

/** Turns of each backend; the quickest counts, for the machine may be busy. */
const ROUNDS = 8

/** The built library, as a notebook imports it. */
function library(): Promise<Library> {
  return import('notegrad')
}

/** Which backend computes: NOTEGRAD_BACKEND's, or the default. */
export async function activeBackend(): Promise<Finding> {
  const chosen = process.env.NOTEGRAD_BACKEND
  try {
    const { backend } = await library()
    const name = chosen ? 'byVariable' : 'byDefault'
    return { found: say(name, { backend: backend() }) }
  } catch (error) {
    return explained(error)
  }
}

/** Which BLAS there is, and how much faster products are with it; or how to get one. */
export async function blas(): Promise<Finding> {
  try {
    const { blasConfig, ...rest } = await library()
    const { description, path } = blasConfig()
    const name = description.split(' ').slice(0, 2).join(' ')
    const gain = await gainOfBlas(rest)
    return { found: say('blasGain', { name, path, gain: gain.toFixed(1) }) }
  } catch (error) {
    return { ...explained(error), optional: true }
  }
}

async function gainOfBlas({ backend, math, Random, setBackend }: Omit<Library, 'blasConfig'>) {
  const before = backend()
  const matrix = new Random(1).normal([SIDE, SIDE])
  const quickest = { wasm: Infinity, blas: Infinity }
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ['wasm', 'blas'] as const) {
      setBackend(name)
      const start = performance.now()
      math.multiply(matrix, matrix)
      quickest[name] = Math.min(quickest[name], performance.now() - start)
    }
  }
  setBackend(before)
  return quickest.wasm / quickest.blas
}

/** The library's errors say what is missing and how to mend it. */
function explained(error: unknown): Finding {
  if (error instanceof Error && 'given' in error && 'mend' in error) {
    return { found: String(error.given), mend: String(error.mend) }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { found: message.split('\n')[0], mend: 'npm run build' }
}
