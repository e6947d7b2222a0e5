/**
 * # Layers in sequence
 *
 * A network is a function of functions: each layer takes what the one before it returned,
 *
 * $$ y = f_K(\dots f_2(f_1(x))) $$
 *
 * The chain rule goes through it from the end. Layer $k$ receives the gradient of its output and
 * returns that of its input, which is the output of layer $k - 1$:
 *
 * $$ \frac{\partial L}{\partial h_{k-1}}
 *    = \frac{\partial L}{\partial h_k}\, \frac{\partial h_k}{\partial h_{k-1}},
 *    \qquad h_k = f_k(h_{k-1}), \quad h_0 = x $$
 *
 * So `forward` calls the layers in order and `backward` in reverse; no layer knows of another. What
 * comes out is a layer again, and may stand in a sequence itself.
 *
 * Source: notes, 误差反向传播法: the network as an ordered list of layers.
 */
import { named } from '../autodiff/named.js'
import { Variable } from '../autodiff/Variable.js'
import { DomainError, ShapeError } from '../math/errors.js'
import type { Matrix } from '../math/types.js'
import { checkLayers } from './checkLayers.js'
import { isTraining } from './checks.js'
import { Intermediates } from './Intermediates.js'
import type { ForwardOptions, Layer } from './Layer.js'

/**
 * Layers one after another. Parameters and gradients have the place of their layer, counted from 0,
 * before their name: `params['0.W']` is `layers[0].params.W`.
 *
 * @throws DomainError without layers, for one layer at two places, or for dropouts of one seed;
 *   ShapeError that names the layer and its place when a layer refuses what the one before it
 *   returned.
 */
export class Sequential<P extends Matrix | Variable = Matrix> implements Layer<P> {
  /** In the order of the forward pass. */
  readonly layers: readonly (Layer<P> | Layer)[]
  /** The live parameters of all layers: an optimizer changes them in place, in a frozen record. */
  readonly params: Readonly<Record<string, P>>
  readonly #between: Intermediates

  constructor(layers: readonly (Layer<P> | Layer)[]) {
    checkLayers(layers)
    this.layers = [...layers]
    this.#between = new Intermediates(layers)
    // a plain Layer beside layers of Variables has no parameters
    const params = withPlaces<P | Matrix>(layers.map((layer) => layer.params)) as Record<string, P>
    this.params = Object.freeze(params)
  }

  /** Gradients of the last `backward`, by the names of `params`. */
  get grads(): Readonly<Record<string, Matrix>> {
    return withPlaces(this.layers.map(({ grads }) => grads))
  }

  forward(x: Matrix, options?: ForwardOptions): P
  forward(x: Variable, options?: ForwardOptions): Variable
  forward(x: Matrix | Variable, options?: ForwardOptions): Matrix | Variable {
    const training = isTraining(options, 'Sequential')
    return this.layers.reduce<Matrix | Variable>(
      (h, layer, place) =>
        this.#between.forward(place, h, training, () =>
          located(place, () =>
            h instanceof Variable
              ? named(`${layer.constructor.name} ${place}`, () => layer.forward(h, options))
              : layer.forward(h, options),
          ),
        ),
      x,
    )
  }

  /**
   * ∂L/∂x, shaped like x; leaves the gradients of all parameters in `grads`.
   *
   * @throws DomainError before a forward, ShapeError when dout is not shaped like y.
   */
  backward(dout: Matrix): Matrix {
    this.#between.beginBackward()
    return this.#backTo(0, dout)
  }

  /**
   * Only the gradients of the parameters, in `grads`: nobody asks for the gradient of the data.
   *
   * @param reuse gradients of an earlier call, which nobody needs any more, or {} in the first:
   *   those of this call may be written over them
   */
  parameterGradients(dout: Matrix, reuse?: Readonly<Record<string, Matrix>>): void {
    const first = this.layers[0]
    this.#between.beginBackward(reuse)
    const d = this.#backTo(1, dout)
    this.#between.backward(0, d, () =>
      located(0, () =>
        first.parameterGradients ? first.parameterGradients(d) : first.backward(d),
      ),
    )
  }

  /** What layers keep besides parameters, by the place of the layer: '1.runningMean'. */
  get statistics(): Readonly<Record<string, Matrix>> {
    return withPlaces(this.layers.map(({ statistics = {} }) => statistics))
  }

  set statistics(values: Readonly<Record<string, Matrix>>) {
    this.layers.forEach((layer, place) => {
      if (!layer.statistics) return
      const names = Object.keys(layer.statistics)
      layer.statistics = Object.fromEntries(names.map((name) => [name, values[`${place}.${name}`]]))
    })
  }

  /** Back through the layers from the last to the one at `first`. */
  #backTo(first: number, dout: Matrix): Matrix {
    return this.layers
      .slice(first)
      .reduceRight(
        (d, layer, i) =>
          this.#between.backward(first + i, d, () => located(first + i, () => layer.backward(d))),
        dout,
      )
  }
}

/** { W } and { b } of layers 0 and 1 as { '0.W', '1.b' }. */
function withPlaces<V>(records: readonly Readonly<Record<string, V>>[]): Record<string, V> {
  const entries = records.flatMap((record, place) =>
    Object.entries(record).map(([name, value]) => [`${place}.${name}`, value] as const),
  )
  return Object.fromEntries(entries)
}

/** What `run` returns; an error of it tells which layer of the network it comes from. */
function located<T>(place: number, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof ShapeError || error instanceof DomainError)) throw error
    const Kind = error instanceof ShapeError ? ShapeError : DomainError
    const { where, expected, given, mend } = error
    throw new Kind({ where: `Sequential, layer ${place}: ${where}`, expected, given, mend })
  }
}
