import type { Variable } from '../autodiff/Variable.js'
import { ShapeError } from '../math/errors.js'
import { count } from '../math/flatStorage.js'
import { math } from '../math/instance.js'
import { sameSize, written } from '../math/shapes.js'
import { shape, shapeIn } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { checkNotEmpty } from './checks.js'

/**
 * Mean squared error (均方误差): the mean of (y − t)² over all numbers.
 *
 * y and t of one shape.
 * @throws ShapeError when the shapes differ, DomainError for an empty batch.
 * Source: notes, 均方误差; what they print under this name is sumOfSquares (slip E7).
 */
export function meanSquaredError(y: Matrix, t: Matrix): number
export function meanSquaredError(y: Variable, t: Matrix): Variable
export function meanSquaredError(y: Matrix | Variable, t: Matrix): number | Variable {
  checkTargets(y, t, 'meanSquaredError')
  checkNotEmpty(shape(t), 'meanSquaredError')
  return math.dotDivide(math.sum(math.square(math.subtract(y, t))), count(shape(t)))
}

/**
 * Half the sum of squares: ½ Σ (y − t)², over all numbers. The ½ makes its gradient y − t.
 *
 * y and t of one shape.
 * @throws ShapeError when the shapes differ.
 * Source: notes, 均方误差, whose formula this is (slip E7).
 */
export function sumOfSquares(y: Matrix, t: Matrix): number
export function sumOfSquares(y: Variable, t: Matrix): Variable
export function sumOfSquares(y: Matrix | Variable, t: Matrix): number | Variable {
  checkTargets(y, t, 'sumOfSquares')
  return math.dotMultiply(math.sum(math.square(math.subtract(y, t))), 0.5)
}

/** @throws ShapeError unless y and t have one shape: broadcasting would hide the mistake. */
export function checkTargets(y: Matrix | Variable, t: Matrix, where: string): void {
  const [predicted, given] = [shapeIn(where, y), shapeIn(where, t)]
  if (sameSize(predicted, given)) return
  throw new ShapeError({
    where,
    expected: `t of shape ${written(predicted)}, as what the network predicts`,
    given: `t of shape ${written(given)}`,
    mend: 'give one target for each predicted number; math.reshape makes a list into a column',
  })
}
