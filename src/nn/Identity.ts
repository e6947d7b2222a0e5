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
import { shapeIn } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { checkDout, isTraining, keptByTraining } from './checks.js'
import type { ForwardOptions, Layer } from './Layer.js'

/** y = x, of any shape: the same matrix, not a copy. */
export class Identity implements Layer {
  readonly params = {}
  readonly grads = {}
  #size?: Size

  /**
   * x itself; in training, as it is unless told otherwise, `backward` can follow.
   *
   * @throws DomainError in training for an x without a shape, such as an array, and always for an
   *   option that there is not.
   */
  forward(x: Matrix, options?: ForwardOptions): Matrix
  forward(x: Variable, options?: ForwardOptions): Variable
  forward(x: Matrix | Variable, options?: ForwardOptions): Matrix | Variable {
    this.#size = isTraining(options, 'Identity') ? shapeIn('Identity.forward', x) : undefined
    return x
  }

  /**
   * dout as it is.
   *
   * @throws DomainError unless the last forward was one in training, ShapeError when dout is not
   *   shaped like y.
   */
  backward(dout: Matrix): Matrix {
    checkDout(dout, keptByTraining(this.#size, 'Identity'), 'Identity')
    return dout
  }
}
