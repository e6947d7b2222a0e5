import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ITERATIONS = 10_000

/** Megabytes that the whole process may take at its peak. */
const BAR = 400

export interface MemoryResult {
  readonly iterations: number
  readonly megabytes: number
  readonly seconds: number
  readonly testAccuracy: number
}

/** Peak memory of a training run on MNIST, data included. */
export async function runMemory(): Promise<MemoryResult> {
  const script = join(import.meta.dirname, 'memory.mjs')
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(ITERATIONS)])
  const result: MemoryResult = JSON.parse(stdout)
  const verdict = result.megabytes < BAR ? 'met' : 'MISSED'
  process.stdout.write(
    `${ITERATIONS} iterations on MNIST: peak memory ${result.megabytes.toFixed(0)} MB ` +
      `(bar: ${BAR} MB, ${verdict}), ${result.seconds.toFixed(1)} s, ` +
      `test accuracy ${result.testAccuracy}\n\n`,
  )
  return result
}
