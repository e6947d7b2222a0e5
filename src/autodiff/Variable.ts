/**
 * # Variable
 *
 * A value, and the step that made it: which operation, from which inputs. The functions of `math`
 * take Variables where they take numbers and matrices; the result is a Variable whose step points
 * to its inputs, theirs to their own, and so on back to those that the reader made. This web of
 * steps is the tape (计算图, the computational graph).
 *
 * `backward()` walks it in reverse and leaves in `grad` of every Variable on the way how fast the
 * result changes with it: the chain rule, one step at a time (backward.ts).
 *
 *     const x = new Variable(3, 'x')
 *     math.square(x).backward()
 *     x.grad // 6
 */
import { tick } from '../math/changes.js'
import { math } from '../math/instance.js'
import type { Size } from '../math/shapes.js'
import { dense, shape } from '../math/storage.js'
import { isVariable, type Num, type Value } from '../math/types.js'
import { connectTape, type PlainFunction } from '../math/variables.js'
import { backward, tapeOf } from './backward.js'
import { type Operation, Operators, operations } from './op.js'
import './ops/index.js'
import { printsItself } from './printed.js'
import { checkBackward, computed, FREED, isReal, notReal, withoutRule } from './refusal.js'
import { joined, stackedValues, stacking } from './stacked.js'

type ThisVariable = Variable

declare module '../math/types.js' {
  interface TypesFromAbove {
    variable: ThisVariable
  }
}

/** The operation that made a Variable, and all of its arguments, Variables or not. */
export interface Step {
  readonly operation: Operation
  /** `FREED` after a `backward()`. */ inputs: readonly unknown[]
}

/** A value that knows the step that made it, for derivatives; `x.add(y)` is `math.add(x, y)`. */
export class Variable extends Operators {
  /** A number or a dense matrix; not a copy of what was given. */ readonly value: Num
  /** What errors, reports and pictures of the graph call it; undefined for one without a name. */
  readonly name: string | undefined
  /** The gradients of all `backward()` since the last `zeroGrad()`, added up. */
  grad: Num | undefined = undefined
  /** Undefined for a Variable that the reader made. */ readonly step: Step | undefined
  /** When it was made: inputs are always older than results. */ readonly age: number = tick()
  /** Its place in the last walk that met it; for backward.ts alone. */ place = -1

  /**
   * @param value is not copied
   * @throws DomainError unless it is a number or a dense matrix of numbers.
   */
  constructor(value: Num, name?: string, step?: Step) {
    super()
    if (!isReal(value)) throw notReal(value, step?.operation.name)
    this.value = value
    this.name = name
    this.step = step
  }

  /** The mark by which the floor below knows a Variable. */
  get isVariable(): true {
    return true
  }

  /**
   * Adds the gradient of this scalar to `grad` of every Variable that it was made from, and frees
   * the tape, unless it is to be kept for another walk or for `graph`.
   *
   * @throws ShapeError when this is not a scalar: only a number has a gradient. DomainError for
   *   other options, or when the tape was freed before, or a value on it was changed in place.
   */
  backward(options?: { readonly keepTape?: boolean }): void {
    const keepTape = checkBackward(this, options)
    const tape = tapeOf([this])
    const gradientOf = backward(tape, [this], [1])
    tape.variables.forEach((variable) => {
      const gradient = gradientOf(variable) as Num // the walk was no differentiable one
      variable.grad = variable.grad === undefined ? gradient : math.add(variable.grad, gradient)
      if (variable.step && !keepTape) variable.step.inputs = FREED
    })
  }

  /** Forgets `grad`, which the next `backward()` would add to. */
  zeroGrad(): void {
    this.grad = undefined
  }

  /** The same value without the step: for backward, a beginning. */
  detach(): Variable {
    return new Variable(this.value, this.name)
  }

  /** Lengths of the axes of `value`, outermost first; [] for a number. */
  size(): number[] {
    return shape(this.value)
  }
}

printsItself(Variable.prototype)

/** What any function of `math` does with a Variable: computes, and keeps the step. */
connectTape((name, args, plain) => {
  const operation = operations.get(name)
  for (let i = 0; i < args.length; i++) {
    const x = joined(args[i], stacked)
    args[i] = operation?.domain[i] ? dense(x) : x
  }
  if (operation === undefined) return withoutRule(name, args, plain)
  return operation.rewrite?.(...args) ?? record(operation, args, plain)
})

function record(operation: Operation, inputs: unknown[], plain: PlainFunction): Variable {
  const value = computed(operation, inputs, plain)
  return new Variable(value as Num, undefined, { operation, inputs }) // which checks the value
}

/** The elements of some values of one shape, one after another, in a matrix of that size. */
export function stacked(parts: readonly Value[], size: Size): Value {
  const value = stackedValues(parts, size)
  if (!parts.some(isVariable)) return value
  return new Variable(value, undefined, { operation: stacking, inputs: parts })
}
