/**
 * # Pre-processing (预处理)
 *
 * Columns of a data set may differ in size and in spread, and may move together. A network learns
 * sooner from columns that do not. In the order of what they take away from $X$, $N \times D$:
 *
 * $$ \text{normalize} \quad \frac{x - \min}{\max - \min} \qquad
 *    \text{standardize} \quad \frac{x - \mu}{\sigma} \qquad
 *    \text{whiten} \quad (x - \mu)\, V \Lambda^{-1/2} $$
 *
 * $V$ holds the eigenvectors of the covariance matrix, a column each, and $\Lambda$ the
 * eigenvalues: after the rotation by $V$ the columns no longer move together (decorrelated), and
 * after the division each has the variance 1. That is PCA whitening; ZCA whitening turns back with
 * $V^\mathsf{T}$, so that an image still looks like one.
 *
 * What is measured is measured on the training data alone and then applied to all: test data that
 * shape their own pre-processing are no longer unseen.
 *
 * Source: notes, 正规化, 预处理 and 白化.
 */
import { DomainError, ShapeError } from '../math/errors.js'
import { math } from '../math/instance.js'
import { checkOptions } from '../math/options.js'
import { written } from '../math/shapes.js'
import { shownEach } from '../math/shown.js'
import { flat, shape, shapeIn, tensor } from '../math/storage.js'
import type { Matrix } from '../math/types.js'

/** What was measured on one data set, ready to be applied to others. */
export interface Preprocessing {
  /** N×D → N×D. @throws ShapeError unless x has the columns of the training data. */
  apply(x: Matrix): Matrix
}

/**
 * Each column from 0 (its minimum in x) to 1 (its maximum).
 *
 * A column whose values are all equal becomes 0.
 * @param x training data, N×D
 */
export class Normalization implements Preprocessing {
  /** Of each column: D numbers. */
  readonly min: Matrix
  /** Of each column: D numbers. */
  readonly max: Matrix

  /** @throws ShapeError unless x is N×D, DomainError for NaN or Infinity in it. */
  constructor(x: Matrix) {
    checkTraining(x, 'Normalization')
    this.min = math.min(x, 0)
    this.max = math.max(x, 0)
  }

  apply(x: Matrix): Matrix {
    checkColumns(x, this.min, 'Normalization.apply')
    return math.dotDivide(math.subtract(x, this.min), oneForZero(math.subtract(this.max, this.min)))
  }
}

/**
 * Each column with mean 0 and standard deviation 1.
 *
 * A column whose values are all equal becomes 0. σ is that of the data itself: over N, not N − 1.
 * @param x training data, N×D
 */
export class Standardization implements Preprocessing {
  /** μ of each column: D numbers. */
  readonly mean: Matrix
  /** σ of each column: D numbers; 0 for one whose values are all equal. */
  readonly std: Matrix

  /** @throws ShapeError unless x is N×D, DomainError for NaN or Infinity in it. */
  constructor(x: Matrix) {
    checkTraining(x, 'Standardization')
    const mean = math.mean(x, 0)
    const std = math.sqrt(math.mean(math.square(math.subtract(x, mean)), 0))
    // the mean of equal numbers is rounded, too, and would leave a little of them
    const [least, most] = [flat(math.min(x, 0)), flat(math.max(x, 0))]
    const exact = (values: Matrix, ofEqual: (d: number) => number) =>
      tensor(
        flat(values).map((value, d) => (least[d] === most[d] ? ofEqual(d) : value)),
        shape(values),
      )
    this.mean = exact(mean, (d) => least[d])
    this.std = exact(std, () => 0)
  }

  apply(x: Matrix): Matrix {
    checkColumns(x, this.mean, 'Standardization.apply')
    return math.dotDivide(math.subtract(x, this.mean), oneForZero(this.std))
  }
}

/** How `Whitening` turns and scales. */
export interface WhiteningOptions {
  /** 'zca' (default) turns back to the original axes; 'pca' does not. */
  kind?: 'pca' | 'zca'
  /** Added to each eigenvalue, lest columns of almost no variance blow up; 1e-5 when left out. */
  epsilon?: number
}

/**
 * Columns that are not correlated, each with variance λ / (λ + ε), which is almost 1.
 *
 * The eigenvectors are mathjs's: a hundred columns take a second, and the time grows with their
 * cube.
 * @param x training data, N×D
 */
export class Whitening implements Preprocessing {
  /** μ of each column: D numbers. */
  readonly mean: Matrix
  /** Variances along the eigenvectors, D numbers, the greatest first. */
  readonly eigenvalues: Matrix
  /** D×D, a column for each; the largest component of each is positive. */
  readonly eigenvectors: Matrix
  /** Whether it turns back to the original axes ('zca') or not ('pca'). */
  readonly kind: 'pca' | 'zca'
  /** ε, added to each eigenvalue. */
  readonly epsilon: number
  readonly #matrix: Matrix

  /**
   * @throws ShapeError unless x is N×D; DomainError for NaN or Infinity in it, another kind, an
   *   epsilon below 0, or one of 0 where the data have no variance in some direction.
   */
  constructor(x: Matrix, options: WhiteningOptions = {}) {
    checkOptions(options, { kind: 'string', epsilon: 'number' }, 'Whitening')
    const { kind = 'zca', epsilon = 1e-5 } = options
    checkTraining(x, 'Whitening')
    checkKind(kind, epsilon)
    this.kind = kind
    this.epsilon = epsilon
    this.mean = math.mean(x, 0)
    const { values, vectors } = principalAxes(covariance(math.subtract(x, this.mean)))
    checkVariances(values, epsilon)
    this.eigenvalues = values
    this.eigenvectors = vectors
    const scales = math.sqrt(math.add(math.maximum(values, 0), epsilon))
    const pca = math.dotDivide(vectors, scales)
    this.#matrix = kind === 'pca' ? pca : math.multiply(pca, vectors, { transposeB: true })
  }

  apply(x: Matrix): Matrix {
    checkColumns(x, this.mean, 'Whitening.apply')
    return math.multiply(math.subtract(x, this.mean), this.#matrix)
  }
}

/** Of columns with mean 0, over N: D×D. */
function covariance(centred: Matrix): Matrix {
  return math.dotDivide(math.multiply(centred, centred, { transposeA: true }), shape(centred)[0])
}

/** Eigenvalues, the greatest first, and eigenvectors with their largest component positive. */
function principalAxes(symmetric: Matrix): { values: Matrix; vectors: Matrix } {
  const D = shape(symmetric)[0]
  // the eigenvalues of a symmetric real matrix are real, which mathjs's types cannot say
  const { eigenvectors } = math.eigs(symmetric) as {
    eigenvectors: { value: number; vector: Matrix }[]
  }
  const pairs = [...eigenvectors].sort((a, b) => b.value - a.value)
  const vectors = new Float64Array(D * D)
  pairs.forEach(({ vector }, k) => {
    const components = Array.from(flat(vector))
    const largest = components.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a))
    const norm = Math.sign(largest) * Math.hypot(...components)
    components.forEach((component, d) => {
      vectors[d * D + k] = component / norm
    })
  })
  return {
    values: tensor(
      pairs.map(({ value }) => value),
      [D],
    ),
    vectors: tensor(vectors, [D, D]),
  }
}

/** A range of 0 divides nothing: what is divided by it is 0 already. */
function oneForZero(scales: Matrix): Matrix {
  return tensor(
    flat(scales).map((scale) => (scale === 0 ? 1 : scale)),
    shape(scales),
  )
}

function checkTraining(x: Matrix, where: string): void {
  const size = shapeIn(where, x)
  if (size.length === 2 && size[0] > 0 && size[1] > 0) {
    if (flat(x).every(Number.isFinite)) return
    throw new DomainError({
      where,
      expected: 'training data without NaN and Infinity',
      given: 'data with at least one of them',
      mend: 'leave out such examples, or put the mean of the column in their place',
    })
  }
  throw new ShapeError({
    where,
    expected: 'training data of shape N×D, with one example or more',
    given: `data of shape ${written(size)}`,
    mend: 'load images flat: loadMnist() gives N×784',
  })
}

function checkColumns(x: Matrix, measured: Matrix, where: string): void {
  const [D] = shape(measured)
  const size = shapeIn(where, x)
  if (size.length === 2 && size[1] === D) return
  throw new ShapeError({
    where,
    expected: `x of shape N×${D}, with the columns of the training data`,
    given: `x of shape ${written(size)}`,
    mend: 'prepare test data as the training data were: one row per example',
  })
}

function checkKind(kind: string, epsilon: number): void {
  if ((kind === 'pca' || kind === 'zca') && epsilon >= 0 && Number.isFinite(epsilon)) return
  throw new DomainError({
    where: 'Whitening',
    expected: "kind 'pca' or 'zca', and an epsilon of 0 or more",
    given: shownEach({ kind, epsilon }),
    mend: "leave them out for 'zca' and 1e-5",
  })
}

function checkVariances(values: Matrix, epsilon: number): void {
  const [greatest, least] = [math.max(values), math.min(values)]
  if (least + epsilon > Number.EPSILON * greatest) return
  throw new DomainError({
    where: 'Whitening',
    expected: 'an epsilon above 0, since some direction of the data has no variance',
    given: `epsilon: ${epsilon}, and ${least} as the least eigenvalue`,
    mend: 'leave epsilon out for 1e-5: constant columns, such as the corners of digits, need it',
  })
}
