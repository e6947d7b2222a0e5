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
 * So the layer is a row of switches. Those are on where $y > 0$; the notes keep them as a `mask`, but
 * the output tells them too. `backward` sends each part of the upstream gradient through its switch:
 *
 * $$ \frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \odot [y > 0] $$
 *
 * The notes write zeros into `dout` itself, which also changes the caller's array (slip E20); here
 * `backward` makes a new one.
 *
 * Source: notes, ReLU层.
 */
import type { Variable } from '../autodiff/Variable.js'
import { reluGradient } from '../math/fused/reluGradient.js'
import { math } from '../math/instance.js'
import { shape } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { checkDout, isTraining, keptByTraining, plain } from './checks.js'
import type { ForwardOptions, Layer } from './Layer.js'

/** y = max(x, 0), element by element; x of any shape. */
export class Relu implements Layer {
  readonly params = {}
  readonly grads = {}
  #y?: Matrix

  forward(x: Matrix, options?: ForwardOptions): Matrix
  forward(x: Variable, options?: ForwardOptions): Variable
  forward(x: Matrix | Variable, options?: ForwardOptions): Matrix | Variable {
    const y = math.relu(x)
    this.#y = isTraining(options, 'Relu') ? plain(y) : undefined
    return y
  }

  /**
   * ∂L/∂x, shaped like x.
   *
   * @throws DomainError unless the last forward was one in training, ShapeError when dout is not
   *   shaped like y.
   */
  backward(dout: Matrix): Matrix {
    const y = keptByTraining(this.#y, 'Relu')
    checkDout(dout, shape(y), 'Relu')
    return reluGradient(dout, y)
  }
}
