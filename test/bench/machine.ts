import { existsSync, readFileSync } from 'node:fs'
import { arch, cpus, platform } from 'node:os'

/** Where and when something was measured. */
export interface Machine {
  readonly processor: string
  readonly system: string
  readonly node: string
  readonly date: string
}

export function machine(): Machine {
  const model = cpus()[0]?.model.trim() ?? 'unknown'
  return {
    processor: cpuFlags().has('avx512f') ? `${model} (AVX-512)` : model,
    system: `${platform()} ${arch()}`,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
  }
}

/** Instruction sets as Linux names them; nothing elsewhere. */
export function cpuFlags(): ReadonlySet<string> {
  if (!existsSync('/proc/cpuinfo')) return new Set()
  const flags = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? ''
  return new Set(flags.trim().split(' '))
}
