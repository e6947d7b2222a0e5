/**
 * # Identity layer
 *
 * $$ y = x, \qquad \frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} $$
 *
 * The activation function of the last layer where a network predicts numbers and not classes: there
 * any value may be right, so nothing bends or bounds it. It says in a list of layers that there is
 * no other activation.
 *
 * Source: notes, 恒等函数.
 */
import type { Variable } from '../autodiff/Variable.js'
import type { Size } from '../math/shapes.js'
import { shape } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { checkDout, keptByForward } from './checks.js'
import type { Layer } from './Layer.js'

/** y = x, of any shape: the same matrix, not a copy. */
export class Identity implements Layer {
  readonly params = {}
  readonly grads = {}
  #size?: Size

  forward(x: Matrix): Matrix
  forward(x: Variable): Variable
  forward(x: Matrix | Variable): Matrix | Variable {
    this.#size = shape(x)
    return x
  }

  /**
   * dout as it is.
   *
   * @throws DomainError before a forward, ShapeError when dout is not shaped like y.
   */
  backward(dout: Matrix): Matrix {
    checkDout(dout, keptByForward(this.#size, 'Identity'), 'Identity')
    return dout
  }
}
