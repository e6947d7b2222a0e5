import type { Variable } from '../autodiff/Variable.js'
import { DomainError, ShapeError } from '../math/errors.js'
import { isFlat } from '../math/flatStorage.js'
import { math } from '../math/instance.js'
import { written } from '../math/shapes.js'
import { shapeIn, storageOf } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { checkNotEmpty, plain } from './checks.js'
import { asRows, type Targets } from './targets.js'

/**
 * Cross-entropy error of probabilities, mean over the batch: −(1/N) Σₙ Σₖ t log y.
 *
 * Only classes with t > 0 count, so that a probability of 0 elsewhere does no harm; a probability
 * of 0 for the right class gives Infinity, without an epsilon to hide it (slip E8). To learn from
 * scores use SoftmaxWithLoss, which never forms the probability.
 *
 * y: N×K probabilities; t: N class numbers, or N×K rows of probabilities.
 * @throws ShapeError when y is not N×K or t has another length; DomainError for an empty batch,
 *   a label that is no class, or scores in place of probabilities.
 * Source: notes, 交叉熵误差.
 */
export function crossEntropy(y: Matrix, t: Targets): number
export function crossEntropy(y: Variable, t: Targets): Variable
export function crossEntropy(y: Matrix | Variable, t: Targets): number | Variable {
  const size = shapeIn('crossEntropy', y)
  if (size.length !== 2) {
    throw new ShapeError({
      where: 'crossEntropy',
      expected: 'probabilities y of shape N×K, one row for each example',
      given: `y of shape ${written(size)}`,
      mend: 'give a single example as a row, of shape 1×K',
    })
  }
  checkNotEmpty(size, 'crossEntropy')
  if (isFlat(plain(y))) checkProbabilities(plain(y), size[1]) // a complex step is not
  const rows = asRows(t, size, 'crossEntropy')
  const counts = math.step(plain(rows))
  // where t is 0 the logarithm is taken of 1, since 0 · log 0 would be NaN
  const safe = math.add(math.dotMultiply(counts, y), math.subtract(1, counts))
  return math.dotDivide(math.unaryMinus(math.sum(math.dotMultiply(rows, math.log(safe)))), size[0])
}

/** How far a probability may be moved beyond 0 and 1: by rounding, or by numerical differences. */
const TOLERANCE = 0.01

/** NaN passes, and shows in the result. */
function checkProbabilities(y: Matrix, K: number): void {
  const values = storageOf(y)
  const wrong = values.findIndex((p) => p < -TOLERANCE || p > 1 + TOLERANCE)
  if (wrong < 0) return
  throw new DomainError({
    where: 'crossEntropy',
    expected: 'probabilities y, from 0 to 1',
    given: `${values[wrong]} in row ${Math.floor(wrong / K)}`,
    mend: 'take softmax of scores: crossEntropy(math.softmax(scores, 1), t), or SoftmaxWithLoss',
  })
}
