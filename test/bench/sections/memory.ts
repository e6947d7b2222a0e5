/**
 * How much memory a process takes, each in one of its own, without a TypeScript loader.
 */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Machine, machine } from '../machine.js'
import type { SectionOptions } from '../section.js'
import { formatTable } from '../table.js'

/** A script under memory/ prints JSON; one of its numbers must stay below the bar. */
interface MemoryCase {
  readonly name: string
  readonly script: string
  readonly measure: 'megabytes' | 'bytes'
  readonly atMost: number
  /** For scripts that ask for a collection of garbage. */
  readonly gc?: boolean
}

const cases: readonly MemoryCase[] = [
  { name: 'A: 10,000 steps on MNIST', script: 'mlp.mjs', measure: 'megabytes', atMost: 250 },
  { name: 'B: one epoch of MNIST', script: 'convolution.mjs', measure: 'megabytes', atMost: 700 },
  {
    name: 'an operation in a chain of 100,000',
    script: 'chain.mjs',
    measure: 'bytes',
    atMost: 600,
    gc: true,
  },
]

export interface MemoryResult {
  readonly machine: Machine
  readonly cases: readonly {
    readonly name: string
    readonly measure: string
    readonly value: number
    readonly atMost: number
    readonly met: boolean
    /** What else the script told: steps, seconds, accuracy. */
    readonly details: Readonly<Record<string, number>>
  }[]
}

export async function runMemory({ cases: parts, report }: SectionOptions): Promise<MemoryResult> {
  const chosen = cases.filter(
    ({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)),
  )
  const results: MemoryResult['cases'][number][] = []
  for (const { name, script, measure, atMost, gc } of chosen) {
    const file = join(import.meta.dirname, 'memory', script)
    const args = gc ? ['--expose-gc', file] : [file]
    const { stdout } = await promisify(execFile)(process.execPath, args)
    const { [measure]: value, ...details } = JSON.parse(stdout)
    results.push({ name, measure, value, atMost, met: value <= atMost, details })
    report(`measured ${name}`)
  }
  const rows = results.map(({ name, measure, value, atMost, met }) => [
    name,
    `${value.toFixed(0)} ${measure}`,
    atMost.toFixed(0),
    met ? 'met' : `MISSED by ${((value / atMost - 1) * 100).toFixed(0)} %`,
  ])
  process.stdout.write(`${formatTable(['memory', '', 'bar', ''], rows)}\n\n`)
  return { machine: machine(), cases: results }
}
