/**
 * # Batch normalization layer
 *
 * How wide the values of a layer spread depends on the initial weights and drifts while they learn.
 * Batch normalization (批规范化) sets the spread by force. For each column of a batch of $N$ rows,
 *
 * $$ \mu = \frac1N \sum_n x_n, \qquad \sigma^2 = \frac1N \sum_n (x_n - \mu)^2, \qquad
 *    \hat x_n = \frac{x_n - \mu}{s}, \quad s = \sqrt{\sigma^2 + \varepsilon} $$
 *
 * so $\hat x$ has mean 0 and variance 1. The layer then learns which spread it wants, as a scale
 * $\gamma$ and a shift $\beta$ for each column:
 *
 * $$ y_n = \gamma \hat x_n + \beta $$
 *
 * $\varepsilon = 10^{-6}$ keeps a constant column from $0/0$ (the notes write `10e-7`: slip E27).
 *
 * **Gradients of γ and β**, both used in every row:
 *
 * $$ \frac{\partial L}{\partial \gamma} = \sum_n \frac{\partial L}{\partial y_n} \hat x_n, \qquad
 *    \frac{\partial L}{\partial \beta} = \sum_n \frac{\partial L}{\partial y_n} $$
 *
 * **Gradient of x.** Let $d_n = \gamma\, \partial L/\partial y_n$ be the gradient of $\hat x_n$. An
 * input $x_n$ acts in three ways: on its own $\hat x_n$, and on everybody's through $\mu$ and $s$.
 * From $\partial \mu/\partial x_n = 1/N$ and $\partial s/\partial x_n = (x_n - \mu)/(N s) = \hat
 * x_n/N$,
 *
 * $$ \frac{\partial \hat x_k}{\partial x_n}
 *    = \frac{1}{s} \Bigl( [k = n] - \frac1N - \frac{\hat x_k \hat x_n}{N} \Bigr) $$
 *
 * and summing over $k$ with the weights $d_k$,
 *
 * $$ \frac{\partial L}{\partial x_n}
 *    = \frac1s \Bigl( d_n - \frac1N \sum_k d_k - \hat x_n\, \frac1N \sum_k d_k \hat x_k \Bigr) $$
 *
 * The layer takes out of the gradient its mean and its part along $\hat x$: neither a common shift
 * of the column nor its scale could have changed $y$.
 *
 * **Inference.** A single example has no batch, so mean and variance are learnt on the way as
 * exponential moving averages (指数移动平均), with the share $\alpha$ = `momentum` kept at each step:
 *
 * $$ \mu_\text{run} \leftarrow \alpha\, \mu_\text{run} + (1 - \alpha)\, \mu, \qquad
 *    \sigma^2_\text{run} \leftarrow \alpha\, \sigma^2_\text{run} + (1 - \alpha)\, \sigma^2 $$
 *
 * They start from 0 and 1: with a variance from 0, as in the notes, early tests go wrong
 * (slip E27). The variance is the one divided by $N$, and $\alpha = 0.9$ is called 0.1 in
 * PyTorch (slip E56).
 *
 * **Images.** A convolution applies one filter at all places of an image, so its outputs belong
 * together: each channel is normalized as a whole, over all examples and all their pixels. Nothing
 * above changes if the images $N \times C \times H \times W$ are first rearranged into $NHW$ rows
 * of $C$ columns. The notes flatten the images instead, and normalize every single activation over
 * the batch (slip E27): `per: 'activation'` does that, with $D = CHW$ columns.
 *
 * Source: notes, Batch Normalization; S. Ioffe and C. Szegedy, arXiv 1502.03167.
 */
import type { Variable } from '../autodiff/Variable.js'
import { DomainError, ShapeError } from '../math/errors.js'
import { count } from '../math/flatStorage.js'
import { math } from '../math/instance.js'
import { checkOptions, checkWord } from '../math/options.js'
import { type Size, sameSize, written } from '../math/shapes.js'
import { shown, shownEach } from '../math/shown.js'
import { flat, shape, shapeIn } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { checkDout, isTraining, keptByTraining, plain } from './checks.js'
import type { ForwardOptions, Layer } from './Layer.js'

/** How `BatchNormalization` counts and smooths. */
export interface BatchNormalizationOptions {
  /** α, the share of the running statistics that one step keeps; 0.9 when left out. */
  momentum?: number
  /** ε, added to the variance; 1e-6 when left out. */
  epsilon?: number
  /** What images are normalized by: each 'channel' (default), or each single 'activation'. */
  per?: 'channel' | 'activation'
}

/**
 * Normalizes each column over the batch, then scales it by γ and shifts it by β.
 *
 * x: N×D, gamma: D, beta: D → y: N×D. Images x: N×C×H×W have gamma and beta with C numbers, or with
 * CHW per activation; y is shaped like x.
 * @throws ShapeError when gamma and beta do not fit together, or to x, or x has a single row in
 *   training; DomainError unless 0 ≤ momentum < 1 and epsilon > 0, or for an unknown `per`.
 */
export class BatchNormalization<P extends Matrix | Variable = Matrix> implements Layer<P> {
  readonly params: { readonly gamma: P; readonly beta: P }
  grads: Readonly<Record<string, Matrix>> = {}
  /** α, the share of the running statistics that one step keeps. */
  readonly momentum: number
  /** ε, added to the variance. */
  readonly epsilon: number
  /** What images are normalized by. */
  readonly per: 'channel' | 'activation'
  /** What inference subtracts, D numbers; each training step sets a new one. */
  runningMean: Matrix
  /** What inference divides by the root of, D numbers; each training step sets a new one. */
  runningVariance: Matrix
  /** x̂ as rows of D columns, s, D numbers, and the size of x. */
  #kept?: { readonly normal: Matrix; readonly std: Matrix; readonly size: Size }

  constructor(gamma: P, beta: P, options: BatchNormalizationOptions = {}) {
    checkOptions(
      options,
      { momentum: 'number', epsilon: 'number', per: 'string' },
      'BatchNormalization',
    )
    const { momentum = 0.9, epsilon = 1e-6, per = 'channel' } = options
    checkParameters(shapeIn('BatchNormalization', gamma), shapeIn('BatchNormalization', beta))
    checkSmoothing(momentum, epsilon)
    checkWord('BatchNormalization', 'per', per, ['channel', 'activation'])
    this.params = Object.freeze({ gamma, beta })
    this.momentum = momentum
    this.epsilon = epsilon
    this.per = per
    this.runningMean = math.zeros(shape(gamma))
    this.runningVariance = math.ones(shape(gamma))
  }

  /** The running mean and variance: part of a network that is saved, though not learned. */
  get statistics(): Readonly<Record<'runningMean' | 'runningVariance', Matrix>> {
    return { runningMean: this.runningMean, runningVariance: this.runningVariance }
  }

  /** @throws ShapeError unless both have D numbers, DomainError for a variance below 0. */
  set statistics({ runningMean, runningVariance }) {
    checkStatistics(runningMean, runningVariance, shape(this.params.gamma))
    this.runningMean = runningMean
    this.runningVariance = runningVariance
  }

  forward(x: Matrix, options?: ForwardOptions): P
  forward(x: Variable, options?: ForwardOptions): Variable
  forward(x: Matrix | Variable, options?: ForwardOptions): Matrix | Variable {
    const training = isTraining(options, 'BatchNormalization')
    const { gamma, beta } = this.params
    const size = shapeIn('BatchNormalization.forward', x)
    checkInput(size, shape(gamma), this.per)
    const rows = this.#rows(x)
    if (training) checkRows(shape(rows), size)
    const normal = training ? this.#normalizedByBatch(rows, size) : this.#normalizedByHistory(rows)
    return this.#likeX(math.add(math.dotMultiply(normal, gamma), beta), size)
  }

  /**
   * ∂L/∂x, shaped like x; leaves ∂L/∂γ and ∂L/∂β in `grads`.
   *
   * @throws DomainError unless the last forward was one in training; ShapeError when dout is not
   *   shaped like x.
   */
  backward(dout: Matrix): Matrix {
    const { normal, std, size } = keptByTraining(this.#kept, 'BatchNormalization')
    checkDout(dout, size, 'BatchNormalization')
    const d = this.#rows(dout)
    this.grads = { gamma: math.sum(math.dotMultiply(d, normal), 0), beta: math.sum(d, 0) }

    const dnormal = math.dotMultiply(d, plain(this.params.gamma))
    const along = math.dotMultiply(normal, math.mean(math.dotMultiply(dnormal, normal), 0))
    const free = math.subtract(math.subtract(dnormal, math.mean(dnormal, 0)), along)
    return this.#likeX(math.dotDivide(free, std), size)
  }

  /** Images as rows of what is normalized: NHW×C, or N×CHW per activation. */
  #rows(x: Matrix): Matrix
  #rows(x: Matrix | Variable): Matrix | Variable
  #rows(x: Matrix | Variable): Matrix | Variable {
    const size = shape(x)
    if (size.length === 2) return x
    if (this.per === 'activation') return math.reshape(x, [size[0], count(size.slice(1))])
    return math.reshape(math.permute(x, [0, 2, 3, 1]), [size[0] * size[2] * size[3], size[1]])
  }

  /** The opposite of #rows. */
  #likeX(rows: Matrix, size: Size): Matrix
  #likeX(rows: Matrix | Variable, size: Size): Matrix | Variable
  #likeX(rows: Matrix | Variable, size: Size): Matrix | Variable {
    if (size.length === 2) return rows
    if (this.per === 'activation') return math.reshape(rows, size)
    const [N, C, H, W] = size
    return math.permute(math.reshape(rows, [N, H, W, C]), [0, 3, 1, 2])
  }

  #normalizedByBatch(x: Matrix | Variable, size: Size): Matrix | Variable {
    const mean = math.mean(x, 0)
    const centred = math.subtract(x, mean)
    const variance = math.mean(math.square(centred), 0)
    const std = math.sqrt(math.add(variance, this.epsilon))
    const normal = math.dotDivide(centred, std)
    this.#kept = { normal: plain(normal), std: plain(std), size }
    this.runningMean = this.#moved(this.runningMean, plain(mean))
    this.runningVariance = this.#moved(this.runningVariance, plain(variance))
    return normal
  }

  #normalizedByHistory(x: Matrix | Variable): Matrix | Variable {
    this.#kept = undefined
    const std = math.sqrt(math.add(this.runningVariance, this.epsilon))
    return math.dotDivide(math.subtract(x, this.runningMean), std)
  }

  /** One step of the exponential moving average. */
  #moved(average: Matrix, present: Matrix): Matrix {
    const { momentum } = this
    return math.add(math.dotMultiply(average, momentum), math.dotMultiply(present, 1 - momentum))
  }
}

function checkParameters(gamma: Size, beta: Size): void {
  if (gamma.length === 1 && beta.length === 1 && gamma[0] === beta[0]) return
  throw new ShapeError({
    where: 'BatchNormalization',
    expected: 'gamma and beta with D numbers each, one for each column of x',
    given: `gamma of shape ${written(gamma)} and beta of shape ${written(beta)}`,
    mend: 'start from gamma = math.ones([D]) and beta = math.zeros([D])',
  })
}

function checkSmoothing(momentum: number, epsilon: number): void {
  if (momentum >= 0 && momentum < 1 && epsilon > 0 && epsilon < Infinity) return
  throw new DomainError({
    where: 'BatchNormalization',
    expected: 'momentum from 0 to below 1, and a small epsilon above 0',
    given: shownEach({ momentum, epsilon }),
    mend: 'use 0.9 and 1e-6, the defaults; 0.9 here is 0.1 in PyTorch',
  })
}

function checkStatistics(mean: Matrix, variance: Matrix, gamma: Size): void {
  const where = 'BatchNormalization.statistics'
  const [ofMean, ofVariance] = [shapeIn(where, mean), shapeIn(where, variance)]
  if (!sameSize(ofMean, gamma) || !sameSize(ofVariance, gamma)) {
    throw new ShapeError({
      where,
      expected: `runningMean and runningVariance with ${gamma[0]} numbers, as gamma has`,
      given: `${written(ofMean)} and ${written(ofVariance)}`,
      mend: 'take the statistics of a layer that was made with the same options',
    })
  }
  const wrong = flat(variance).find((value) => value < 0)
  if (wrong === undefined) return
  throw new DomainError({
    where,
    expected: 'variances of 0 or more in runningVariance',
    given: shown(wrong),
    mend: 'take the statistics of a layer that was trained, which net.state() has',
  })
}

function checkInput(x: Size, [D]: Size, per: BatchNormalization['per']): void {
  const columns = x.length === 4 && per === 'activation' ? count(x.slice(1)) : x[1]
  if ((x.length === 2 || x.length === 4) && columns === D) return
  const images = per === 'channel' ? `N×${D}×H×W` : `N×C×H×W with C·H·W = ${D}`
  throw new ShapeError({
    where: 'BatchNormalization.forward',
    expected: `x of shape N×${D}, or images ${images}, as gamma has ${D} numbers`,
    given: `x of shape ${written(x)}`,
    mend: `give gamma and beta a number for each column, or for each ${per} of images`,
  })
}

function checkRows([rows]: Size, x: Size): void {
  if (rows > 1) return
  throw new ShapeError({
    where: 'BatchNormalization.forward',
    expected: 'two or more rows in training: a single one is its own mean, and y would be beta',
    given: `x of shape ${written(x)}`,
    mend:
      'use batches of two rows or more, the last of an epoch too, ' +
      'or { training: false } at inference',
  })
}
