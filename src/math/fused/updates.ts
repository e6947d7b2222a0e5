/**
 * What optimizers do to parameters, in place and in one pass, on the arrays of `flat`.
 *
 * All arrays of a call have one length.
 */
import { moveTo } from '../flatStorage.js'
import { type AdamStep, kernels } from '../kernels/index.js'
import { storageOf } from '../storage.js'
import type { Matrix } from '../types.js'

export type { AdamStep }

/**
 * Arrays of zeros of these lengths: parameters and what is remembered of them, which the steps
 * below change quicker than others.
 */
export function lastingArrays(lengths: readonly number[]): Float64Array[] {
  return kernels().lasting(lengths)
}

/** Moves a parameter to where the steps below change it quicker, unless it lives there. */
export function settle(W: Matrix): void {
  const { isLasting, lasting } = kernels()
  const elements = storageOf(W)
  if (!isLasting(elements)) moveTo(lasting([elements.length])[0], W)
}

/** y ← y + a·x: gradient descent, and the accumulation of gradients. */
export function addScaled(y: Float64Array, x: Float64Array, a: number): void {
  kernels().addScaled(y, x, a)
}

/** v ← kept·v − rate·g, then W ← W + v. */
export function momentumStep(
  W: Float64Array,
  g: Float64Array,
  v: Float64Array,
  { rate, kept }: { readonly rate: number; readonly kept: number },
): void {
  kernels().momentum(W, g, v, rate, kept)
}

/**
 * m ← m + new1·(g − m) and v ← v + new2·(g² − v), then W ← W − rate·m / (√v + epsilon).
 *
 * `rate` and `epsilon` carry the corrections of the bias.
 */
export function adamStep(
  W: Float64Array,
  g: Float64Array,
  m: Float64Array,
  v: Float64Array,
  step: AdamStep,
): void {
  kernels().adam(W, g, m, v, step)
}
