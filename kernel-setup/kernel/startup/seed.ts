/** What a start-up snapshot brings into the kernel that starts from it. */
import type { CellCompiler } from '../tslab/cellCompiler.js'

const key = Symbol.for('notegrad.snapshot')
const global = globalThis as { [key]?: CellCompiler }

export function plantSeed(compiler: CellCompiler): void {
  global[key] = compiler
}

/** @returns undefined in a kernel that started without a snapshot */
export function snapshotSeed(): CellCompiler | undefined {
  return global[key]
}
