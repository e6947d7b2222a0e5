/**
 * # The reverse walk
 *
 * The result $L$ depends on an early Variable $x$ along many ways; the gradient is the sum over
 * all of them, and along each way the product of the derivatives on it. Walking back from $L$,
 * newest Variable first (the backward pass, reverse mode), each one's gradient is complete when its
 * turn comes, for all that was made from it is newer. Its rule then hands the gradient on to the
 * inputs, where it is fitted to their shapes (fitted.ts) and added up:
 *
 * $$ \frac{\partial L}{\partial x} = \sum_{y \text{ made from } x}
 *    \frac{\partial L}{\partial y} \frac{\partial y}{\partial x} $$
 *
 * Every Variable is visited once, however many ways lead through it, and nothing recurses: long
 * chains do not exhaust the stack. Each Variable of the tape knows its place in it, so that the
 * walk needs no table of Variables; places count on from walk to walk.
 */
import { math } from '../math/instance.js'
import { isMatrix, isVariable, type Value, type Variable, valueIn } from '../math/types.js'
import { fitted } from './fitted.js'
import { checkStep, gradientBy } from './refusal.js'

export interface Tape {
  /** Some Variables, and all that they were made from, newest first. */
  readonly variables: readonly Variable[]
  /** Variables older than this are taken for constants. */
  readonly since: number
  /** Whether there are such constants: an outer derivative may be by them. */
  readonly open: boolean
}

let places = 0

/** The tape of the roots, back to `since`. */
export function tapeOf(roots: readonly Variable[], since = 0): Tape {
  const first = places++
  const variables: Variable[] = []
  let open = false
  const meet = (variable: Variable): void => {
    if (variable.age < since) open = true
    else if (variable.place < first) {
      variable.place = first
      variables.push(variable)
    }
  }
  roots.forEach(meet)
  for (let i = 0; i < variables.length; i++) {
    for (const input of variables[i].step?.inputs ?? []) if (isVariable(input)) meet(input)
  }
  return { variables: variables.sort((a, b) => b.age - a.age), since, open }
}

export interface WalkOptions {
  /** Only what depends on these. */
  readonly by?: readonly Variable[]
  /** Let the gradients be Variables, that they have gradients themselves. */
  readonly differentiable?: boolean
  /** Constants of the tape whose gradients are asked for, too, and added up here. */
  readonly constants?: Map<Variable, Value | undefined>
}

/** The gradients of Σ ⟨seed, root⟩ by a tape's Variables; roots without a seed do not count. */
export function backward(
  { variables, since }: Tape,
  roots: readonly Value[],
  seeds: readonly (Value | undefined)[],
  { by, differentiable = false, constants }: WalkOptions = {},
): (variable: Variable) => Value | undefined {
  const first = places
  for (const variable of variables) variable.place = places++
  const wanted = by && madeFrom(by, variables, since)
  const gradients = new Array<Value | undefined>(variables.length).fill(undefined)
  const give = (to: Variable, g: Value): void => {
    const place = to.place - first
    if (to.age >= since) gradients[place] = sum(gradients[place], g)
    else if (constants?.has(to)) constants.set(to, sum(constants.get(to), g))
  }
  roots.forEach((root, i) => {
    const seed = seeds[i]
    if (isVariable(root) && seed !== undefined) give(root, unshared(fitted(seed, root), seed))
  })
  for (let i = 0; i < variables.length; i++) {
    const [{ step, value }, g] = [variables[i], gradients[i]]
    if (step === undefined || g === undefined || wanted?.[i] === 0) continue
    checkStep(variables[i])
    const { operation, inputs } = step
    const byInput = differentiable
      ? operation.vjp(g, variables[i], ...inputs)
      : operation.vjp(g, value, ...inputs.map((input) => valueIn(input)))
    for (let k = 0; k < inputs.length; k++) {
      const input = inputs[k]
      if (!isVariable(input)) continue
      const asked = input.age < since ? constants?.has(input) : wanted?.[input.place - first] !== 0
      if (!asked) continue
      const gradient = fitted(gradientBy(k, byInput, operation), input.value)
      give(input, unshared(gradient, g, byInput, k))
    }
  }
  return (variable) => gradients[variable.place - first]
}

const unshared = (x: Value, g: Value, others: readonly unknown[] = [], end = 0) =>
  isMatrix(x) && (x === g || others.slice(0, end).includes(x)) ? math.matrix(x) : x
const sum = (a: Value | undefined, b: Value) => (a === undefined ? b : math.add(a, b))

/** By place: 1 for the `leaves` and what was made from one. */
function madeFrom(leaves: readonly Variable[], variables: readonly Variable[], since: number) {
  const made = new Uint8Array(variables.length)
  const first = variables.length > 0 ? variables[0].place : places
  for (const leaf of leaves) if (leaf.place >= first) made[leaf.place - first] = 1
  for (let i = variables.length - 1; i >= 0; i--) {
    for (const input of variables[i].step?.inputs ?? []) {
      if (isVariable(input) && input.age >= since) made[i] |= made[input.place - first]
    }
  }
  return made
}
