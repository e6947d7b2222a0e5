/**
 * # From functions to functions
 *
 * `grad(f)` is the function that gives the gradient of `f` by its first argument: a number, a
 * matrix, or parameters in records and lists. The gradient of a gradient is `grad(grad(f))`: rules
 * are written in operations, so the inner walk leaves a tape for the outer one.
 */
import { isVariable, type Value } from '../math/types.js'
import { backward, fitted, tapeOf } from './backward.js'
import { numberFrom } from './numerical.js'
import type { Operation } from './op.js'
import { type Gradient, mapLeaves } from './tree.js'
import { Variable } from './Variable.js'

/**
 * The gradient of f by its first argument.
 *
 * @throws ShapeError, when called, if f does not give a scalar.
 */
export function grad<A extends readonly unknown[]>(
  f: (...args: A) => Value,
): (...args: A) => Gradient<A[0]> {
  return (...args) => valueAndGrad(f)(...args)[1]
}

/** The value of f and its gradient by the first argument, from one walk. */
export function valueAndGrad<A extends readonly unknown[]>(
  f: (...args: A) => Value,
): (...args: A) => [value: number, gradient: Gradient<A[0]>] {
  return (...args) => {
    const leaves: Variable[] = []
    const watched = mapLeaves(args[0], (value) => {
      const leaf = isVariable(value) ? sameAs(value) : new Variable(value)
      leaves.push(leaf)
      return leaf
    })
    // f is written for A's numbers or matrices, and its operations take Variables as well
    const y = f(...([watched, ...args.slice(1)] as unknown as A))
    const [value, gradients] = gradientsOf(y, leaves)
    for (const leaf of leaves) spent.add(leaf)
    let next = 0
    const gradient = mapLeaves(args[0], () => gradients[next++]) as Gradient<A[0]>
    return [value as number, gradient] // a Variable where an outer gradient is being taken
  }
}

/** Beginnings of tapes whose gradient has been taken: no outer gradient is by them. */
const spent = new WeakSet<Variable>()

function gradientsOf(y: Value, leaves: readonly Variable[]): [Value, Value[]] {
  if (!isVariable(y)) {
    const value = numberFrom(y, 'grad')
    return [value, leaves.map((leaf) => fitted(0, leaf.size()))] // y does not depend on them
  }
  const known = new Set(leaves)
  const outer = tapeOf(y).some((x) => x.step === undefined && !known.has(x) && !spent.has(x))
  const found = backward(y, { by: leaves, differentiable: outer })
  const gradients = leaves.map((leaf) => found.get(leaf) ?? fitted(0, leaf.size()))
  return [outer ? y : y.value, gradients]
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
