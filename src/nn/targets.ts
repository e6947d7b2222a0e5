/** Labels in their two forms: class numbers, or rows of probabilities (one-hot). */
import { DomainError, ShapeError } from '../math/errors.js'
import { math } from '../math/instance.js'
import { type Size, written } from '../math/shapes.js'
import { shown } from '../math/shown.js'
import { flat, shape } from '../math/storage.js'
import { isList, isMatrix, type Matrix } from '../math/types.js'

/**
 * The right answers for N examples: N class numbers from 0, as a list or a 1-D matrix; or an N×K
 * matrix whose rows are one-hot (or other probabilities that sum to 1).
 */
export type Targets = Matrix | ArrayLike<number>

/** How far a row of probabilities may sum from 1. */
const ROW_SUM_TOLERANCE = 1e-6

/**
 * Targets as N×K rows of probabilities.
 *
 * Class numbers are told from rows by the number of axes, never by the number of values: the notes
 * compare sizes, and ten labels then pass for one row of ten (slip E25).
 *
 * @throws ShapeError when the lengths differ, DomainError for a label that is no class, or a row
 *   that is no distribution.
 */
export function asRows(t: Targets, [N, K]: Size, where: string): Matrix {
  if (isMatrix(t) && shape(t).length === 2) {
    checkRows(t, [N, K], where)
    return t
  }
  return math.oneHot(asLabels(t, [N, K], where), K)
}

/**
 * Targets as N class numbers; of a row of probabilities, the class of the largest.
 *
 * @throws ShapeError when the lengths differ, DomainError for a label that is no class.
 */
export function asLabels(t: Targets, [N, K]: Size, where: string): number[] {
  if (isMatrix(t) && shape(t).length === 2) {
    checkRows(t, [N, K], where)
    return largestPerRow(t)
  }
  const labels = listOf(t, where)
  const size = isMatrix(t) ? shape(t) : [labels.length]
  if (size.length !== 1 || size[0] !== N) throw lengthsDiffer(where, size, [N, K])
  checkLabels(labels, K, where)
  return labels
}

/** @throws DomainError for what is no list of numbers: text, rows in arrays, a Variable. */
function listOf(t: Targets, where: string): number[] {
  if (isMatrix(t)) return Array.from(flat(t))
  const labels = isList(t) ? Array.from(t) : undefined
  if (labels?.every((label) => typeof label === 'number')) return labels
  throw new DomainError({
    where,
    expected: 't as a list or a vector of class numbers, or as a matrix of one-hot rows',
    given: shown(t),
    mend: 'as in [3, 0, 4]; names.indexOf gives the number of a name, math.matrix rows of an array',
  })
}

/** Column of the largest value in each row of an N×K matrix; the first of equals. */
export function largestPerRow(scores: Matrix): number[] {
  return Array.from(flat(math.argMax(scores, 1)))
}

/** @throws DomainError naming the first label that is not a whole number from 0 to classes − 1. */
export function checkLabels(labels: readonly number[], classes: number, where: string): void {
  const bad = labels.findIndex((k) => !Number.isInteger(k) || k < 0 || k >= classes)
  if (bad < 0) return
  throw new DomainError({
    where,
    expected: `labels from 0 to ${classes - 1}, one of the ${classes} classes`,
    given: `label ${shown(labels[bad])} at example ${bad}`,
    mend: 'count classes from 0, and give the network one output for each class',
  })
}

function checkRows(t: Matrix, [N, K]: Size, where: string): void {
  const size = shape(t)
  if (size[0] !== N || size[1] !== K) throw lengthsDiffer(where, size, [N, K])
  const values = flat(t)
  for (let n = 0; n < N; n++) {
    let total = 0
    let least = 0
    for (let k = n * K; k < (n + 1) * K; k++) {
      total += values[k]
      least = Math.min(least, values[k])
    }
    if (least >= 0 && Math.abs(total - 1) <= ROW_SUM_TOLERANCE) continue
    throw new DomainError({
      where,
      expected: 'rows of t that are probabilities: none below 0, and a sum of 1',
      given: `row ${n} with the sum ${total} and the least value ${least}`,
      mend: 'give one-hot rows, or class numbers as a list',
    })
  }
}

function lengthsDiffer(where: string, t: Size, [N, K]: Size): ShapeError {
  return new ShapeError({
    where,
    expected: `t with ${N} labels, or of shape ${N}×${K}: one answer for each row of scores`,
    given: `t of shape ${written(t)}`,
    mend:
      t.length === 2 && t[0] === N && t[1] > 1
        ? 'give t as many columns as the scores have: a column, and an output, for each class'
        : 'take examples and labels with the same indices; math.flatten makes a list of a column',
  })
}
