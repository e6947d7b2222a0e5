import { DomainError, ShapeError } from '../math/errors.js'
import { math } from '../math/instance.js'
import { checkOptions } from '../math/options.js'
import { checkPositiveIntegers } from '../math/positiveIntegers.js'
import { Random } from '../math/random.js'
import { type Size, written } from '../math/shapes.js'
import { shown } from '../math/shown.js'
import { shape, shapeIn, tensor } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import type { Dataset } from './Dataset.js'
import { checkIndices } from './indices.js'

/** In which form `tableDataset` hands out its labels. */
export interface TableOptions {
  /** Number of classes; one more than the greatest label when left out. */
  readonly classes?: number
  /** Labels as rows of zeros with a single 1 (default), or as class numbers. */
  readonly oneHot?: boolean
}

/**
 * Your own examples as a data set.
 *
 * x: N×D, or N×C×H×W; labels: N class numbers from 0.
 * @throws ShapeError when there is another number of labels than of examples, or x has no axis for
 *   the parts of an example; DomainError for a label that is no class, or a number of classes that
 *   is not a positive whole number.
 */
export function tableDataset(
  x: Matrix,
  labels: ArrayLike<number>,
  options: TableOptions = {},
): Dataset {
  checkOptions(options, { classes: 'number', oneHot: 'boolean' }, 'tableDataset')
  const { classes, oneHot = true } = options
  const [length, ...rest] = shapeIn('tableDataset', x)
  if (rest.length === 0) throw noTable(shape(x))
  if (labels?.length !== length) {
    throw new ShapeError({
      where: 'tableDataset',
      expected: `as many labels as examples: ${length}, since x is ${written(shape(x))}`,
      given: Array.isArray(labels) ? `${labels.length} labels` : shown(labels),
      mend: 'give the right answer of every example, in the same order; flat(labels) of a matrix',
    })
  }
  const all = Array.from(labels)
  const count =
    classes ?? all.reduce((greatest, k) => Math.max(greatest, Math.floor(k) || 0), 0) + 1
  checkPositiveIntegers({ classes: count }, 'tableDataset')
  checkClasses(all, count)
  const batch = (indices: ArrayLike<number>) => {
    checkIndices(indices, length)
    const chosen = Array.from(indices, (index) => all[index])
    const t = oneHot ? math.oneHot(chosen, count) : tensor(chosen, [chosen.length])
    return { x: math.take(x, indices), t }
  }
  return { length, shape: rest, classes: count, labels: all, batch }
}

/**
 * Of a data set, the examples with these indices as a data set of their own.
 *
 * @throws DomainError for an index that is no example, or no index at all.
 */
export function subset(data: Dataset, indices: ArrayLike<number>): Dataset {
  checkIndices(indices, data.length)
  const places = Array.from(indices)
  return {
    length: places.length,
    shape: data.shape,
    classes: data.classes,
    labels: places.map((place) => data.labels[place]),
    batch: (chosen) => {
      checkIndices(chosen, places.length)
      return data.batch(Array.from(chosen, (index) => places[index]))
    },
  }
}

/** How much `split` holds back, and which examples. */
export interface SplitOptions {
  /** The share of the examples that is held back, 0.2 when left out. */
  readonly validation?: number
  /** Seed of the choice; 0 when left out. */
  readonly seed?: number
}

/**
 * Holds a random part of the training data back: what chooses settings must not have been trained
 * on, and test data chosen by are no longer unseen (slip E37).
 *
 * @throws DomainError unless both parts have examples, or for a seed that is no whole number.
 */
export function split(
  data: Dataset,
  options: SplitOptions = {},
): { train: Dataset; validation: Dataset } {
  checkOptions(options, { validation: 'number', seed: 'number' }, 'split')
  const { validation = 0.2, seed = 0 } = options
  const held = Math.round(data.length * validation)
  if (!(held >= 1 && held < data.length)) {
    throw new DomainError({
      where: 'split',
      expected: 'a share above 0 and below 1 that leaves examples in both parts',
      given: `validation: ${shown(validation)} of ${data.length} examples`,
      mend: 'leave it out for 0.2, a fifth of the examples',
    })
  }
  const order = new Random(seed).permutation(data.length)
  return {
    train: subset(data, order.slice(held)),
    validation: subset(data, order.slice(0, held)),
  }
}

function noTable(x: Size): ShapeError {
  return new ShapeError({
    where: 'tableDataset',
    expected:
      'x of shape N×D, or N×C×H×W: an axis for the examples, and one or more for each of them',
    given: `x of shape ${written(x)}`,
    mend: 'math.reshape(x, [-1, 1]) makes a column of a list',
  })
}

function checkClasses(labels: readonly number[], classes: number): void {
  const bad = labels.findIndex((k) => !(Number.isInteger(k) && k >= 0 && k < classes))
  if (bad < 0) return
  throw new DomainError({
    where: 'tableDataset',
    expected: `labels from 0 to ${classes - 1}`,
    given: `label ${shown(labels[bad])} of example ${bad}`,
    mend: mendOf(labels[bad]),
  })
}

function mendOf(label: unknown): string {
  if (typeof label !== 'number') {
    return 'number the classes by a list of their names: labels.map((name) => names.indexOf(name))'
  }
  return Number.isFinite(label) && !Number.isInteger(label)
    ? 'to predict numbers, not classes, train a Sequential with MeanSquaredErrorWithLoss'
    : 'count classes from 0; classes is one more than the greatest label'
}
