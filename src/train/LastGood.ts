import { DomainError } from '../math/errors.js'
import { flat } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import type { Model } from '../nn/Model.js'
import { Kept } from './Kept.js'

/** A training whose loss or parameters are no longer numbers. */
export class Divergence extends DomainError {}

type Learning = Pick<Model, 'params' | 'statistics' | 'firstNotFinite'>

/**
 * What the model had learned when the loss was last a number.
 *
 * An update that goes too far shows only at the next loss; the model is put back to where it was
 * before it.
 */
export class LastGood {
  readonly #model: Learning
  readonly #kept: Kept

  constructor(model: Learning) {
    this.#model = model
    this.#kept = new Kept(model)
  }

  /** Call before an update whose loss was finite. */
  keep(): void {
    this.#kept.keep()
  }

  /**
   * @param x the batch of this loss
   * @throws DomainError, after putting the model back, when the loss is NaN or infinite.
   */
  checkLoss(loss: number, iteration: number, x: Matrix): void {
    if (Number.isFinite(loss)) return
    const origin = this.#model.firstNotFinite?.(x)
    const first = origin ? `, first of all in ${origin}` : ''
    this.#refuse('a finite loss', `loss ${loss}${first},`, iteration)
  }

  /** The same for the parameters themselves, after the last update, which no loss follows. */
  checkParams(iteration: number): void {
    const params = Object.values(this.#model.params)
    const finite = params.every((param) => flat(param).every(Number.isFinite))
    if (!finite) this.#refuse('finite parameters', 'NaN or Infinity among them', iteration)
  }

  #refuse(expected: string, given: string, iteration: number): never {
    this.#kept.putBack()
    throw new Divergence({
      where: 'Trainer.fit',
      expected,
      given: `${given} at iteration ${iteration}`,
      mend:
        'use a smaller learning rate and look for NaN in the data; ' +
        'the parameters are again those of the last finite loss',
    })
  }
}
