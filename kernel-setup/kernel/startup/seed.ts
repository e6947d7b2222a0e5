/** What a start-up snapshot brings into the kernel that starts from it. */
import type { KeptFiles } from '../tslab/sourceFiles.js'
import type { TypeScript } from '../tslab/typescript.js'

export interface Seed {
  /** The compiler, loaded and warm. */
  ts: TypeScript
  /** The standard library, Node's types and this package's, parsed and bound. */
  files: KeptFiles
}

const key = Symbol.for('notegrad.snapshot')
const global = globalThis as { [key]?: Seed }

export function plantSeed(seed: Seed): void {
  global[key] = seed
}

/** @returns undefined in a kernel that started without a snapshot */
export function snapshotSeed(): Seed | undefined {
  return global[key]
}
