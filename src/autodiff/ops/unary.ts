import { math } from '../../math/instance.js'
import type { Num, Value } from '../../math/types.js'
import { type Operation, op } from '../op.js'

/** A function of one argument, element by element: its rule is a derivative. */
export interface Unary {
  readonly name: string
  readonly formula: string
  /** 'calculus' when left out. */
  readonly source?: string
  readonly forward?: (x: Num) => Num
  /** $y'$ in terms of the result and the argument. */
  readonly derivative: (y: Value, x: Value) => Value
  /** Where the tests draw numbers; the samples are its ends and a number between. */
  readonly domain: readonly [low: number, high: number]
  readonly analytic?: boolean
}

/** Declares it: the gradient is multiplied by the derivative, element by element. */
export function unary({
  derivative,
  domain,
  source = 'calculus',
  ...declaration
}: Unary): Operation {
  const [low, high] = domain
  const between = low + 0.4 * (high - low)
  return op({
    ...declaration,
    source,
    vjp: (g: Value, y: Value, x: Value) => [math.dotMultiply(g, derivative(y, x))],
    samples: [[[low, between, high]], [between]],
    domain: [domain],
  })
}
