/**
 * A call of a function whose chosen arguments are watched: the tape from its results back to them,
 * for whoever walks it (grad.ts, jacobian.ts, checkpoint.ts).
 */
import { tick } from '../math/changes.js'
import { DomainError } from '../math/errors.js'
import { shown } from '../math/shown.js'
import { isVariable, type Value, valueIn } from '../math/types.js'
import { backward, tapeOf } from './backward.js'
import { checkFunction } from './checkFunction.js'
import { fitted } from './fitted.js'
import type { Operation } from './op.js'
import { type Gradient, leavesOf, withLeaves } from './tree.js'
import { Variable } from './Variable.js'

/** Which arguments, counted from 0: one, or a list of them. */
export type Places = number | readonly number[]

/** What belongs to the chosen arguments among A, shaped like them. */
export type GradientAt<A extends readonly unknown[], P> = P extends readonly unknown[]
  ? { -readonly [K in keyof P]: Gradient<A[P[K] & number]> }
  : Gradient<A[P & number]>

export interface Trace<Y, G> {
  /** What f gave; Variables where an outer derivative is being taken. */
  readonly y: Y
  /** The numbers, matrices and Variables in it. */
  readonly outputs: readonly Value[]
  /** Those of the chosen arguments. */
  readonly inputs: readonly Value[]
  /** Whether an outer derivative is being taken, by Variables older than this call. */
  readonly open: boolean
  /** From gradients by the outputs, left out where they are 0, to those by the inputs. */
  pull(seeds: readonly (Value | undefined)[], differentiable?: boolean): Value[]
  /** Such gradients in the form of the arguments. */
  formed(gradients: readonly Value[]): G
}

export function trace<A extends readonly unknown[], Y, P extends Places = 0>(
  f: (...args: A) => Y,
  args: A,
  places: P | undefined,
): Trace<Y, GradientAt<A, P>> {
  checkFunction(f, 'gradient')
  const since = tick()
  const several = Array.isArray(places)
  const list: readonly number[] = several ? places : [places === undefined ? 0 : places]
  checkPlaces(list, args.length)
  const chosen = list.map((k) => args[k])
  const inputs = chosen.flatMap(leavesOf)
  const leaves = inputs.map((x) => (isVariable(x) ? sameAs(x) : new Variable(x)))
  const watched: unknown[] = [...args]
  ;(withLeaves(chosen, leaves) as unknown[]).forEach((arg, i) => {
    watched[list[i]] = arg
  })
  // f is written for A's numbers or matrices, and its operations take Variables as well
  const made = f(...(watched as unknown as A))
  if (made === undefined) throw givesNothing()
  const results = leavesOf(made)
  const tape = tapeOf(results.filter(isVariable), since)
  const outputs = tape.open ? results : results.map((x) => valueIn(x))
  return {
    y: withLeaves(made, outputs) as Y,
    outputs,
    inputs,
    open: tape.open,
    pull(seeds, differentiable = tape.open || seeds.some(isVariable)) {
      const gradientOf = backward(tape, results, seeds, { by: leaves, differentiable })
      return leaves.map((leaf) => gradientOf(leaf) ?? fitted(0, leaf))
    },
    formed(gradients) {
      const list = withLeaves(chosen, gradients)
      return (several ? list : (list as unknown[])[0]) as GradientAt<A, P>
    },
  }
}

function givesNothing(): DomainError {
  return new DomainError({
    where: 'gradient',
    expected: 'a function that gives a value',
    given: 'one that gives undefined',
    mend: 'return the value: (x) => x.square(), or (x) => { return x.square() }',
  })
}

/**
 * @throws DomainError for a place that is no argument, or comes twice: its gradient would be lost.
 */
function checkPlaces(places: readonly number[], count: number): void {
  const isArgument = (k: number) => Number.isInteger(k) && k >= 0 && k < count
  const wrong = places.find((k, i) => !isArgument(k) || places.indexOf(k) < i)
  if (wrong === undefined) return
  throw new DomainError({
    where: 'gradient',
    expected: `places of arguments, each once: the call has ${count}, counted from 0`,
    given: `the place ${shown(wrong)}${isArgument(wrong) ? ' twice' : ''}`,
    mend: 'grad(f, 1) is by the second argument, grad(f, [0, 2]) by the first and the third',
  })
}

/**
 * A new Variable made from x, so that the inner gradient is by this use of x alone. x remains on
 * the tape, which tells that an outer gradient is being taken.
 */
function sameAs(x: Variable): Variable {
  return new Variable(x.value, x.name, { operation: identity, inputs: [x] })
}

const identity: Operation = {
  name: 'identity',
  formula: 'y = x',
  source: 'the link from an inner gradient to an outer one',
  vjp: (g) => [g],
  samples: [],
  domain: [],
}
