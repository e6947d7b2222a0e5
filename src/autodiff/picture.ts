import { functionOf } from '../math/instance.js'
import { grad } from './grad.js'
import type { Operation } from './op.js'

/** A function of one number and its derivative, over its domain: a small picture as data. */
export interface OperationPicture {
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly derivative: readonly number[]
}

const POINTS = 33

/** Where the domain of a function with kinks tells only points that have a derivative. */
const AROUND_KINKS = [-3, 3] as const

/**
 * The picture of an operation; undefined where it is none of one number, its others left out, or
 * has a pole there.
 */
export function pictureOf({ name, domain }: Operation): OperationPicture | undefined {
  const interval = domain[0] === 'near' ? AROUND_KINKS : domain[0]
  if (!interval) return undefined
  const f = functionOf(name) as (x: number) => number // others are left out below
  const [low, high] = interval
  const x = Array.from({ length: POINTS }, (_, i) => low + ((high - low) * i) / (POINTS - 1))
  try {
    const derivative = x.map(grad((v: number) => f(v)))
    const y = x.map((v) => f(v))
    const isIdentity = y.every((v, i) => v === x[i]) // as the sum of one number
    const hasPole = ![...y, ...derivative].every(Number.isFinite)
    return isIdentity || hasPole ? undefined : { x, y, derivative }
  } catch {
    return undefined // it takes no single number
  }
}
