import { flat, rewrite } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import type { Model } from '../nn/Model.js'

/** All that a model has learned at one moment, kept aside, to be put back in place. */
export class Kept {
  readonly #model: Pick<Model, 'params' | 'statistics'>
  readonly #params: readonly Matrix[]
  readonly #copies: readonly Float64Array[]
  /** Layers replace their statistics and never change them in place: no copy is needed. */
  #statistics: Model['statistics']

  /** Keeps the present moment. */
  constructor(model: Pick<Model, 'params' | 'statistics'>) {
    this.#model = model
    this.#params = Object.values(model.params)
    this.#copies = this.#params.map((param) => Float64Array.from(flat(param)))
    this.#statistics = model.statistics
  }

  /** Keeps the present moment instead. */
  keep(): void {
    this.#params.forEach((param, i) => {
      this.#copies[i].set(flat(param))
    })
    this.#statistics = this.#model.statistics
  }

  putBack(): void {
    this.#params.forEach((param, i) => {
      rewrite(param, (elements) => elements.set(this.#copies[i]))
    })
    if (this.#statistics) this.#model.statistics = this.#statistics
  }
}
