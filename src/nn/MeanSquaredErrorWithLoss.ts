/**
 * # Mean-squared-error layer
 *
 * The last layer of a network that predicts numbers and not classes. Over all $n$ numbers of a
 * batch, $n = NK$ for $N$ rows of $K$,
 *
 * $$ L = \frac1n \sum_i (y_i - t_i)^2 $$
 *
 * Only one term of the sum contains $y_i$, so
 *
 * $$ \frac{\partial L}{\partial y_i} = d_\text{out}\, \frac2n\, (y_i - t_i) $$
 *
 * with $d_\text{out} = 1$ when the loss is the end. The difference of answer and truth again, as
 * behind softmax and cross-entropy (slip E54): twice as wrong is pushed back twice as hard. The
 * notes' formula has $\tfrac12$ in place of $\tfrac1n$, which is half the sum of squares (slip E7);
 * the mean does not grow with the batch, so the learning rate need not shrink with it.
 *
 * Source: notes, 均方误差.
 */
import type { Variable } from '../autodiff/Variable.js'
import { count } from '../math/flatStorage.js'
import { math } from '../math/instance.js'
import { shape } from '../math/storage.js'
import { isVariable, type Matrix } from '../math/types.js'
import { checkLossDout, checkNotEmpty, keptByForward, plain } from './checks.js'
import { checkTargets, meanSquaredError } from './meanSquaredError.js'

/** Mean of the squared differences between predicted and right numbers. */
export class MeanSquaredErrorWithLoss {
  #difference?: Matrix

  /**
   * The loss: a number, or a scalar Variable for predictions that are one.
   *
   * y: predictions of any shape, usually N×K; t: shaped like y.
   * @throws ShapeError when the shapes differ, DomainError for an empty batch.
   */
  forward(y: Matrix, t: Matrix): number
  forward(y: Variable, t: Matrix): Variable
  forward(y: Matrix | Variable, t: Matrix): number | Variable {
    checkTargets(y, t, 'MeanSquaredErrorWithLoss.forward')
    checkNotEmpty(shape(t), 'MeanSquaredErrorWithLoss.forward')
    this.#difference = math.subtract(plain(y), t)
    return isVariable(y) ? meanSquaredError(y, t) : meanSquaredError(y, t)
  }

  /**
   * ∂L/∂y, shaped like y.
   *
   * @param dout gradient of what is computed from the loss, 1 when the loss is the end
   * @throws DomainError before a forward, or for a dout that is no number.
   */
  backward(dout = 1): Matrix {
    checkLossDout(dout, 'MeanSquaredErrorWithLoss')
    const difference = keptByForward(this.#difference, 'MeanSquaredErrorWithLoss')
    return math.dotMultiply((2 * dout) / count(shape(difference)), difference)
  }
}
