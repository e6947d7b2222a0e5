/** What every layer refuses, said once. */
import { Variable } from '../autodiff/Variable.js'
import { DomainError, ShapeError } from '../math/errors.js'
import { count } from '../math/flatStorage.js'
import { checkOptions } from '../math/options.js'
import { type Size, sameSize, written } from '../math/shapes.js'
import { shown } from '../math/shown.js'
import { shapeIn } from '../math/storage.js'
import { isMatrix, type Matrix } from '../math/types.js'
import type { ForwardOptions } from './Layer.js'

/** The numbers themselves: a Variable's value, or the matrix as it is. */
export function plain(x: Matrix | Variable): Matrix {
  // a layer computes matrices only, so the value of its Variables is never a number
  return x instanceof Variable ? (x.value as Matrix) : x
}

/**
 * Whether a forward is one in training, as it is unless its options say otherwise.
 *
 * @throws DomainError for another option, or for what is no options, as in forward(x, false).
 */
export function isTraining(options: ForwardOptions = {}, layer: string): boolean {
  checkOptions(options, { training: 'boolean' }, `${layer}.forward`)
  return options.training ?? true
}

/** @throws DomainError unless x is a matrix or a Variable. */
export function checkMatrix(x: unknown, layer: string): void {
  if (isMatrix(x) || x instanceof Variable) return
  throw new DomainError({
    where: `${layer}.forward`,
    expected: 'x, a matrix or a Variable',
    given: shown(x),
    mend: 'make a matrix of numbers: math.matrix([[1, 2], [3, 4]])',
  })
}

/** @throws DomainError unless dout is a number: a loss is one. */
export function checkLossDout(dout: unknown, layer: string): void {
  if (typeof dout === 'number') return
  throw new DomainError({
    where: `${layer}.backward`,
    expected: 'dout, the gradient of what is computed from the loss: a number, as the loss is',
    given: shown(dout),
    mend: 'leave it out for 1, when the loss is the end',
  })
}

/** What `forward` kept. @throws DomainError when there was no forward. */
export function keptByForward<T>(kept: T | undefined, layer: string): T {
  if (kept !== undefined) return kept
  throw new DomainError({
    where: `${layer}.backward`,
    expected: 'a forward before it, whose results backward uses',
    given: 'no forward',
    mend: 'call forward first, then backward',
  })
}

/**
 * What `forward` kept in training. @throws DomainError when the last forward was none in training.
 */
export function keptByTraining<T>(kept: T | undefined, layer: string): T {
  if (kept !== undefined) return kept
  throw new DomainError({
    where: `${layer}.backward`,
    expected: 'a forward in training before it, whose results backward uses',
    given: 'no forward, or one with { training: false }',
    mend: 'call forward without { training: false } first, then backward',
  })
}

/** @throws ShapeError unless dout is shaped like forward's result: broadcasting would hide it. */
export function checkDout(dout: Matrix, size: Size, layer: string): void {
  const where = `${layer}.backward`
  const given = shapeIn(where, dout)
  if (sameSize(given, size)) return
  throw new ShapeError({
    where,
    expected: `dout of shape ${written(size)}, as forward's result`,
    given: `dout of shape ${written(given)}`,
    mend: 'give the gradient of the loss with respect to what the last forward returned',
  })
}

/** @throws DomainError unless what was saved, by name, is matrices: JSON's own parse makes none. */
export function checkSaved(saved: Readonly<Record<string, unknown>>, where: string): void {
  for (const [name, value] of Object.entries(saved)) {
    if (isMatrix(value)) continue
    throw new DomainError({
      where,
      expected: `${name}, a matrix`,
      given: shown(value),
      mend: 'read JSON by JSON.parse(text, math.reviver); make matrices of arrays with math.matrix',
    })
  }
}

/** @throws DomainError for a batch of nothing: a mean over it is no number. */
export function checkNotEmpty(size: Size, where: string): void {
  if (count(size) > 0) return
  throw new DomainError({
    where,
    expected: 'at least one example, and at least one number for it',
    given: `a batch of shape ${written(size)}`,
    mend: 'leave out the empty batch',
  })
}
