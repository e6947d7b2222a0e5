/**
 * # Pooling layer
 *
 * Pooling (池化) makes images smaller: each window becomes a single number, channel by channel.
 * Nothing is learnt, and a small shift of the image changes little.
 *
 * **Max pooling** takes the largest element of the window, which has height $\mathit{FH}$ and width
 * $\mathit{FW}$, as a filter has:
 *
 * $$ y_{ncpq} = \max_{0 \le i < \mathit{FH},\; 0 \le j < \mathit{FW}}
 *    x_{n,\,c,\,sp + i - d,\,sq + j - d} $$
 *
 * Only that element acts on the result, so it alone gets the gradient. Windows may overlap; then an
 * element that is the largest of several gets the sum:
 *
 * $$ \frac{\partial L}{\partial x_k} = \sum_{\text{windows whose largest is } x_k}
 *    \frac{\partial L}{\partial y} $$
 *
 * Of equals the first, row by row, counts as the largest. So `forward` notes where each largest
 * element lies, and `backward` adds each part of the upstream gradient there.
 *
 * **Average pooling** takes the mean, in which every element has the share
 * $1/(\mathit{FH}\,\mathit{FW})$, and gets that share of the gradient from each of its windows.
 *
 * **Padding.** Around the image lies $-\infty$ for max pooling: zeros, as in the notes, would win
 * against negative numbers (slip E28). The mean counts the padding as 0, as in PyTorch. The number
 * of windows counts the padding too, unlike the notes' (slip E28):
 *
 * $$ \mathit{OH} = \Bigl\lfloor \frac{H + 2d - \mathit{FH}}{s} \Bigr\rfloor + 1, \qquad
 *    \mathit{OW} = \Bigl\lfloor \frac{W + 2d - \mathit{FW}}{s} \Bigr\rfloor + 1 $$
 *
 * Where the stride $s$ does not divide, the last rows or columns are left out (slip E55). The
 * stride is that of a window, if none is given: then the windows lie side by side.
 *
 * Source: notes, 池化层.
 */
import type { Variable } from '../autodiff/Variable.js'
import { count } from '../math/flatStorage.js'
import { addToPlaces, maxPoolWithPlaces } from '../math/fused/pooling.js'
import { math } from '../math/instance.js'
import { checkOptions, checkWord } from '../math/options.js'
import type { Size } from '../math/shapes.js'
import { shape, shapeIn } from '../math/storage.js'
import { isVariable, type Matrix } from '../math/types.js'
import {
  checkPadInside,
  checkWindow,
  WINDOW_OPTIONS,
  type WindowOptions,
  type Windows,
  windowsOn,
} from '../math/windows.js'
import { checkDout, isTraining, keptByTraining, plain } from './checks.js'
import type { ForwardOptions, Layer } from './Layer.js'

/** What `Pooling` takes of a window, and how windows lie. */
export interface PoolingOptions extends WindowOptions {
  /** 'max' (default) or 'average'. */
  readonly kind?: 'max' | 'average'
}

/** Of the last forward in training. */
interface Kept {
  readonly size: Size
  readonly windows: Windows
  /** Where the largest elements lie in x; the mean needs none. */
  readonly places?: Int32Array
}

/**
 * The largest, or the mean, of each window.
 *
 * x: N×C×H×W → y: N×C×OH×OW. `stride` (the window's size) and `pad` (0) are numbers, or [vertical,
 * horizontal]; where the stride does not divide, the edge is left out.
 * @throws ShapeError when x has not four axes, or no window fits into it; DomainError unless
 *   height, width and stride are whole numbers from 1 and pad is one from 0, for a window of max
 *   pooling that may lie in the padding alone, or for an unknown kind.
 */
export class Pooling implements Layer {
  readonly params = {}
  readonly grads = {}
  readonly #size: { readonly height: number; readonly width: number }
  readonly #options: Required<WindowOptions>
  readonly #kind: 'max' | 'average'
  #kept?: Kept

  constructor(height: number, width: number, options: PoolingOptions = {}) {
    checkOptions(options, { ...WINDOW_OPTIONS, kind: 'string' }, 'Pooling')
    const { kind = 'max', stride = [height, width], pad = 0 } = options
    checkWord('Pooling', 'kind', kind, ['max', 'average'])
    checkWindow({ height, width, stride, pad }, 'Pooling')
    if (kind === 'max') checkPadInside({ height, width, pad }, 'Pooling')
    this.#size = { height, width }
    this.#options = { stride, pad }
    this.#kind = kind
  }

  forward(x: Matrix, options?: ForwardOptions): Matrix
  forward(x: Variable, options?: ForwardOptions): Variable
  forward(x: Matrix | Variable, options?: ForwardOptions): Matrix | Variable {
    const training = isTraining(options, 'Pooling')
    const { height, width } = this.#size
    const size = shapeIn('Pooling.forward', x)
    const windows = windowsOn(size, height, width, this.#options, 'Pooling.forward')
    this.#kept = training ? { size, windows } : undefined
    if (this.#kind === 'average') return math.averagePool(x, height, width, this.#options)

    if (!training) return math.maxPool(x, height, width, this.#options)

    const { y, places } = maxPoolWithPlaces(plain(x), windows)
    this.#kept = { size, windows, places }
    return isVariable(x) ? math.maxPool(x, height, width, this.#options) : y
  }

  /**
   * ∂L/∂x, shaped like x.
   *
   * @throws DomainError unless the last forward was one in training, ShapeError when dout is not
   *   N×C×OH×OW.
   */
  backward(dout: Matrix): Matrix {
    const { size, windows, places } = keptByTraining(this.#kept, 'Pooling')
    checkDout(dout, [size[0], size[1], windows.rows, windows.columns], 'Pooling')
    return places ? addToPlaces(dout, places, size) : this.#shared(dout, size)
  }

  /** The gradient of the means: an equal share to every element of each window. */
  #shared(dout: Matrix, [N, C, H, W]: Size): Matrix {
    const { height, width } = this.#size
    const share = math.dotDivide(math.reshape(dout, [-1, 1]), height * width)
    const shares = math.broadcastTo(share, [count(shape(dout)), height * width])
    const planes = math.col2im(shares, [N * C, 1, H, W], height, width, this.#options)
    return math.reshape(planes, [N, C, H, W])
  }
}
