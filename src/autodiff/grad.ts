/**
 * # From functions to functions
 *
 * `grad(f)` gives the gradient of `f` by its first argument: a number, a matrix, or parameters in
 * records and lists; `grad(f, 1)` by its second. Of `grad(grad(f))` the inner walk leaves a tape
 * for the outer one, since rules are written in operations. `vjp` gives the backward pass itself.
 */
import type { Value, Variable } from '../math/types.js'
import { numberFrom } from './numerical.js'
import { checkSeeds } from './refusal.js'
import { type GradientAt, type Places, trace } from './trace.js'
import { type Gradient, leavesOf } from './tree.js'

/** The gradient of f by its argument, which needs no type: it is a Variable when f is called. */
export function grad(f: (x: Variable) => Value): <X extends Value>(x: X) => Gradient<X>
/**
 * The gradient of f by its first argument, or by those in the places.
 *
 * @throws, when called, ShapeError if f does not give a scalar; DomainError for a place that is no
 *   argument or comes twice, or for an argument that is no number, matrix or Variable.
 */
export function grad<A extends readonly unknown[], const P extends Places = 0>(
  f: (...args: A) => Value,
  places?: P,
): (...args: A) => GradientAt<A, P>
export function grad<A extends readonly unknown[]>(f: (...args: A) => Value, places?: Places) {
  return (...args: A) => valueAndGrad(f, places)(...args)[1]
}

/** The value of f and its gradient by the first argument, or the places. @throws as `grad`. */
export function valueAndGrad<A extends readonly unknown[], const P extends Places = 0>(
  f: (...args: A) => Value,
  places?: P,
): (...args: A) => [value: number, gradient: GradientAt<A, P>] {
  return (...args) => {
    const { y, pull, formed } = trace(f, args, places)
    numberFrom(y, 'grad')
    return [y as number, formed(pull([1]))] // Variables where an outer gradient is being taken
  }
}

/**
 * The value of f, and the function from a gradient by it to the gradient by the first argument, or
 * by those in the places: the product of a vector and the Jacobian. f may give records and lists.
 *
 * @throws ShapeError, from the second, for a gradient of another shape than the value.
 */
export function vjp<A extends readonly unknown[], Y, const P extends Places = 0>(
  f: (...args: A) => Y,
  places?: P,
): (...args: A) => [value: Y, pullback: (g: Gradient<Y>) => GradientAt<A, P>] {
  return (...args) => {
    const { y, outputs, pull, formed } = trace(f, args, places)
    const pullback = (g: Gradient<Y>) => {
      const seeds = leavesOf(g)
      checkSeeds(seeds, outputs, 'vjp')
      return formed(pull(seeds))
    }
    return [y, pullback]
  }
}
