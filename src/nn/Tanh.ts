/**
 * # Tanh layer
 *
 * $$ y = \tanh x = \frac{e^x - e^{-x}}{e^x + e^{-x}} $$
 *
 * A sigmoid between $-1$ and 1 that passes through the origin, so that its outputs need not all
 * have one sign: $\tanh x = 2\,\mathrm{sigmoid}(2x) - 1$. By the rule for quotients, with
 * $u = e^x - e^{-x}$ and $w = e^x + e^{-x}$, each the derivative of the other,
 *
 * $$ \frac{\partial y}{\partial x} = \frac{w \cdot w - u \cdot u}{w^2} = 1 - y^2 $$
 *
 * The input drops out, and `backward` needs only the output:
 *
 * $$ \frac{\partial L}{\partial x} = \frac{\partial L}{\partial y}\,(1 - y^2) $$
 *
 * The slope is at most 1, four times the sigmoid's, and vanishes far out as well.
 *
 * Source: notes, 激活函数; the same steps as for the Sigmoid层.
 */
import type { Variable } from '../autodiff/Variable.js'
import { math } from '../math/instance.js'
import { shape } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { checkDout, checkMatrix, isTraining, keptByTraining, plain } from './checks.js'
import type { ForwardOptions, Layer } from './Layer.js'

/** y = tanh x, element by element; x of any shape. */
export class Tanh implements Layer {
  readonly params = {}
  readonly grads = {}
  #y?: Matrix

  /**
   * y, shaped like x; in training, as it is unless told otherwise, `backward` can follow.
   *
   * @throws DomainError unless x is a matrix or a Variable, or for an option that there is not.
   */
  forward(x: Matrix, options?: ForwardOptions): Matrix
  forward(x: Variable, options?: ForwardOptions): Variable
  forward(x: Matrix | Variable, options?: ForwardOptions): Matrix | Variable {
    checkMatrix(x, 'Tanh') // mathjs's own function would not explain it
    const y = math.tanh(x)
    this.#y = isTraining(options, 'Tanh') ? plain(y) : undefined
    return y
  }

  /**
   * ∂L/∂x, shaped like x.
   *
   * @throws DomainError unless the last forward was one in training, ShapeError when dout is not
   *   shaped like y.
   */
  backward(dout: Matrix): Matrix {
    const y = keptByTraining(this.#y, 'Tanh')
    checkDout(dout, shape(y), 'Tanh')
    return math.dotMultiply(dout, math.subtract(1, math.square(y)))
  }
}
