/**
 * # Where a NaN came from
 *
 * A NaN spreads: once there, it is in everything computed from it. What helps is the first step
 * whose result is not finite although its inputs are. The tape has it.
 */
import { DomainError } from '../math/errors.js'
import { written } from '../math/shapes.js'
import { shown } from '../math/shown.js'
import { flat, sizeOf } from '../math/storage.js'
import { isMatrix, isVariable, type Num, type Value, valueIn } from '../math/types.js'
import { tapeOf } from './backward.js'
import { checkStep, isValue } from './refusal.js'

/** What is in a number or a matrix. */
export interface ValueRange {
  /** Of a Variable that has one. */
  readonly name: string | undefined
  /** Lengths of the axes; [] for a number. */
  readonly size: readonly number[]
  /** The least of the finite elements; NaN when there are none. */
  readonly min: number
  /** The greatest of the finite elements; NaN when there are none. */
  readonly max: number
  /** How many elements are NaN. */
  readonly nans: number
  /** How many elements are infinite. */
  readonly infinities: number
}

/** The first that is not finite; prints as a few lines. */
export interface NaNReport {
  /** The function of math that gave it; undefined for a Variable that the reader made. */
  readonly operation: string | undefined
  /** What is in it. */
  readonly result: ValueRange
  /** Of all arguments that are numbers or matrices. */
  readonly inputs: readonly ValueRange[]
  /** A line for the result, and one for each input. */
  toString(): string
}

/**
 * The first operation on the way to y that gave a NaN or an Infinity, with the ranges of its
 * inputs; undefined when y and all that it was made from are finite.
 *
 * @throws DomainError for what is no value, when a backward() freed the tape, or when a value on it
 *   was changed in place.
 */
export function findNaN(y: Value): NaNReport | undefined {
  if (!isValue(y)) throw noValue(y)
  if (!isVariable(y)) return allFinite(y) ? undefined : report(undefined, rangeOf(y), [])
  const { variables } = tapeOf([y])
  variables.forEach(checkStep)
  const first = variables.findLast(({ value }) => !allFinite(value)) // the oldest
  if (first === undefined) return undefined
  const inputs = (first.step?.inputs ?? []).filter(isValue).map(rangeOf)
  return report(first.step?.operation.name, rangeOf(first), inputs)
}

function noValue(y: unknown): DomainError {
  return new DomainError({
    where: 'findNaN',
    expected: 'a number, a matrix or a Variable',
    given: shown(y),
    mend: 'give the loss as a Variable, whose tape tells where NaN began; math.matrix of an array',
  })
}

function report(
  operation: string | undefined,
  result: ValueRange,
  inputs: readonly ValueRange[],
): NaNReport {
  const lines = [
    `${operation === undefined ? 'given' : `math.${operation} gave`} ${described(result)}`,
    ...inputs.map((input, i) => `  argument ${i + 1}: ${described(input)}`),
  ]
  const print = () => lines.join('\n')
  const report = { operation, result, inputs }
  // functions that are not enumerable: the report stays plain data
  return Object.defineProperties(report, {
    toString: { value: print },
    [Symbol.for('nodejs.util.inspect.custom')]: { value: print },
  })
}

function described({ name, size, min, max, nans, infinities }: ValueRange): string {
  const short = (x: number) => String(Number(x.toPrecision(5)))
  const found = [nans > 0 && `${nans} NaN`, infinities > 0 && `${infinities} infinite`]
  const range = Number.isNaN(min)
    ? []
    : [min === max ? short(min) : `${short(min)} to ${short(max)}`]
  const label = name === undefined ? '' : `${name}, `
  return `${label}${written(size)}: ${[...range, ...found.filter(Boolean)].join(', ')}`
}

const elementsOf = (x: Num): ArrayLike<number> => (isMatrix(x) ? flat(x) : [x])

function allFinite(x: Num): boolean {
  return Array.prototype.every.call(elementsOf(x), Number.isFinite)
}

function rangeOf(x: Value): ValueRange {
  const elements = Array.from(elementsOf(valueIn(x)))
  const finite = elements.filter(Number.isFinite)
  const fold = (f: (a: number, b: number) => number) =>
    finite.length === 0 ? Number.NaN : finite.reduce((a, b) => f(a, b))
  return {
    name: isVariable(x) ? x.name : undefined,
    size: sizeOf(x),
    min: fold(Math.min),
    max: fold(Math.max),
    nans: elements.filter(Number.isNaN).length,
    infinities: elements.filter((value) => Math.abs(value) === Infinity).length,
  }
}
