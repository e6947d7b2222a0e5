import { DomainError, ShapeError } from '../math/errors.js'
import { sameSize, written } from '../math/shapes.js'
import { shape } from '../math/storage.js'
import type { Matrix } from '../math/types.js'

/** A rule that moves parameters by their gradients. */
export interface Optimizer {
  /** Changes every matrix of `params` in place; `grads` has a gradient for each, by its name. */
  update(params: Readonly<Record<string, Matrix>>, grads: Readonly<Record<string, Matrix>>): void
}

/** @throws DomainError unless the learning rate is a positive number. */
export function checkLearningRate(lr: number, where: string): void {
  if (lr > 0 && Number.isFinite(lr)) return
  throw new DomainError({
    where,
    expected: 'a learning rate lr above 0',
    given: `lr: ${lr}`,
    mend: 'start from 0.1 or 0.01; an update subtracts lr times the gradient already',
  })
}

/** @throws ShapeError unless each parameter has a gradient of its own shape. */
export function checkGradients(
  params: Readonly<Record<string, Matrix>>,
  grads: Readonly<Record<string, Matrix>>,
  where: string,
): void {
  for (const [name, param] of Object.entries(params)) {
    const size = Object.hasOwn(grads, name) ? shape(grads[name]) : undefined
    if (size && sameSize(size, shape(param))) continue
    throw new ShapeError({
      where,
      expected: `a gradient of shape ${written(shape(param))} for ${name}`,
      given: size ? `one of shape ${written(size)}` : `gradients for ${list(grads)} only`,
      mend: 'give the gradients that the same network computed for these parameters',
    })
  }
}

function list(grads: Readonly<Record<string, Matrix>>): string {
  return Object.keys(grads).join(', ') || 'nothing'
}
