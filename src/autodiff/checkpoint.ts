/**
 * # Constants, and what is computed again
 *
 * A tape keeps every value between the arguments and the result, for the rules need them. Where
 * memory is dearer than time, `checkpoint(f)` keeps only the result: the walk back calls f again
 * and has its tape for as long as it takes to walk it. A chain of n steps, checkpointed in √n
 * pieces of √n, keeps 2√n values and computes all of them twice.
 *
 * Source: T. Chen and others, arXiv 1604.06174.
 */
import { changedAt, tick } from '../math/changes.js'
import { DomainError } from '../math/errors.js'
import { isMatrix, isVariable, type Matrix, type Value } from '../math/types.js'
import { backward, tapeOf } from './backward.js'
import { checkFunction } from './checkFunction.js'
import type { Operation } from './op.js'
import { isReal } from './refusal.js'
import { mapLeaves } from './tree.js'
import { Variable } from './Variable.js'

/**
 * The same value or parameters, as constants: no gradient flows back through them.
 *
 * @throws DomainError for a part that is no number, matrix or Variable.
 */
export function stopGradient<T>(x: T): T {
  return mapLeaves(x, (leaf) => (isVariable(leaf) ? leaf.detach() : leaf)) as T
}

/**
 * The same function, which keeps no tape of what it does and is called again in the backward pass.
 * It must give the same again: whatever is random in it must be drawn outside.
 *
 * @throws DomainError, when called, if f gives no single number, matrix or Variable.
 */
export function checkpoint<A extends readonly unknown[], Y extends Value>(
  f: (...args: A) => Y,
): (...args: A) => Y {
  checkFunction(f, 'checkpoint')
  return (...args) => {
    const { y, used, constants } = called(f, args)
    if (!isVariable(y) || used.length === 0) return y
    const again: Operation = {
      ...checkpointed,
      vjp: (g, result) => {
        if (constants.some((x) => changedAt(x.deref()) > made.age)) throw changedConstant()
        const { y, tape } = called(f, args)
        const gradients = new Map(used.map((x) => [x, undefined]))
        backward(tape, [y], [g], { constants: gradients, differentiable: isVariable(result) })
        return used.map((x) => gradients.get(x) ?? 0)
      },
    }
    // matrices among the arguments stand there to be unchanged when f is called again
    const inputs = [...used, ...matricesIn(args)]
    const made = new Variable(y.value, undefined, { operation: again, inputs }) as Variable & Y
    return made
  }
}

/** Matrices among arguments of any kind, in lists and records too. */
function matricesIn(args: unknown): Matrix[] {
  if (isMatrix(args)) return [args]
  const isPlain = Array.isArray(args) || Object.getPrototypeOf(args ?? 0) === Object.prototype
  return isPlain ? Object.values(args as object).flatMap(matricesIn) : []
}

/**
 * f of the arguments, its tape, the older Variables that it used, arguments or others, and the
 * matrices, held weakly: those that f itself made are to be forgotten.
 */
function called<A extends readonly unknown[], Y extends Value>(f: (...args: A) => Y, args: A) {
  const since = tick()
  const y = f(...args)
  if (!isVariable(y) && !isReal(y)) throw noValue(y)
  const tape = tapeOf(isVariable(y) ? [y] : [], since)
  const used = new Set<Variable>()
  const constants = new Set<Matrix>()
  for (const { step } of tape.variables) {
    for (const input of step?.inputs ?? []) {
      if (isVariable(input) && input.age < since) used.add(input)
      if (isMatrix(input)) constants.add(input)
    }
  }
  return { y, tape, used: [...used], constants: Array.from(constants, (x) => new WeakRef(x)) }
}

function changedConstant(): DomainError {
  return new DomainError({
    where: 'backward',
    expected: 'the matrices that a checkpointed function uses as they were when it was called',
    given: 'one that was changed in place since',
    mend: 'call backward before the change, or give the function a copy: math.clone(W)',
  })
}

function noValue(y: unknown): DomainError {
  return new DomainError({
    where: 'checkpoint',
    expected: 'a function that gives a number, a matrix or a Variable',
    given: `a function that gives ${Array.isArray(y) ? 'a list' : typeof y}`,
    mend: 'checkpoint the parts that give one value each',
  })
}

const checkpointed: Operation = {
  name: 'checkpoint',
  formula: 'y = f(x)',
  source: 'the tape of f, made again',
  vjp: () => [],
  samples: [],
  domain: [],
}
