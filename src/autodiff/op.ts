/**
 * # Declaring an operation, once
 *
 * A function of `math` becomes differentiable by its rule:
 *
 *     op({
 *       name: 'tanh',
 *       formula: String.raw`y = \tanh x`,
 *       source: 'notes, activation functions',
 *       vjp: (g: Value, y: Value) => [math.dotMultiply(g, math.subtract(1, math.square(y)))],
 *       samples: [[[-1, 0, 2]]],
 *       domain: [[-3, 3]],
 *     })
 *
 * `g` is the gradient of the final result by `y`; the rule gives the gradient by each input: the
 * product of a vector and the Jacobian. It is calculus only: the walk undoes broadcasting, once for
 * all rules. Rules are written in operations, so that on Variables they build a tape of their own,
 * and gradients have gradients.
 *
 * All else follows from the declaration: the function takes Variables, in TypeScript and in
 * expressions, and is a method of them; the tests check its derivatives; the docs list it.
 */
import { addFunction, functionOf } from '../math/instance.js'
import type { Methods } from '../math/signatures.js'
import type { Num, Value } from '../math/types.js'
import type { PlainFunction } from '../math/variables.js'
import { checkDeclaration } from './declarations.js'

/** A gradient, or a function that computes it if it is asked for; none where there is none. */
export type InputGradient = Value | (() => Value) | undefined

/** All that is said of an operation: what it computes, its derivatives, and how they are tested. */
export interface Declaration {
  /** Its name in `math`, in expressions and as a method of Variables. */ readonly name: string
  /** In TeX. */ readonly formula: string
  /** How pictures of the graph write it; the name when left out. */ readonly symbol?: string
  /** Where the rule comes from. */ readonly source: string
  /** Computes the value; left out where `math` has the function. */
  readonly forward?: (...inputs: never[]) => Num
  /**
   * The gradients by the inputs, from the gradient `g` by the result `y`. Inputs are numbers and
   * matrices in a first derivative, Variables in a higher one; trailing ones may be left out.
   */
  readonly vjp: (g: Value, y: Value, ...inputs: never[]) => readonly InputGradient[]
  /** Calls that mean something else, such as more arguments than two, said in other operations. */
  readonly rewrite?: (...inputs: never[]) => Value | readonly Value[] | undefined
  /** Whether it is analytic and takes complex numbers, for `complexStep`; all or some calls. */
  readonly analytic?: boolean | ((...inputs: never[]) => boolean)
  /** Lists of arguments for tests and pictures; arrays become matrices where there is a domain. */
  readonly samples: readonly (readonly unknown[])[]
  /**
   * For each argument an interval in which the tests draw numbers, free of kinks and poles, or
   * 'near' for numbers near the samples' own; null for one without a derivative (axes, sizes);
   * trailing ones may be left out.
   */
  readonly domain: readonly (readonly [low: number, high: number] | 'near' | null)[]
}

export interface Operation extends Declaration {
  /** As the walk calls it: with whatever the arguments were. */
  readonly vjp: (g: Value, y: Value, ...inputs: unknown[]) => readonly InputGradient[]
  readonly rewrite?: (...inputs: readonly unknown[]) => Value | readonly Value[] | undefined
  readonly analytic?: boolean | ((...inputs: readonly unknown[]) => boolean)
}

const table = new Map<string, Operation>()

/** All operations by name. */
export const operations: ReadonlyMap<string, Operation> = table

/** What Variables inherit: `x.add(y)` is `math.add(x, y)`, and so for every operation. */
export const Operators = class {} as new () => Methods // filled by op

/**
 * Gives the function of `math` its rule; a new name becomes a function of `math` too.
 *
 * @throws DomainError for a part that is missing, or a name with neither a function of `math` nor a
 *   forward, or with both.
 */
export function op(declaration: Declaration): Operation {
  checkDeclaration(declaration)
  const { name, formula, source, forward } = declaration
  const operation = declaration as Operation // a rule is called with what its function was
  if (forward) {
    const help = { description: `${formula} (${source})`, syntax: [`${name}(x)`], examples: [] }
    addFunction(name, forward as PlainFunction, help)
  }
  table.set(name, operation)
  const value = function (this: unknown, ...rest: unknown[]): unknown {
    return functionOf(name)(this, ...rest)
  }
  Object.defineProperty(Operators.prototype, name, { configurable: true, writable: true, value })
  return operation
}
