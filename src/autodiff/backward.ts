/**
 * # The reverse walk
 *
 * The result $L$ depends on an early Variable $x$ along many ways; the gradient is the sum over
 * all of them, and along each way the product of the derivatives on it. Walking back from $L$,
 * newest Variable first, each one's gradient is complete when its turn comes, for all that was
 * made from it is newer. Its rule then hands the gradient on to the inputs, where it is added up:
 *
 * $$ \frac{\partial L}{\partial x} = \sum_{y \text{ made from } x}
 *    \frac{\partial L}{\partial y} \frac{\partial y}{\partial x} $$
 *
 * Every Variable is visited once, however many ways lead through it, and nothing recurses: long
 * chains do not exhaust the stack.
 */
import { math } from '../math/instance.js'
import { type Size, sameSize } from '../math/shapes.js'
import { shape } from '../math/storage.js'
import { isMatrix, isVariable, type Value, type Variable, valueIn } from '../math/types.js'
import { checkScalar, noGradient } from './refusal.js'

export interface WalkOptions {
  /** Only the gradients by these, and by what they were used for. */
  readonly by?: readonly Variable[]
  /** Let the gradients be Variables, that they have gradients themselves. */
  readonly differentiable?: boolean
}

/**
 * The gradients of the scalar y by every Variable that it was made from.
 *
 * @throws ShapeError when y is not a scalar.
 */
export function backward(y: Variable, { by, differentiable = false }: WalkOptions = {}) {
  checkScalar(y)
  const tape = tapeOf(y)
  const wanted = by === undefined ? new Set(tape) : madeFrom(by, tape)
  const gradients = new Map<Variable, Value>([[y, fitted(1, y.size())]])
  for (const variable of tape) {
    const g = gradients.get(variable)
    if (variable.step === undefined || g === undefined || !wanted.has(variable)) continue
    const { operation, inputs } = variable.step
    const result = differentiable ? variable : variable.value
    const values = differentiable ? inputs : inputs.map(valueIn)
    const byInput = operation.vjp(g, result, ...values)
    inputs.forEach((input, i) => {
      if (!isVariable(input) || !wanted.has(input)) return
      const found = byInput[i] ?? noGradient(operation, i)
      const gradient = fitted(typeof found === 'function' ? found() : found, input.size())
      const own = gradient === g && isMatrix(g) ? math.matrix(g) : gradient // shared with nobody
      const sum = gradients.get(input)
      gradients.set(input, sum === undefined ? own : math.add(sum, own))
    })
  }
  return gradients
}

/** y and all that it was made from, newest first. */
export function tapeOf(y: Variable): Variable[] {
  const found = new Set([y])
  for (const variable of found) {
    for (const input of variable.step?.inputs ?? []) if (isVariable(input)) found.add(input)
  }
  return [...found].sort((a, b) => b.age - a.age)
}

/** Those of the tape that are among the `roots`, or were made from one. */
function madeFrom(roots: readonly Variable[], tape: readonly Variable[]): Set<Variable> {
  const set = new Set(roots)
  for (const variable of tape.slice().reverse()) {
    if (variable.step?.inputs.some((x) => isVariable(x) && set.has(x))) set.add(variable)
  }
  return set
}

/**
 * The gradient in the shape of its input. Where broadcasting stretched the input, each of its
 * elements was used many times: their gradients are summed. Where the gradient is the same for
 * many elements, as that of a sum, a rule may give it once: it is stretched.
 */
export function fitted(g: Value, size: Size): Value {
  let gradient = g
  for (let extra = shape(g).length - size.length; extra > 0; extra--) {
    gradient = math.sum(gradient as Variable, 0)
  }
  const lengths = shape(gradient)
  const stretched = size.length - lengths.length
  lengths.forEach((length, d) => {
    if (length === 1 || size[d + stretched] !== 1) return
    gradient = math.sum(gradient as Variable, d, { keepDims: true })
  })
  return sameSize(shape(gradient), size) ? gradient : math.broadcastTo(gradient, size)
}
