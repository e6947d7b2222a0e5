/**
 * # Affine layer
 *
 * The fully connected layer: every output is a weighted sum of all inputs, plus a bias. For a batch
 * of $N$ examples, one per row,
 *
 * $$ \underset{N \times M}{Y} = \underset{N \times D}{X}\;\underset{D \times M}{W}
 *    + \underset{M}{b} $$
 *
 * The product alone is linear; it is the bias that makes the map affine (slip E51). Written out,
 *
 * $$ y_{nm} = \sum_d x_{nd} w_{dm} + b_m $$
 *
 * **Gradient of X.** $x_{nd}$ reaches the loss through every output $m$ of its own row, with weight
 * $w_{dm}$. Summing over these ways gives a product with $W^\mathsf{T}$:
 *
 * $$ \frac{\partial L}{\partial x_{nd}} = \sum_m \frac{\partial L}{\partial y_{nm}} w_{dm}
 *    \quad\Longrightarrow\quad
 *    \frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W^\mathsf{T} $$
 *
 * **Gradient of W.** $w_{dm}$ works in every example $n$, with weight $x_{nd}$:
 *
 * $$ \frac{\partial L}{\partial W} = X^\mathsf{T} \frac{\partial L}{\partial Y} $$
 *
 * (The notes print $\partial L/\partial Y$ on the left: slip E22; and one listing multiplies by
 * $W^\mathsf{T}$ instead of $X^\mathsf{T}$: slip E24. The shapes decide: only this product is
 * $D \times M$.)
 *
 * **Gradient of b.** $b_m$ is added in every row, so its gradient is the sum over the rows:
 *
 * $$ \frac{\partial L}{\partial b_m} = \sum_n \frac{\partial L}{\partial y_{nm}} $$
 *
 * An input with more axes, such as images N×C×H×W, is flattened to N×D on the way in, and its
 * gradient gets the old shape back. A single example is a row 1×D (slip E52).
 *
 * Source: notes, Affine层.
 */
import type { Variable } from '../autodiff/Variable.js'
import { ShapeError } from '../math/errors.js'
import { count } from '../math/flatStorage.js'
import { affine } from '../math/fused/affine.js'
import { makeGradients } from '../math/fused/lending.js'
import { math } from '../math/instance.js'
import { type Size, written } from '../math/shapes.js'
import { shape, shapeIn, sharedAs } from '../math/storage.js'
import { isVariable, type Matrix } from '../math/types.js'
import { checkDout, isTraining, keptByTraining, plain } from './checks.js'
import type { ForwardOptions, Layer } from './Layer.js'

/**
 * Fully connected layer: y = x W + b.
 *
 * x: N×D (later axes are flattened), W: D×M, b: M → y: N×M.
 * @throws ShapeError when W and b do not fit together, or x does not flatten to D columns.
 */
export class Affine<P extends Matrix | Variable = Matrix> implements Layer<P> {
  readonly params: { readonly W: P; readonly b: P }
  grads: Readonly<Record<string, Matrix>> = {}
  #input?: { readonly x: Matrix; readonly size: Size }

  constructor(W: P, b: P) {
    checkParameters(shapeIn('Affine', W), shapeIn('Affine', b))
    this.params = Object.freeze({ W, b })
  }

  forward(x: Matrix, options?: ForwardOptions): P
  forward(x: Variable, options?: ForwardOptions): Variable
  forward(x: Matrix | Variable, options?: ForwardOptions): Matrix | Variable {
    const { W, b } = this.params
    const size = shapeIn('Affine.forward', x)
    checkInput(size, shape(W))
    const rows = asRows(x, size)
    this.#input = isTraining(options, 'Affine') ? { x: plain(x), size } : undefined
    if (!isVariable(rows) && !isVariable(W) && !isVariable(b)) return affine(rows, W, b)
    return math.add(math.multiply(rows, W), b)
  }

  /**
   * ∂L/∂x, shaped like x; leaves ∂L/∂W and ∂L/∂b in `grads`.
   *
   * @throws DomainError unless the last forward was one in training, ShapeError when dout is not
   *   N×M.
   */
  backward(dout: Matrix): Matrix {
    this.parameterGradients(dout)
    const { size } = keptByTraining(this.#input, 'Affine')
    const dx = math.multiply(dout, plain(this.params.W), { transposeB: true })
    return size.length > 2 ? sharedAs(dx, size) : dx
  }

  /**
   * The part of `backward` that a first layer needs, since nobody asks for the gradient of the
   * data: only ∂L/∂W and ∂L/∂b, in `grads`. It saves a third of a network's work.
   */
  parameterGradients(dout: Matrix): void {
    const { x, size } = keptByTraining(this.#input, 'Affine')
    checkDout(dout, [size[0], shape(this.params.b)[0]], 'Affine')
    this.grads = makeGradients(() => ({
      W: math.multiply(asRows(x, size), dout, { transposeA: true }),
      b: math.sum(dout, 0),
    }))
  }
}

/** x as N×D; of a matrix without a copy, since the layer only reads it. */
function asRows<X extends Matrix | Variable>(x: X, size: Size): X
function asRows(x: Matrix | Variable, size: Size): Matrix | Variable {
  if (size.length <= 2) return x
  const [N, D] = [size[0], count(size.slice(1))]
  return isVariable(x) ? math.reshape(x, [N, D]) : sharedAs(x, [N, D])
}

function checkParameters(W: Size, b: Size): void {
  if (W.length === 2 && b.length === 1 && W[1] === b[0]) return
  throw new ShapeError({
    where: 'Affine',
    expected: 'W of shape D×M and b with M numbers, one for each column of W',
    given: `W of shape ${written(W)} and b of shape ${written(b)}`,
    mend: 'W has a row for each input and a column for each output',
  })
}

function checkInput(x: Size, [inputs]: Size): void {
  const columns = x.slice(1).reduce((product, length) => product * length, 1)
  if (x.length >= 2 && columns === inputs) return
  throw new ShapeError({
    where: 'Affine.forward',
    expected: `x of shape N×${inputs}, as W has ${inputs} rows`,
    given: `x of shape ${written(x)}`,
    mend:
      x.length < 2
        ? `give a single example as a row, of shape 1×${inputs}`
        : `give x with ${inputs} numbers per example, or W with ${columns} rows`,
  })
}
