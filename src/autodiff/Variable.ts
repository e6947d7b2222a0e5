/**
 * # Variable
 *
 * A value, and the step that made it: which operation, from which inputs. The functions of `math`
 * take Variables where they take numbers and matrices; the result is again a Variable, whose step
 * points to its inputs, theirs to their own, and so on back to the Variables that the reader made.
 * This web of steps is the tape (计算图, the computational graph).
 *
 * `backward()` walks it in reverse and leaves in `grad` of every Variable on the way how fast the
 * result changes with it: the chain rule, one step at a time (backward.ts).
 *
 *     const x = new Variable(3, 'x')
 *     math.square(x).backward()
 *     x.grad // 6
 */
import { math } from '../math/instance.js'
import { dense, shape } from '../math/storage.js'
import { type Num, type Value, valueIn } from '../math/types.js'
import { connectTape, type PlainFunction } from '../math/variables.js'
import { backward } from './backward.js'
import { type Operation, operations } from './op.js'
import './ops/index.js'
import { printed } from './printed.js'
import { checkArguments, isReal, notReal, refusal, withPlainAnswer } from './refusal.js'

type ThisVariable = Variable

declare module '../math/types.js' {
  interface TypesFromAbove {
    variable: ThisVariable
  }
}

/** The operation that made a Variable, and all of its arguments, Variables or not. */
export interface Step {
  readonly operation: Operation
  readonly inputs: readonly unknown[]
}

let made = 0

export class Variable {
  readonly value: Num
  readonly name: string | undefined
  /** The gradients of all `backward()` since the last `zeroGrad()`, added up. */
  grad: Num | undefined = undefined
  /** Undefined for a Variable that the reader made. */
  readonly step: Step | undefined
  /** How many Variables were made before this one: inputs are always older than results. */
  readonly age: number = made++

  /**
   * @param value is not copied
   * @throws DomainError unless it is a number or a dense matrix of numbers.
   */
  constructor(value: Num, name?: string, step?: Step) {
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
   * Adds the gradient of this scalar to `grad` of every Variable that it was made from.
   *
   * @throws ShapeError when this is not a scalar: only a number has a gradient.
   */
  backward(): void {
    for (const [variable, gradient] of backward(this)) {
      const { grad } = variable
      variable.grad = grad === undefined ? valueIn(gradient) : math.add(grad, valueIn(gradient))
    }
  }

  zeroGrad(): void {
    this.grad = undefined
  }

  /** The same value without the step: for backward, a beginning. */
  detach(): Variable {
    return new Variable(this.value, this.name)
  }

  size(): number[] {
    return shape(this.value)
  }

  add(y: Value): Variable {
    return math.add<Variable, Value>(this, y)
  }

  subtract(y: Value): Variable {
    return math.subtract<Variable, Value>(this, y)
  }

  /** The matrix product. */
  multiply(y: Value): Variable {
    return math.multiply<Variable, Value>(this, y)
  }

  dotMultiply(y: Value): Variable {
    return math.dotMultiply<Variable, Value>(this, y)
  }

  dotDivide(y: Value): Variable {
    return math.dotDivide<Variable, Value>(this, y)
  }

  dotPow(y: Value): Variable {
    return math.dotPow<Variable, Value>(this, y)
  }

  unaryMinus(): Variable {
    return math.unaryMinus<Variable>(this)
  }

  /** What `W[1, 2]` and `W[1, 2] = part` mean in an expression. */
  subset(...index: readonly [index: unknown, part?: unknown]): Variable {
    return (math.subset as (...args: unknown[]) => Variable)(this, ...index)
  }

  toString(): string {
    return printed(this)
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/**
 * What any function of `math` does when an argument is a Variable: computes, and keeps the step.
 */
connectTape((name, args, plain) => {
  const operation = operations.get(name)
  if (operation !== undefined) return operation.rewrite?.(...args) ?? record(operation, args, plain)
  if (name === 'typeOf') return 'Variable'
  if (withPlainAnswer.has(name)) return plain(...args.map(valueIn))
  throw refusal(name, args)
})

function record(operation: Operation, args: readonly unknown[], plain: PlainFunction): Variable {
  checkArguments(operation, args)
  const inputs = args.map((x, i) => (operation.domain[i] ? dense(x) : x))
  const value = plain(...inputs.map(valueIn)) as Num // the constructor checks that it is one
  return new Variable(value, undefined, { operation, inputs })
}
