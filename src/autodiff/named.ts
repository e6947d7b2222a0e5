import { tick } from '../math/changes.js'
import { isVariable, type Variable } from '../math/types.js'
import { checkFunction } from './checkFunction.js'
import { leavesOf } from './tree.js'

/**
 * A part of a computation that has a name: everything younger than `since` that led to a result.
 */
export interface NamedPart {
  readonly name: string
  readonly since: number
}

const parts = new WeakMap<Variable, NamedPart[]>()

/**
 * Gives the steps that `compute` takes a name, for pictures of the graph: a layer's, say. The
 * innermost name comes first where parts lie within parts.
 *
 *     const h = named('Affine 1', () => math.add(math.multiply(x, W), b))
 *
 * @throws DomainError for a `compute` that is no function, or a result that is no number, matrix or
 *   Variable, nor a record or list of them.
 */
export function named<Y>(name: string, compute: () => Y): Y {
  checkFunction(compute, 'named')
  const since = tick()
  const y = compute()
  for (const leaf of leavesOf(y)) {
    if (!isVariable(leaf) || leaf.age < since) continue
    parts.set(leaf, [...(parts.get(leaf) ?? []), { name, since }])
  }
  return y
}

/** The parts of which the variable is the result. */
export function partsOf(result: Variable): readonly NamedPart[] {
  return parts.get(result) ?? []
}
