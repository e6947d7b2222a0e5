import { DomainError, ShapeError } from '../math/errors.js'
import { isFlat } from '../math/flatStorage.js'
import { sameSize, written } from '../math/shapes.js'
import { shown, shownEach } from '../math/shown.js'
import { shape, shapeIn } from '../math/storage.js'
import { isMatrix, type Matrix } from '../math/types.js'

/** A rule that moves parameters by their gradients. */
export interface Optimizer {
  /** Changes every matrix of `params` in place; `grads` has a gradient for each, by its name. */
  update(params: Readonly<Record<string, Matrix>>, grads: Readonly<Record<string, Matrix>>): void
}

/** @throws DomainError unless the learning rate is a positive number. */
export function checkLearningRate(lr: unknown, where: string): void {
  if (typeof lr === 'number' && lr > 0 && lr < Infinity) return
  throw new DomainError({
    where,
    expected: 'a learning rate lr above 0',
    given: shownEach({ lr }),
    mend: 'start from 0.1 or 0.01; an update subtracts lr times the gradient already',
  })
}

/**
 * @throws ShapeError unless each parameter has a gradient of its own shape, DomainError for a
 *   parameter that cannot be changed in place, or an lr that is no learning rate.
 */
export function checkUpdate(
  optimizer: object,
  params: Readonly<Record<string, Matrix>>,
  grads: Readonly<Record<string, Matrix>>,
  where: string,
): void {
  // a decay may have come to 0, and a reader's own rule may compute its lr
  if ('lr' in optimizer && optimizer.lr !== 0 && typeof optimizer.lr !== 'function') {
    checkLearningRate(optimizer.lr, where)
  }
  if (!params || !grads) throw noneGiven(where)
  for (const [name, param] of Object.entries(params)) {
    if (!isFlat(param)) throw notInPlace(where, name, param)
    const size = Object.hasOwn(grads, name) ? shapeIn(where, grads[name]) : undefined
    if (size && sameSize(size, shape(param))) continue
    throw new ShapeError({
      where,
      expected: `a gradient of shape ${written(shape(param))} for ${name}`,
      given: size ? `one of shape ${written(size)}` : `gradients for ${list(grads)} only`,
      mend: 'give the gradients that the same network computed for these parameters',
    })
  }
}

function noneGiven(where: string): DomainError {
  return new DomainError({
    where,
    expected: 'parameters and their gradients, by the same names',
    given: 'only one of the two, or neither',
    mend: 'as in optimizer.update(net.params, net.gradient(x, t))',
  })
}

function notInPlace(where: string, name: string, param: unknown): DomainError {
  return new DomainError({
    where,
    expected: `${name} as a dense matrix of numbers, which an update changes in place`,
    given: isMatrix(param)
      ? 'a sparse matrix, one of another mathjs, or one with a declared datatype'
      : shown(param),
    mend: 'make the parameters with math.matrix([[1, 2], [3, 4]]) or tensor(data, size)',
  })
}

function list(grads: Readonly<Record<string, Matrix>>): string {
  return Object.keys(grads).join(', ') || 'nothing'
}

/** @throws DomainError unless the option is a share of what is kept: 0 or more, and below 1. */
export function checkKept(options: Readonly<Record<string, number>>, where: string): void {
  for (const [name, value] of Object.entries(options)) {
    if (value >= 0 && value < 1) continue
    throw new DomainError({
      where,
      expected: `${name} from 0 to below 1`,
      given: shownEach({ [name]: value }),
      mend: 'it is the share that one step keeps of the past; 0.9 is a usual one',
    })
  }
}

/** @throws DomainError unless epsilon, which keeps a denominator from 0, is above 0. */
export function checkEpsilon(epsilon: number, where: string): void {
  if (epsilon > 0 && Number.isFinite(epsilon)) return
  throw new DomainError({
    where,
    expected: 'a small epsilon above 0',
    given: shownEach({ epsilon }),
    mend: 'leave it out for the default: without it a gradient of 0 gives 0/0',
  })
}
