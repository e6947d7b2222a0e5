/**
 * Every function of mathjs, called with a Variable at every place:
 * from TypeScript and from expressions.
 */
import assert from 'node:assert/strict'
import type { EvalFunction } from 'mathjs'
import { tapeOf } from '../../src/autodiff/backward.js'
import { withPlainAnswer } from '../../src/autodiff/refusal.js'
import { Variable } from '../../src/autodiff/Variable.js'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { math } from '../../src/math/instance.js'
import { tensor } from '../../src/math/storage.js'
import { isMatrix, valueIn } from '../../src/math/types.js'

type AnyFunction = (...args: unknown[]) => unknown

/** They ask what a value is, make functions, or work on JSON: nothing to differentiate. */
const NO_FUNCTIONS_OF_VALUES =
  /^(is[A-Z]\w*|on|off|once|emit|import|config|create|factory|typed|typeOf|replacer|reviver)$/

/** The instance as a table of functions, in TypeScript and in expressions. */
export function functionsOf(space: object): [string, AnyFunction][] {
  return Object.entries(space).filter(
    ([name, f]) =>
      typeof f === 'function' && /^[a-z]/.test(name) && !NO_FUNCTIONS_OF_VALUES.test(name),
  )
}

export const { mathWithTransform } = (
  math as unknown as { expression: { mathWithTransform: object } }
).expression

export const M = tensor([4, 1, 1, 3], [2, 2])
export const values = [0.5, tensor([1, 2, 3], [3]), M]
export const forms: readonly ((v: Variable) => unknown[])[] = [
  (v) => [v],
  (v) => [v, 2],
  (v) => [2, v],
  (v) => [v, v],
  (v) => [v, M],
  (v) => [M, v],
  (v) => [1, 2, v],
  (v) => [v, 0, 1],
  (v) => [M, 1, v],
  (v) => [[v, v]],
  (v) => [[1, v], 2],
  (v) => [
    [
      [1, 2],
      [3, v],
    ],
  ],
  (v) => [M, [v, 1]],
  (v) => [v, (x: unknown) => x],
  (v) => [v, {}],
  (v) => ['x', v],
]

type Outcome = 'differentiated' | 'answered' | 'refused'

/** Calls a function with these arguments, from TypeScript or from an expression. */
export type Call = (name: string, args: readonly unknown[]) => unknown

export const inTypeScript: Call = (name, args) =>
  (math as unknown as Record<string, AnyFunction>)[name](...args)

/** What stands for the result of an expression such as `1 ?? x`, which never looks at x. */
const UNSEEN = Symbol('unseen')

/** `name(a0, a1)`: some functions are given their arguments unevaluated. */
export const inExpressions: Call = (name, args) => {
  const letters = args.map((_, i) => `a${i}`)
  const seen: unknown[] = []
  const scope = {}
  args.forEach((arg, i) => {
    const get = () => {
      seen.push(arg)
      return arg
    }
    Object.defineProperty(scope, letters[i], { get, enumerable: true })
  })
  const result = compiled(`${name}(${letters})`).evaluate(scope)
  return variablesIn(args).length > 0 && variablesIn(seen).length === 0 ? UNSEEN : result
}

const known = new Map<string, EvalFunction>()

function compiled(expression: string): EvalFunction {
  const code = known.get(expression) ?? math.compile(expression)
  known.set(expression, code)
  return code
}

/** The argument without Variables; an array of them is a Variable to every function. */
function plainly(arg: unknown): unknown {
  return valueIn(
    Array.isArray(arg) && variablesIn(arg).length > 0 ? math.matrix(arg as never) : arg,
  )
}

/** What a call makes of arguments of which v is one. */
export function outcomeOf(
  call: Call,
  name: string,
  args: readonly unknown[],
  v: Variable,
): Outcome {
  let result: unknown
  try {
    result = call(name, args)
  } catch (error) {
    if (error instanceof DomainError || error instanceof ShapeError) return 'refused'
    assert.throws(
      () => call(name, args.map(plainly)),
      Error,
      `${name} of a Variable threw ${error}`,
    )
    return 'refused'
  }
  if (withPlainAnswer.has(name) || result === UNSEEN) return 'answered'
  if (name === 'nullish' && String(result) === String(args[0])) return 'answered' // x ?? y is x
  if (math.typeOf(result) === 'Chain') result = (result as { done(): unknown }).done()
  const isMixed = isMatrix(result) && variablesIn(result).length > 0
  assert.ok(!isMixed, `${name} gave a matrix of Variables`)
  const found = variablesIn(result)
  assert.ok(found.length > 0, `${name} gave ${math.format(result)} and no derivative`)
  assert.ok(tapeOf(found).variables.includes(v), `${name} gave a Variable without the tape of x`)
  return 'differentiated'
}

function variablesIn(x: unknown): Variable[] {
  if (x instanceof Variable) return [x]
  const elements = isMatrix(x) ? x.valueOf() : x
  return Array.isArray(elements) ? elements.flatMap(variablesIn) : []
}
