import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Prepare } from '../protocol.js'

/** A whole process, from start to end: it imports a library, multiplies, and prints the product. */
export function startUp(script: string): Prepare {
  return () => {
    const run = () => execFileSync(process.execPath, [join(import.meta.dirname, script)])
    return {
      run,
      elsewhere: true,
      check: () => [Number.parseFloat(String(run()).replaceAll(/[[\]]/g, ''))],
    }
  }
}
