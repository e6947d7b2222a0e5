import { DomainError } from '../math/errors.js'
import type { Model } from '../nn/Model.js'
import type { EpochRecord } from './history.js'
import { Kept } from './Kept.js'

/**
 * Watches the accuracy on validation data, and keeps what the model had learned when it was best.
 *
 * Where it no longer rises, the network goes on learning its training data by heart.
 */
export class EarlyStopping {
  readonly #patience: number
  readonly #kept: Kept
  #best = Number.NEGATIVE_INFINITY
  #epochsSince = 0

  /** @param patience epochs without a better one that are waited for */
  constructor(model: Pick<Model, 'params' | 'statistics'>, patience: number) {
    this.#patience = patience
    this.#kept = new Kept(model)
  }

  /**
   * True when it is time to stop.
   *
   * @throws DomainError when the first accuracy of all is NaN, so that none would be better.
   */
  isOver({ validationAccuracy = Number.NEGATIVE_INFINITY }: EpochRecord): boolean {
    if (Number.isNaN(validationAccuracy) && this.#best < 0) throw ofNaN()
    if (validationAccuracy > this.#best) {
      this.#best = validationAccuracy
      this.#epochsSince = 0
      this.#kept.keep()
    } else this.#epochsSince += 1
    return this.#epochsSince >= this.#patience
  }

  putBack(): void {
    this.#kept.putBack()
  }
}

function ofNaN(): DomainError {
  return new DomainError({
    where: 'Trainer.fit',
    expected: 'an accuracy on the validation data, which decides when to stop',
    given: 'NaN before the first update',
    mend: 'leave out examples with NaN; net.firstNotFinite(x) tells whether it is the data',
  })
}
