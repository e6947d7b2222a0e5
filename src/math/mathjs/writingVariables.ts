/**
 * # Variables written into a plain matrix
 *
 * A matrix of numbers has no room for a Variable. `A[1] = x` in an expression gives the name A
 * a new value, so there it can be the Variable that `math.subset(A, index, x)` is (see also
 * variablesInAssignments.ts). The methods of a matrix change it in place, whoever else holds
 * it: they refuse.
 */
import { DomainError } from '../errors.js'
import { type DenseMatrix, isStoredFlat } from '../flatStorage.js'
import { isVariable, type Matrix, valueIn } from '../types.js'
import { type Functions, holdsVariable, type PlainFunction, passingFor } from '../variables.js'
import { isOfExpression } from './variablesInExpressions.js'

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
        const elements = elementsOf(args[i])
        if (!holdsVariable(elements)) continue
        if (name !== 'subset' || !isOfExpression(args[0])) throw noRoom(name)
        args[i] = elements
        return functions(name)(this, ...args)
      }
      return write.apply(this, args)
    }
    define(methods, name, value)
  }
  define(methods, 'map', joining(methods.map, functions))
  const { create } = methods
  define(methods, 'create', function (...args) {
    return holdsVariable(args[0]) ? functions('matrix')(args[0]) : create.apply(this, args)
  })
}

function define(methods: Record<string, Method>, name: string, value: Method): void {
  Object.defineProperty(methods, name, { configurable: true, writable: true, value })
}

/** What a matrix holds that is not in flat storage, where only numbers are. */
export function elementsOf(x: unknown): unknown {
  return isDense(x) && !isStoredFlat(x) ? x._data : x
}

function isDense(x: unknown): x is DenseMatrix {
  return (x as Partial<DenseMatrix> | undefined)?.isDenseMatrix === true
}

/** The same, but a matrix of Variables that it gives is one Variable: `map(A, f)`, for instance. */
export function joining<F extends (...args: never[]) => unknown>(
  compute: F,
  functions: Functions,
): F {
  const joined: Method = function (...args) {
    const result = Reflect.apply(compute, this, args)
    const elements = elementsOf(result)
    return holdsVariable(elements) ? functions('matrix')(elements) : result
  }
  return passingFor(compute, joined)
}

/** `matrixFromFunction(size, f)`, where f may give Variables: each is put back into its place. */
export function fromFunction(compute: PlainFunction, functions: Functions): PlainFunction {
  return passingFor(compute, (...args: unknown[]) => {
    const found = new Map<string, unknown>()
    const withValue = (f: PlainFunction) => (index: unknown) => {
      const y = f(index)
      if (isVariable(y)) found.set(String(index), y)
      return valueIn(y)
    }
    const matrix = compute(
      ...args.map((x) => (typeof x === 'function' ? withValue(x as PlainFunction) : x)),
    )
    if (found.size === 0) return matrix
    const put = (value: unknown, index: unknown) => found.get(String(index)) ?? value
    return functions('map')(functions('matrix')(matrix, 'dense'), put)
  })
}

function noRoom(method: string): DomainError {
  return new DomainError({
    where: `${method} of a matrix`,
    expected: 'plain elements: a matrix that is changed in place cannot keep a gradient',
    given: 'a Variable',
    mend: 'A = math.subset(A, math.index(0), x) gives a Variable; x.value has no gradient',
  })
}
