import { math } from '../math/instance.js'
import { grad } from './grad.js'
import type { Operation } from './op.js'

/** A function of one number and its derivative, over its domain: a small picture as data. */
export interface OperationPicture {
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly derivative: readonly number[]
}

const POINTS = 33

/**
 * The picture of an operation; undefined where it takes more than one number, or none, or gives
 * no number.
 */
export function pictureOf({ name, domain }: Operation): OperationPicture | undefined {
  const interval = domain[0]
  if (domain.length !== 1 || interval === null || interval === 'near') return undefined
  const f = (math as unknown as Record<string, (x: number) => number>)[name]
  const [low, high] = interval
  const x = Array.from({ length: POINTS }, (_, i) => low + ((high - low) * i) / (POINTS - 1))
  try {
    const derivative = x.map(grad((v: number) => f(v)))
    return { x, y: x.map((v) => f(v)), derivative }
  } catch {
    return undefined // a function of matrices
  }
}
