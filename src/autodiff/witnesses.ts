/**
 * # Four witnesses
 *
 * Four ways to a derivative that share nothing but the expression: differences of values, values
 * beside the real line, the backward pass (reverse mode) over the tape, and mathjs's symbolic
 * `derivative`, which knows no numbers at all. A rule that is wrong would have to be wrong in the
 * same way four times.
 *
 *     console.log(String(witnesses('sin(x) * exp(x^2)', { x: 0.5 })))
 */
import { DomainError } from '../math/errors.js'
import { math } from '../math/instance.js'
import { shown, shownEach } from '../math/shown.js'
import type { Value } from '../math/types.js'
import { complexStep } from './complexStep.js'
import { grad } from './grad.js'
import { numericalDiff } from './numerical.js'
import { printedAs, reasonOf, textTable } from './printed.js'

/** The derivatives of an expression by one of its variables; undefined where a way has none. */
export interface Testimony {
  /** The variable that it is a derivative by. */
  readonly by: string
  /** By central differences. */
  readonly central: number | undefined
  /** By a complex step. */
  readonly complexStep: number | undefined
  /** By autodiff. */
  readonly reverse: number | undefined
  /** By mathjs's `derivative` of the expression. */
  readonly symbolic: number | undefined
  /** The largest difference of two of them. */
  readonly largestDifference: number
  /** Why a way has none. */
  readonly silent: Readonly<Record<string, string>>
}

/** Derivatives of one expression in four ways; printed, they are a table. */
export interface Witnesses {
  /** As it was given. */
  readonly expression: string
  /** Values of the variables at the place. */
  readonly at: Readonly<Record<string, number>>
  /** One for each variable, in the order of `at`. */
  readonly derivatives: readonly Testimony[]
}

/**
 * The derivatives of an expression of mathjs by each of its variables, in four ways. It prints as a
 * table.
 *
 * @throws DomainError for what mathjs cannot read, or values that are no numbers.
 */
export function witnesses(expression: string, at: Readonly<Record<string, number>>): Witnesses {
  const compiled = compiledAt(expression, at)
  const derivatives = Object.keys(at).map((by) => testimony(expression, compiled, at, by))
  return printedAs({ expression, at, derivatives }, toTable)
}

function compiledAt(expression: string, at: Readonly<Record<string, number>>) {
  const refuse = (expected: string, given: string) =>
    new DomainError({
      where: 'witnesses',
      expected,
      given,
      mend: "as in witnesses('sin(x) * exp(x^2)', { x: 0.5 })",
    })
  const numbers = Object.values(Object(at))
  if (numbers.length === 0 || !numbers.every((x) => typeof x === 'number')) {
    throw refuse('a number for each variable', numbers.length === 0 ? shown(at) : shownEach(at))
  }
  if (typeof expression !== 'string') throw refuse('an expression of mathjs', shown(expression))
  try {
    return math.compile(expression)
  } catch (error) {
    throw refuse('an expression of mathjs', `${shown(expression)}: ${reasonOf(error)}`)
  }
}

function testimony(
  expression: string,
  compiled: ReturnType<typeof compiledAt>,
  at: Readonly<Record<string, number>>,
  by: string,
): Testimony {
  const f = (x: number): Value => compiled.evaluate({ ...at, [by]: x })
  const silent: Record<string, string> = {}
  const asked = (name: string, derivative: () => number): number | undefined => {
    try {
      return derivative()
    } catch (error) {
      silent[name] = reasonOf(error)
      return undefined
    }
  }
  const found = {
    central: asked('central', () => numericalDiff(f, at[by])),
    complexStep: asked('complexStep', () => complexStep(f, at[by])),
    reverse: asked('reverse', () => grad(f)(at[by])),
    symbolic: asked('symbolic', () => math.derivative(expression, by).evaluate(at)),
  }
  const values = Object.values(found).filter((value) => value !== undefined)
  return { by, ...found, largestDifference: spread(values), silent }
}

/** NaN when a value is NaN, or when there are none to compare: no agreement by silence. */
function spread(values: readonly number[]): number {
  return values.length < 2 ? Number.NaN : Math.max(...values) - Math.min(...values)
}

function toTable({ expression, at, derivatives }: Witnesses): string {
  const place = Object.entries(at).map(([name, value]) => `${name} = ${value}`)
  const number = (value: number | undefined) => (value === undefined ? '–' : String(value))
  const rows = derivatives.map((d) => [
    `by ${d.by}`,
    number(d.central),
    number(d.complexStep),
    number(d.reverse),
    number(d.symbolic),
    d.largestDifference.toExponential(1),
  ])
  const headings = ['', 'central', 'complex step', 'reverse', 'symbolic', 'largest difference']
  const reasons = derivatives.flatMap(({ by, silent }) =>
    Object.entries(silent).map(([way, reason]) => `– ${way} by ${by}: ${reason}`),
  )
  return [`${expression} at ${place.join(', ')}`, textTable([headings, ...rows]), ...reasons].join(
    '\n',
  )
}
