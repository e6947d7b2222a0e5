/** Who shows the progress of training: a viewer registers itself, and Trainer knows no viewer. */
import { DomainError } from '../math/errors.js'
import { shown } from '../math/shown.js'
import type { TrainerCallbacks } from './history.js'

/** Shows a run as it goes on: it is told what callbacks are told. */
export type ProgressView = TrainerCallbacks

let factory: (() => ProgressView) | undefined

/**
 * Makes `create` the view of every run from now on; without an argument there is none.
 *
 * @throws DomainError for what is no function.
 */
export function setProgressView(create?: () => ProgressView): void {
  if (create !== undefined && typeof create !== 'function') {
    throw new DomainError({
      where: 'setProgressView',
      expected: 'a function that makes the view of one run, or nothing for none',
      given: shown(create),
      mend: 'as in setProgressView(() => ({ onEpoch: (epoch) => console.log(epoch) }))',
    })
  }
  factory = create
}

/** A new view for one run, if somebody shows progress here. */
export function newProgressView(): ProgressView | undefined {
  return factory?.()
}
