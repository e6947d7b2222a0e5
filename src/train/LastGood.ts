import { DomainError } from '../math/errors.js'
import { flat, flatToWrite } from '../math/storage.js'
import type { Matrix } from '../math/types.js'

/**
 * The parameters with which the loss was last a number, kept aside.
 *
 * An update that goes too far shows only at the next loss; the parameters are put back to where
 * they were before it.
 */
export class LastGood {
  readonly #params: readonly Matrix[]
  readonly #copies: readonly Float64Array[]

  constructor(params: Readonly<Record<string, Matrix>>) {
    this.#params = Object.values(params)
    this.#copies = this.#params.map((param) => Float64Array.from(flat(param)))
  }

  /** Call before an update whose loss was finite. */
  keep(): void {
    this.#params.forEach((param, i) => {
      this.#copies[i].set(flat(param))
    })
  }

  /** @throws DomainError, after putting the parameters back, when the loss is NaN or infinite. */
  checkLoss(loss: number, iteration: number): void {
    if (!Number.isFinite(loss)) this.#refuse('a finite loss', `loss ${loss}`, iteration)
  }

  /** The same for the parameters themselves, after the last update, which no loss follows. */
  checkParams(iteration: number): void {
    const finite = this.#params.every((param) => flat(param).every(Number.isFinite))
    if (!finite) this.#refuse('finite parameters', 'NaN or Infinity among them', iteration)
  }

  #refuse(expected: string, given: string, iteration: number): never {
    this.#params.forEach((param, i) => {
      flatToWrite(param).set(this.#copies[i])
    })
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
