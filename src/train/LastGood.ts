import { DomainError } from '../math/errors.js'
import { flat } from '../math/storage.js'
import type { Model } from '../nn/Model.js'
import { Kept } from './Kept.js'

/**
 * What the model had learned when the loss was last a number.
 *
 * An update that goes too far shows only at the next loss; the model is put back to where it was
 * before it.
 */
export class LastGood {
  readonly #params: Model['params']
  readonly #kept: Kept

  constructor(model: Pick<Model, 'params' | 'statistics'>) {
    this.#params = model.params
    this.#kept = new Kept(model)
  }

  /** Call before an update whose loss was finite. */
  keep(): void {
    this.#kept.keep()
  }

  /** @throws DomainError, after putting the model back, when the loss is NaN or infinite. */
  checkLoss(loss: number, iteration: number): void {
    if (!Number.isFinite(loss)) this.#refuse('a finite loss', `loss ${loss}`, iteration)
  }

  /** The same for the parameters themselves, after the last update, which no loss follows. */
  checkParams(iteration: number): void {
    const finite = Object.values(this.#params).every((param) => flat(param).every(Number.isFinite))
    if (!finite) this.#refuse('finite parameters', 'NaN or Infinity among them', iteration)
  }

  #refuse(expected: string, given: string, iteration: number): never {
    this.#kept.putBack()
    throw new DomainError({
      where: 'Trainer.fit',
      expected,
      given: `${given} at iteration ${iteration}`,
      mend:
        'use a smaller learning rate and look for NaN in the data; ' +
        'the parameters are again those of the last finite loss',
    })
  }
}
