/**
 * `math.chain(x).add(y)`, where x or y may be a Variable. mathjs asks typed-function which
 * signature fits, and calls that alone: past the tape.
 */
import { holdsVariable, type PlainFunction } from '../variables.js'

/** What is found: the parameters tell mathjs whether the chain's value is one of a rest. */
interface Resolved {
  readonly params: readonly unknown[]
  readonly implementation: PlainFunction
}

/** The part of typed-function that mathjs's class of chains uses. */
interface Typed {
  isTypedFunction(f: unknown): boolean
  resolve(f: PlainFunction, args: readonly unknown[]): Resolved | null
}

/** With a Variable among the arguments, the function itself is what fits. */
export function resolvingVariables(typed: Typed): Typed {
  return {
    isTypedFunction: (f) => typed.isTypedFunction(f),
    resolve: (f, args) =>
      args.some(holdsVariable) ? { params: args, implementation: f } : typed.resolve(f, args),
  }
}
