/**
 * # Sigmoid layer
 *
 * $$ y = \frac{1}{1 + \exp(-x)} $$
 *
 * Seen as a graph, $x$ passes four steps: times $-1$, $\exp$, plus 1, one over. Walking back
 * through them multiplies the upstream gradient by the derivative of each:
 *
 * $$ \underbrace{-y^2}_{1/u} \cdot \underbrace{1}_{+1} \cdot \underbrace{\exp(-x)}_{\exp}
 *    \cdot \underbrace{(-1)}_{\times -1} = y^2 \exp(-x) $$
 *
 * Since $1/y = 1 + \exp(-x)$, we have $\exp(-x) = (1 - y)/y$, and the input drops out:
 *
 * $$ \frac{\partial L}{\partial x}
 *    = \frac{\partial L}{\partial y}\, y^2 \exp(-x)
 *    = \frac{\partial L}{\partial y}\, y (1 - y) $$
 *
 * `backward` therefore needs only the output. The factor $y(1 - y)$ is at most 1/4, and in
 * floating point it is exactly 0 where $y$ rounds to 1, a little beyond $x = 37$ (slip E49).
 *
 * Source: notes, Sigmoid层.
 */
import type { Variable } from '../autodiff/Variable.js'
import { math } from '../math/instance.js'
import { shape } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { checkDout, checkMatrix, isTraining, keptByTraining, plain } from './checks.js'
import type { ForwardOptions, Layer } from './Layer.js'

/** y = 1 / (1 + exp(−x)), element by element; x of any shape. */
export class Sigmoid implements Layer {
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
    checkMatrix(x, 'Sigmoid')
    const y = math.sigmoid(x)
    this.#y = isTraining(options, 'Sigmoid') ? plain(y) : undefined
    return y
  }

  /**
   * ∂L/∂x, shaped like x.
   *
   * @throws DomainError unless the last forward was one in training, ShapeError when dout is not
   *   shaped like y.
   */
  backward(dout: Matrix): Matrix {
    const y = keptByTraining(this.#y, 'Sigmoid')
    checkDout(dout, shape(y), 'Sigmoid')
    return math.dotMultiply(math.dotMultiply(dout, math.subtract(1, y)), y)
  }
}
