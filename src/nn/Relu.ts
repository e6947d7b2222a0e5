/**
 * # ReLU layer
 *
 * ReLU (rectified linear unit) lets positive numbers through and stops the rest:
 *
 * $$ y = \begin{cases} x & (x > 0) \\ 0 & (x \le 0) \end{cases} $$
 *
 * (the notes print $x < 0$ in the first line: slip E19). Its derivative is 1 where $x > 0$, and 0
 * where $x < 0$. At the kink itself there is none; everybody takes 0 there, and so do we:
 *
 * $$ \frac{\partial y}{\partial x} = \begin{cases} 1 & (x > 0) \\ 0 & (x \le 0) \end{cases} $$
 *
 * So the layer is a row of switches, on where $y > 0$. They are all that it keeps, as the notes'
 * `mask`, a bit for each element. `backward` sends each part of the upstream gradient
 * through its switch:
 *
 * $$ \frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \odot [y \ne 0] $$
 *
 * ($y$ is above 0, 0 or NaN. Where it is NaN the gradient passes, as in the notes, so that the
 * fault does not hide; autodiff multiplies by the derivative there, which is NaN.)
 *
 * The notes write zeros into `dout` itself, which also changes the caller's array (slip E20); here
 * `backward` makes a new one.
 *
 * Source: notes, ReLU层.
 */
import type { Variable } from '../autodiff/Variable.js'
import { masked, reluWithMask } from '../math/fused/relu.js'
import { math } from '../math/instance.js'
import type { Size } from '../math/shapes.js'
import { shape } from '../math/storage.js'
import { isMatrix, isVariable, type Matrix } from '../math/types.js'
import { checkDout, checkMatrix, isTraining, keptByTraining, plain } from './checks.js'
import type { ForwardOptions, Layer } from './Layer.js'

/** y = max(x, 0), element by element; x of any shape. */
export class Relu implements Layer {
  readonly params = {}
  readonly grads = {}
  #kept?: { readonly size: Size; readonly mask: Uint8Array }

  /**
   * y, shaped like x; in training, as it is unless told otherwise, `backward` can follow.
   *
   * @throws DomainError unless x is a matrix or a Variable, or for an option that there is not.
   */
  forward(x: Matrix, options?: ForwardOptions): Matrix
  forward(x: Variable, options?: ForwardOptions): Variable
  forward(x: Matrix | Variable, options?: ForwardOptions): Matrix | Variable {
    checkMatrix(x, 'Relu')
    this.#kept = undefined
    const value = plain(x)
    if (!isTraining(options, 'Relu') || !isMatrix(value)) return math.relu(x)
    const { y, mask } = reluWithMask(value)
    this.#kept = { size: shape(y), mask }
    return isVariable(x) ? math.relu(x) : y
  }

  /**
   * ∂L/∂x, shaped like x.
   *
   * @throws DomainError unless the last forward was one in training, ShapeError when dout is not
   *   shaped like y.
   */
  backward(dout: Matrix): Matrix {
    const { size, mask } = keptByTraining(this.#kept, 'Relu')
    checkDout(dout, size, 'Relu')
    return masked(dout, mask)
  }
}
