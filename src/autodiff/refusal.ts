/**
 * What happens to a Variable in a function without a rule: an answer that needs no derivative, or
 * a clear refusal. Nothing passes a Variable on silently, or drops its gradient.
 */
import { changedAt } from '../math/changes.js'
import { DomainError, ShapeError } from '../math/errors.js'
import { count, isFlat } from '../math/flatStorage.js'
import { math } from '../math/instance.js'
import { checkOptions } from '../math/options.js'
import { written } from '../math/shapes.js'
import { shown } from '../math/shown.js'
import { dense, sizeOf } from '../math/storage.js'
import {
  isMatrix,
  isVariable,
  type Num,
  type Value,
  type Variable,
  valueIn,
} from '../math/types.js'
import type { PlainFunction } from '../math/variables.js'
import { type InputGradient, type Operation, operations } from './op.js'
import { short } from './printed.js'

/** Functions that look at a Variable's value and give something that no derivative belongs to. */
export const withPlainAnswer: ReadonlySet<string> = new Set([
  'all',
  'and',
  'any',
  'argMax',
  'argMaxPool',
  'argMin',
  'argSort',
  'count',
  'deepEqual',
  'equal',
  'format',
  'isFinite',
  'isNaN',
  'larger',
  'largerEq',
  'not',
  'or',
  'size',
  'smaller',
  'smallerEq',
  'string',
  'unequal',
  'xor',
])

/** What to use in place of some functions that have no rule yet. */
const instead: Readonly<Record<string, string>> = {
  addScalar: 'math.add',
  clone: 'x itself, which never changes',
  column: 'math.subset(x, math.index(rows, column))',
  compare: 'math.larger or math.smaller, which have no derivative',
  diag: 'math.dotMultiply(x, math.identity(n))',
  diff: 'math.subtract of two math.take',
  distance: 'math.norm(math.subtract(x, y))',
  divideScalar: 'math.divide',
  filter: 'math.take(x, places)',
  forEach: 'math.take for each part',
  kldivergence: 'math.sum(math.dotMultiply(p, math.log(math.dotDivide(p, q))))',
  mapSlices: 'a function with an axis, as in math.sum(x, 0)',
  multiplyScalar: 'math.multiply',
  number: 'x.value, which has no gradient',
  row: 'math.subset(x, math.index(row, columns))',
  subtractScalar: 'math.subtract',
}

/** Functions that hand their arguments on to other functions of math, which keep the tape. */
const passing: ReadonlySet<string> = new Set(['chain'])

/** What a function without a rule does with a Variable: answers plainly, or refuses. */
export function withoutRule(name: string, args: readonly unknown[], plain: PlainFunction): unknown {
  if (name === 'typeOf') return 'Variable'
  if (passing.has(name)) return plain(...args)
  if (withPlainAnswer.has(name)) return plain(...args.map((x) => valueIn(x)))
  throw refusal(name, args)
}

function refusal(name: string, args: readonly unknown[]): DomainError {
  const near = nearest(name)
  const other = instead[name] ?? (near && `math.${near}, the nearest function that has a rule`)
  return new DomainError({
    where: `math.${name}`,
    expected: `numbers or matrices: ${name} has no gradient rule`,
    given: `a Variable among ${args.length === 1 ? 'its arguments' : `${args.length} arguments`}`,
    mend:
      (other ? `use ${other}, or ` : '') +
      'declare a rule with op, or give x.value, which has no gradient',
  })
}

/** How far a related function may be, from page to page of help, to be of use. */
const NEAR = 3

/** The first function with a rule on the pages of help that this one's page names, and so on. */
function nearest(name: string): string | undefined {
  let names = [name]
  for (let distance = 0; distance < NEAR; distance++) {
    names = names.flatMap(related)
    const found = names.find((other) => operations.has(other))
    if (found) return found
  }
  return undefined
}

function related(name: string): string[] {
  try {
    // mathjs's typings leave out what an object of help holds
    const page = math.help(name) as unknown as { doc: { seealso?: string[] } }
    return page.doc.seealso ?? []
  } catch {
    return [] // a function without help
  }
}

/** @throws DomainError always: a Variable stands where its gradient would be lost. */
function noGradient({ name }: Operation, place: number): never {
  throw new DomainError({
    where: `math.${name}`,
    expected: `no Variable as argument ${place + 1}: the rule has no gradient for it`,
    given: 'a Variable',
    mend: 'give its value, which has no gradient',
  })
}

/**
 * What a function of `math` gives for the values of its inputs; NaN where mathjs answers NaN by a
 * complex number.
 *
 * @throws DomainError for a Variable where the rule has no gradient.
 */
export function computed(
  operation: Operation,
  inputs: readonly unknown[],
  plain: PlainFunction,
): unknown {
  inputs.forEach((x, i) => {
    if (!operation.domain[i] && isVariable(x)) noGradient(operation, i)
  })
  const values = inputs.map((x) => valueIn(x))
  const y = dense(plain(...values))
  return math.isComplex(y) && values.some(Number.isNaN) ? Number.NaN : y
}

/** The gradient by an input. @throws DomainError when the rule gives none. */
export function gradientBy(
  k: number,
  byInput: readonly InputGradient[],
  operation: Operation,
): Value {
  // a rule in plain JavaScript may give anything
  if (!Array.isArray(byInput)) throw faultyRule(operation, byInput)
  const found: InputGradient = byInput[k]
  const gradient = typeof found === 'function' ? found() : found
  if (isValue(gradient)) return gradient
  if (gradient === undefined) noGradient(operation, k)
  throw faultyRule(operation, gradient)
}

/** The fault is in the rule, and not in the call. */
function faultyRule({ name }: Operation, given: unknown): DomainError {
  return new DomainError({
    where: `the rule of math.${name}`,
    expected: 'a vjp that gives a list, with a number, a matrix or a Variable for each input',
    given: shown(given),
    mend: 'as in vjp: (g, y, x) => [math.dotMultiply(g, x)]',
  })
}

/** Whether x can stand where gradients flow. */
export function isValue(x: unknown): x is Value {
  return typeof x === 'number' || isMatrix(x) || isVariable(x)
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

/**
 * Whether `backward()` from y shall keep the tape.
 *
 * @throws ShapeError unless y is a scalar, DomainError for another option.
 */
export function checkBackward(y: Variable, options?: { readonly keepTape?: boolean }): boolean {
  checkScalar(y)
  if (options === undefined) return false // as in a training step
  checkOptions(options, { keepTape: 'boolean' }, 'backward')
  return options.keepTape ?? false
}

/** @throws DomainError for a number or a matrix, which keep no tape. */
export function checkVariable(y: unknown): void {
  if (isVariable(y)) return
  throw new DomainError({
    where: 'graph',
    expected: 'a Variable, which knows the steps that made it',
    given: shown(y),
    mend: "make the inputs Variables: const x = new Variable(3, 'x'), then graph(math.square(x))",
  })
}

/** @throws ShapeError unless there is one seed for each value, of its shape. */
export function checkSeeds(seeds: readonly Value[], values: readonly Value[], where: string): void {
  const sizes = (list: readonly Value[]) =>
    list.map((x) => (isValue(x) ? written(sizeOf(x)) : shown(x))).join(', ')
  if (sizes(seeds) === sizes(values)) return
  throw new ShapeError({
    where,
    expected: `what belongs to the value, in its form: ${sizes(values)}`,
    given: sizes(seeds),
    mend: 'give a number for a number, and for a matrix one of its shape',
  })
}

/** In place of the inputs of a step whose tape was freed. */
export const FREED: readonly unknown[] = Object.freeze([])

/** @throws DomainError when the inputs or the result are gone, or no longer what they were. */
export function checkStep({ step, value, age }: Variable): void {
  if (step === undefined) return
  const { inputs, operation } = step
  if (inputs === FREED) throw freedTape(operation)
  const place = inputs.findIndex((x) => changedAt(valueIn(x)) > age)
  if (place >= 0) throw changedInPlace(`argument ${place + 1} of ${operation.name}`)
  if (changedAt(value) > age) throw changedInPlace(`the result of ${operation.name}`)
}

function freedTape({ name }: Operation): DomainError {
  return new DomainError({
    where: 'backward',
    expected: 'a tape that no other backward has walked',
    given: `a result of ${name} whose tape an earlier backward() freed`,
    mend: 'compute it anew, or let the first walk keep the tape: y.backward({ keepTape: true })',
  })
}

function changedInPlace(what: string): DomainError {
  return new DomainError({
    where: 'backward',
    expected: 'every matrix as it was when the tape was made',
    given: `${what}, changed in place since`,
    mend: 'call backward before the update, or write into a copy: math.clone(x)',
  })
}
