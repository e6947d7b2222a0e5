/**
 * What happens to a Variable in a function without a rule: an answer that needs no derivative, or
 * a clear refusal. Nothing passes a Variable on silently, or drops its gradient.
 */
import { DomainError, ShapeError } from '../math/errors.js'
import { count, isFlat } from '../math/flatStorage.js'
import { math } from '../math/instance.js'
import { written } from '../math/shapes.js'
import { isVariable, type Num, type Variable } from '../math/types.js'
import type { Operation } from './op.js'
import { short } from './printed.js'

/** Functions that look at a Variable's value and give something that no derivative belongs to. */
export const withPlainAnswer: ReadonlySet<string> = new Set([
  'all',
  'any',
  'argMax',
  'argMaxPool',
  'argMin',
  'count',
  'deepEqual',
  'equal',
  'format',
  'larger',
  'largerEq',
  'size',
  'smaller',
  'smallerEq',
  'string',
  'unequal',
])

/** What to use in place of some functions that have no rule yet. */
const instead: Readonly<Record<string, string>> = {
  cumsum: 'a product with a triangular matrix of ones',
  flatten: 'math.reshape(x, [-1])',
  hypot: 'math.sqrt(math.add(math.square(x), math.square(y)))',
  map: 'the function itself: it works element by element, as in math.exp(x)',
  number: 'x.value, which has no gradient',
  prod: 'math.exp(math.sum(math.log(x))) for positive elements',
  squeeze: 'math.reshape(x, size)',
  std: 'the root of the mean of squared differences from math.mean(x)',
  variance: 'the mean of squared differences from math.mean(x)',
}

export function refusal(name: string, args: readonly unknown[]): DomainError {
  const alternative = instead[name]
  return new DomainError({
    where: `math.${name}`,
    expected: `numbers or matrices: ${name} has no gradient rule`,
    given: `a Variable among ${args.length === 1 ? 'its arguments' : `${args.length} arguments`}`,
    mend: alternative
      ? `use ${alternative}`
      : 'declare a rule with op, or give x.value, which has no gradient',
  })
}

/** @throws DomainError for a Variable where the operation has no derivative: it would be lost. */
export function checkArguments(operation: Operation, args: readonly unknown[]): void {
  const place = args.findIndex((x, i) => isVariable(x) && !operation.domain[i])
  if (place >= 0) noGradient(operation, place)
}

/** @throws DomainError always. */
export function noGradient({ name }: Operation, place: number): never {
  throw new DomainError({
    where: `math.${name}`,
    expected: `no Variable as argument ${place + 1}: the rule has no gradient for it`,
    given: 'a Variable',
    mend: 'give its value, which has no gradient',
  })
}

/** Whether x can be the value of a Variable. */
export function isReal(x: unknown): x is Num {
  return typeof x === 'number' || (isFlat(x) && !x._boolean)
}

/** The reader's value is not real, or the result of an operation is not. */
export function notReal(value: unknown, operation: string | undefined): DomainError {
  const given = `${math.typeOf(value)}: ${short(value)}`
  return operation === undefined
    ? new DomainError({
        where: 'Variable',
        expected: 'a number or a dense matrix of numbers',
        given,
        mend: 'make matrices with math.matrix or tensor',
      })
    : new DomainError({
        where: `math.${operation}`,
        expected: 'a real result',
        given,
        mend: 'derivatives are of real functions: keep the inputs where the function is real',
      })
}

/** @throws ShapeError unless y is a single number: only that has a gradient. */
export function checkScalar(y: Variable): void {
  const size = y.size()
  if (count(size) === 1) return
  throw new ShapeError({
    where: 'backward',
    expected: 'a scalar: only a single number has a gradient',
    given: `a Variable of shape ${written(size)}`,
    mend: 'make a number of it first, for example with math.sum or math.mean',
  })
}
