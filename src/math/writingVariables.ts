/**
 * # Variables written into a plain matrix
 *
 * A matrix of numbers has no room for a Variable. `A[1] = x` in an expression gives the name A a new
 * value, so there it can be the Variable that `math.subset(A, index, x)` is (see also
 * variablesInAssignments.ts). The methods of a matrix change it in place, whoever else holds it: they
 * refuse.
 */
import { DomainError } from './errors.js'
import type { Matrix } from './types.js'
import { holdsVariable, type PlainFunction } from './variables.js'
import { isOfExpression } from './variablesInExpressions.js'

/** The functions of our instance, by their names. */
type Functions = (name: string) => PlainFunction

type Method = (this: Matrix, ...args: unknown[]) => unknown

/** Methods of a class of matrices that write what follows their first argument. */
const WRITERS = ['set', 'subset', 'resize']

/** No Variable comes into a matrix of this class by these methods. */
export function guardElements(
  { prototype }: { readonly prototype: object },
  functions: Functions,
): void {
  const methods = prototype as Record<string, Method>
  for (const name of WRITERS) {
    const write = methods[name]
    const value: Method = function (...args) {
      for (let i = 1; i < args.length; i++) {
        if (!holdsVariable(args[i])) continue
        if (name === 'subset' && isOfExpression(args[0])) return functions(name)(this, ...args)
        throw noRoom(name)
      }
      return write.apply(this, args)
    }
    define(methods, name, value)
  }
  define(methods, 'map', joining(methods.map, functions))
}

function define(methods: Record<string, Method>, name: string, value: Method): void {
  Object.defineProperty(methods, name, { configurable: true, writable: true, value })
}

function isDense(x: unknown): x is Matrix {
  return (x as { isDenseMatrix?: boolean } | undefined)?.isDenseMatrix === true
}

/** The same, but a matrix of Variables that it gives is one Variable: `map(A, f)`, for instance. */
export function joining<F extends (...args: never[]) => unknown>(
  compute: F,
  functions: Functions,
): F {
  const joined: Method = function (...args) {
    const result = Reflect.apply(compute, this, args)
    const elements = isDense(result) ? result.valueOf() : undefined
    return holdsVariable(elements) ? functions('matrix')(elements) : result
  }
  // typed-function, and mathjs's expressions, know a function by its properties
  return Object.defineProperties(joined, Object.getOwnPropertyDescriptors(compute)) as never
}

function noRoom(method: string): DomainError {
  return new DomainError({
    where: `${method} of a matrix`,
    expected: 'plain elements: a matrix that is changed in place cannot keep a gradient',
    given: 'a Variable',
    mend: 'A = math.subset(A, math.index(0), x) gives a Variable; x.value has no gradient',
  })
}
