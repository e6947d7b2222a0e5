/**
 * # Softmax-with-Loss layer
 *
 * The last layer of a classifier while it learns: softmax turns scores into probabilities, and the
 * cross-entropy error compares them with the right answers. For one example with scores
 * $x_1, \dots, x_K$ and answer $t$ (one-hot, so $\sum_k t_k = 1$),
 *
 * $$ y_k = \frac{\exp x_k}{\sum_j \exp x_j}, \qquad L = -\sum_k t_k \log y_k $$
 *
 * **Forward.** Computed in that order, $\exp$ overflows for scores above 709, and the logarithm of
 * a probability that rounded to 0 is $-\infty$. The two steps belong together:
 *
 * $$ \log y_k = x_k - \log \sum_j \exp x_j
 *    = (x_k - c) - \log \sum_j \exp (x_j - c), \qquad c = \max_j x_j $$
 *
 * No exponent is positive now, and the sum is at least 1: nothing overflows, and no $\varepsilon$
 * is needed inside the logarithm (the book adds $10^{-7}$ there, which changes the loss and, for a
 * confidently wrong row, takes away its gradient). Over a batch of $N$ rows the loss is the mean.
 *
 * **Backward.** Insert $\log y_k$ into $L$, and use $\sum_k t_k = 1$:
 *
 * $$ L = \log \sum_j \exp x_j - \sum_k t_k x_k
 *    \quad\Longrightarrow\quad
 *    \frac{\partial L}{\partial x_k} = \frac{\exp x_k}{\sum_j \exp x_j} - t_k = y_k - t_k $$
 *
 * The difference of answer and truth: it belongs to softmax and loss together, not to softmax alone
 * (slip E53). The mean over the batch divides it by $N$, and whatever is computed from the loss
 * multiplies it by its own gradient $d_\text{out}$, which the notes leave out (slip E25):
 *
 * $$ \frac{\partial L}{\partial X} = \frac{d_\text{out}}{N} (Y - T) $$
 *
 * Source: notes, Softmax - with - Loss层.
 */
import type { Variable } from '../autodiff/Variable.js'
import { ShapeError } from '../math/errors.js'
import { softmaxLoss } from '../math/fused/softmaxLoss.js'
import { math } from '../math/instance.js'
import { type Size, written } from '../math/shapes.js'
import { shapeIn } from '../math/storage.js'
import { isVariable, type Matrix } from '../math/types.js'
import { checkLossDout, checkNotEmpty, keptByForward, plain } from './checks.js'
import { asRows, type Targets } from './targets.js'

/** Mean cross-entropy of softmax probabilities against the right answers. */
export class SoftmaxWithLoss {
  /** (Y − T)/N of the last forward; beside a Variable it is computed when it is asked for. */
  #gradient?: () => Matrix

  /**
   * The loss: a number, or a scalar Variable for scores that are one.
   *
   * x: scores N×K; t: N class numbers, or N×K rows of probabilities.
   * @throws ShapeError when x is not N×K or t has another length; DomainError for an empty
   *   batch, a label that is no class, or a row of t that is no distribution.
   */
  forward(x: Matrix, t: Targets): number
  forward(x: Variable, t: Targets): Variable
  forward(x: Matrix | Variable, t: Targets): number | Variable {
    const size = shapeIn('SoftmaxWithLoss.forward', x)
    checkScores(size)
    checkNotEmpty(size, 'SoftmaxWithLoss.forward')
    const rows = asRows(t, size, 'SoftmaxWithLoss.forward')
    if (!isVariable(x)) {
      const { loss, gradient } = softmaxLoss(x, rows)
      this.#gradient = () => gradient
      return loss
    }
    const scores = plain(x)
    this.#gradient = () => softmaxLoss(scores, rows).gradient
    const logY = math.logSoftmax(x)
    return math.dotDivide(math.unaryMinus(math.sum(math.dotMultiply(rows, logY))), size[0])
  }

  /**
   * ∂L/∂x, N×K.
   *
   * @param dout gradient of what is computed from the loss, 1 when the loss is the end
   * @throws DomainError before a forward, or for a dout that is no number.
   */
  backward(dout = 1): Matrix {
    checkLossDout(dout, 'SoftmaxWithLoss')
    const gradient = keptByForward(this.#gradient, 'SoftmaxWithLoss')()
    return dout === 1 ? gradient : math.dotMultiply(dout, gradient)
  }
}

function checkScores(size: Size): void {
  if (size.length === 2) return
  throw new ShapeError({
    where: 'SoftmaxWithLoss.forward',
    expected: 'scores x of shape N×K, one row for each example',
    given: `x of shape ${written(size)}`,
    mend: 'give a single example as a row, of shape 1×K',
  })
}
