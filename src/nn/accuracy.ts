import { DomainError, ShapeError } from '../math/errors.js'
import { checkPositiveIntegers } from '../math/positiveIntegers.js'
import { type Size, written } from '../math/shapes.js'
import { shape, shapeIn, storageOf, tensor } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { checkNotEmpty } from './checks.js'
import { asLabels, checkLabels, largestPerRow, type Targets } from './targets.js'

/** None of them is the largest. */
export class ScoresOfNaN extends DomainError {}

/**
 * The share of examples whose largest score is at the right class, from 0 to 1.
 *
 * scores: N×K (probabilities do as well: softmax keeps the order); t: N class numbers, or N×K rows.
 * @throws ShapeError when scores is not N×K or t has another length; DomainError for an empty
 *   batch, a label that is no class, or NaN among the scores.
 * Source: notes, 识别精度.
 */
export function accuracy(scores: Matrix, t: Targets): number {
  const size = scoresShape(scores, 'accuracy')
  checkNotEmpty(size, 'accuracy')
  const labels = asLabels(t, size, 'accuracy')
  checkNumbers(scores, 'accuracy')
  const right = largestPerRow(scores).filter((label, n) => label === labels[n])
  return right.length / size[0]
}

/**
 * How often each class was taken for each: row = the right class, column = the predicted one.
 *
 * scores: N×K; t: N class numbers, or N×K rows → classes×classes counts.
 * @param classes the number of classes, when it is not the number of scores
 * @throws ShapeError when scores is not N×K or t has another length; DomainError for a label that
 *   is no class, a number of classes that is none, or NaN among the scores.
 */
export function confusionMatrix(
  scores: Matrix,
  t: Targets,
  classes: number = shapeIn('confusionMatrix', scores)[1],
): Matrix {
  const size = scoresShape(scores, 'confusionMatrix')
  checkPositiveIntegers({ classes }, 'confusionMatrix')
  const labels = asLabels(t, size, 'confusionMatrix')
  checkNumbers(scores, 'confusionMatrix')
  const predicted = largestPerRow(scores)
  checkLabels([...labels, ...predicted], classes, 'confusionMatrix')
  const counts = new Float64Array(classes * classes)
  labels.forEach((label, n) => {
    counts[label * classes + predicted[n]]++
  })
  return tensor(counts, [classes, classes])
}

function scoresShape(scores: Matrix, where: string): Size {
  const size = shapeIn(where, scores)
  if (size.length === 2) return size
  throw new ShapeError({
    where,
    expected: 'scores of shape N×K, one row for each example',
    given: `scores of shape ${written(size)}`,
    mend: 'give a single example as a row, of shape 1×K',
  })
}

function checkNumbers(scores: Matrix, where: string): void {
  const wrong = storageOf(scores).findIndex(Number.isNaN)
  if (wrong < 0) return
  throw new ScoresOfNaN({
    where,
    expected: 'scores that are numbers',
    given: `NaN in row ${Math.floor(wrong / shape(scores)[1])}`,
    mend: 'net.firstNotFinite(x) tells where it begins: in the data, a parameter or a layer',
  })
}
