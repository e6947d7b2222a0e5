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
  /**
   * Where the tests draw numbers; the samples are its ends and a number between. Or, where there is
   * a kink between, the samples near which they draw.
   */
  readonly domain: readonly [low: number, high: number] | { readonly near: readonly number[] }
  readonly analytic?: boolean
}

/** Declares it: the gradient is multiplied by the derivative, element by element. */
export function unary({
  derivative,
  domain,
  source = 'calculus',
  ...declaration
}: Unary): Operation {
  const isInterval = 'length' in domain
  const samples = isInterval ? between(domain) : domain.near
  return op({
    ...declaration,
    source,
    vjp: (g: Value, y: Value, x: Value) => [math.dotMultiply(g, derivative(y, x))],
    samples: [[samples], [samples[1]]],
    domain: [isInterval ? domain : 'near'],
  })
}

function between([low, high]: readonly [number, number]): readonly number[] {
  return [low, low + 0.4 * (high - low), high]
}
