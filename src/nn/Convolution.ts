/**
 * # Convolution layer
 *
 * An affine layer forgets that an image is an image: it takes its pixels as a list. A convolution
 * (卷积) looks at small windows, and at every place with the same weights. A batch of $N$ images with
 * $C$ channels (通道) meets $\mathit{FN}$ filters (滤波器), each as deep as the images, of height
 * $\mathit{FH}$ and width $\mathit{FW}$:
 *
 * $$ y_{nfpq} = \sum_{c,i,j} x_{n,\,c,\,sp + i - d,\,sq + j - d}\; w_{fcij} + b_f $$
 *
 * $s$ is the stride (步幅), from one window to the next; $d$ the padding (填充), zeros all around. The
 * filter is laid on as it is, not turned around: strictly, this is the cross-correlation (互相关), and
 * the field calls it convolution all the same (slip E55). There are
 *
 * $$ \mathit{OH} = \Bigl\lfloor \frac{H + 2d - \mathit{FH}}{s} \Bigr\rfloor + 1, \qquad
 *    \mathit{OW} = \Bigl\lfloor \frac{W + 2d - \mathit{FW}}{s} \Bigr\rfloor + 1 $$
 *
 * windows below each other and side by side. Where $s$ does not divide, the last rows or columns of
 * the image belong to no window (slip E55 again): the layer does not see them.
 *
 * **As a product.** Write the elements of each window as a row, which is what `im2col` does, and
 * each filter as a column. Then every sum above is a row times a column:
 *
 * $$ \underset{N\,\mathit{OH}\,\mathit{OW} \times \mathit{FN}}{Y} =
 *    \underset{N\,\mathit{OH}\,\mathit{OW} \times C\,\mathit{FH}\,\mathit{FW}}{X_\text{col}}\;
 *    \underset{C\,\mathit{FH}\,\mathit{FW} \times \mathit{FN}}{W^\mathsf{T}}
 *    + \underset{\mathit{FN}}{b} $$
 *
 * **Gradients.** That is an affine layer, whose gradients we have; with $\partial L/\partial Y$
 * arranged like $Y$, windows down and filters across,
 *
 * $$ \frac{\partial L}{\partial W} = \frac{\partial L}{\partial Y}^\mathsf{T} X_\text{col}, \qquad
 *    \frac{\partial L}{\partial b_f} = \sum_{n,p,q} \frac{\partial L}{\partial y_{nfpq}}, \qquad
 *    \frac{\partial L}{\partial X_\text{col}} = \frac{\partial L}{\partial Y}\, W $$
 *
 * **Back to the image.** Windows overlap, so `im2col` copied a pixel to several rows. The pixel
 * acts through all of its copies: its gradient is the sum of theirs, which is what `col2im`
 * computes. What was copied from the padding is nobody's, and drops out.
 *
 * For plain matrices the layer computes these products image by image (math/fused/convolution.ts),
 * since the windows of one image fit into the cache; for Variables it is written out.
 *
 * Source: notes, 卷积层.
 */
import type { Variable } from '../autodiff/Variable.js'
import { ShapeError } from '../math/errors.js'
import {
  convolutionGradients,
  convolutionInputGradient,
  convolve,
} from '../math/fused/convolution.js'
import { math } from '../math/instance.js'
import { type Size, written } from '../math/shapes.js'
import { shape, shapeIn } from '../math/storage.js'
import { isVariable, type Matrix } from '../math/types.js'
import {
  checkWindow,
  checkWindowOptions,
  type WindowOptions,
  type Windows,
  windowsOn,
} from '../math/windows.js'
import { checkDout, isTraining, keptByTraining, plain } from './checks.js'
import type { ForwardOptions, Layer } from './Layer.js'

/**
 * Filters that slide over images.
 *
 * x: N×C×H×W, W: FN×C×FH×FW, b: FN → y: N×FN×OH×OW. `stride` (1) and `pad` (0) are numbers, or
 * [vertical, horizontal]; where the stride does not divide, the edge is left out.
 * @throws ShapeError when W and b do not fit together, x has other channels than W, or no window
 *   fits into x; DomainError unless stride is a whole number from 1, and pad from 0.
 */
export class Convolution<P extends Matrix | Variable = Matrix> implements Layer<P> {
  readonly params: { readonly W: P; readonly b: P }
  grads: Readonly<Record<string, Matrix>> = {}
  readonly #options: WindowOptions
  #kept?: { readonly x: Matrix; readonly windows: Windows }

  constructor(W: P, b: P, options: WindowOptions = {}) {
    checkWindowOptions(options, 'Convolution')
    const { stride = 1, pad = 0 } = options
    checkParameters(shapeIn('Convolution', W), shapeIn('Convolution', b))
    const [, , height, width] = shape(W)
    checkWindow({ height, width, stride, pad }, 'Convolution')
    this.params = Object.freeze({ W, b })
    this.#options = { stride, pad }
  }

  forward(x: Matrix, options?: ForwardOptions): P
  forward(x: Variable, options?: ForwardOptions): Variable
  forward(x: Matrix | Variable, options?: ForwardOptions): Matrix | Variable {
    const { W, b } = this.params
    const windows = this.#windows(shapeIn('Convolution.forward', x))
    this.#kept = isTraining(options, 'Convolution') ? { x: plain(x), windows } : undefined
    if (!isVariable(x) && !isVariable(W) && !isVariable(b)) return convolve(x, W, b, windows)

    const { images, rows, columns, windowHeight, windowWidth } = windows
    const col = math.im2col(x, windowHeight, windowWidth, this.#options)
    const product = math.multiply(col, math.reshape(W, [shape(W)[0], -1]), { transposeB: true })
    const y = math.reshape(math.add(product, b), [images, rows, columns, shape(b)[0]])
    return math.permute(y, [0, 3, 1, 2])
  }

  /**
   * ∂L/∂x, shaped like x; leaves ∂L/∂W and ∂L/∂b in `grads`.
   *
   * @throws DomainError unless the last forward was one in training, ShapeError when dout is not
   *   N×FN×OH×OW.
   */
  backward(dout: Matrix): Matrix {
    this.parameterGradients(dout)
    const { windows } = keptByTraining(this.#kept, 'Convolution')
    return convolutionInputGradient(dout, plain(this.params.W), windows)
  }

  /**
   * The part of `backward` that a first layer needs, since nobody asks for the gradient of the
   * images: only ∂L/∂W and ∂L/∂b, in `grads`.
   */
  parameterGradients(dout: Matrix): void {
    const { x, windows } = keptByTraining(this.#kept, 'Convolution')
    const { images, rows, columns } = windows
    checkDout(dout, [images, shape(this.params.b)[0], rows, columns], 'Convolution')
    this.grads = convolutionGradients(x, dout, windows)
  }

  #windows(x: Size): Windows {
    const size = shape(this.params.W)
    checkChannels(x, size)
    return windowsOn(x, size[2], size[3], this.#options, 'Convolution.forward')
  }
}

function checkParameters(W: Size, b: Size): void {
  if (W.length === 4 && b.length === 1 && W[0] === b[0]) return
  throw new ShapeError({
    where: 'Convolution',
    expected: 'W of shape FN×C×FH×FW and b with FN numbers, one for each filter',
    given: `W of shape ${written(W)} and b of shape ${written(b)}`,
    mend: '16 filters of 5×5 for grey images: W of shape 16×1×5×5, b of shape [16]',
  })
}

function checkChannels(x: Size, W: Size): void {
  if (x.length !== 4 || x[1] === W[1]) return
  const [filters, , height, width] = W
  throw new ShapeError({
    where: 'Convolution.forward',
    expected: `x with ${W[1]} channels, as W is ${written(W)}`,
    given: `x of shape ${written(x)}`,
    mend: `use W of shape ${written([filters, x[1], height, width])} for these images`,
  })
}
