/**
 * # Flatten layer
 *
 * Between layers that see images, $N \times C \times H \times W$, and layers that see rows. Each
 * example becomes one row, its last axis running fastest:
 *
 * $$ y_{n,\;(cH + h)W + w} = x_{nchw} $$
 *
 * No number changes, so every gradient goes back to the place that its number came from: `backward`
 * gives `dout` the shape of $x$ again. Affine flattens on its own as well; the layer makes the step
 * visible where another one, such as BatchNormalization, comes first.
 *
 * Source: notes, Affine层 (the reshape of its forward and backward).
 */
import type { Variable } from '../autodiff/Variable.js'
import { ShapeError } from '../math/errors.js'
import { math } from '../math/instance.js'
import { type Size, written } from '../math/shapes.js'
import { shapeIn } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { checkDout, isTraining, keptByTraining } from './checks.js'
import type { ForwardOptions, Layer } from './Layer.js'

/**
 * x: N×… → y: N×D, D the product of the later lengths.
 *
 * @throws ShapeError when x has fewer than two axes.
 */
export class Flatten implements Layer {
  readonly params = {}
  readonly grads = {}
  #size?: Size

  forward(x: Matrix, options?: ForwardOptions): Matrix
  forward(x: Variable, options?: ForwardOptions): Variable
  forward(x: Matrix | Variable, options?: ForwardOptions): Matrix | Variable {
    const size = shapeIn('Flatten.forward', x)
    if (size.length < 2) {
      throw new ShapeError({
        where: 'Flatten.forward',
        expected: 'x of shape N×…, with an axis for the examples and one or more for each of them',
        given: `x of shape ${written(size)}`,
        mend: 'give a single example as a batch of one, of shape 1×…',
      })
    }
    this.#size = isTraining(options, 'Flatten') ? size : undefined
    return math.reshape(x, flattened(size))
  }

  /**
   * ∂L/∂x, shaped like x.
   *
   * @throws DomainError unless the last forward was one in training, ShapeError when dout is not
   *   N×D.
   */
  backward(dout: Matrix): Matrix {
    const size = keptByTraining(this.#size, 'Flatten')
    checkDout(dout, flattened(size), 'Flatten')
    return math.reshape(dout, size)
  }
}

function flattened([N, ...rest]: Size): Size {
  return [N, rest.reduce((product, length) => product * length, 1)]
}
