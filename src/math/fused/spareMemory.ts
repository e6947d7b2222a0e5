/** Memory that results leave behind, for those that come next. */
import { isFlat } from '../flatStorage.js'
import { inSpareMemory, SpareMemory } from '../kernels/uninitialized.js'

export { inSpareMemory, SpareMemory }

/** The caller vouches that nobody will read a matrix, or another one of its elements, again. */
export function giveBack(memory: SpareMemory, passed: unknown): void {
  if (isFlat(passed)) memory.give(passed._flat)
}
