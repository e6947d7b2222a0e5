/** Who shows the progress of training: a viewer registers itself, and Trainer knows no viewer. */
import type { TrainerCallbacks } from './history.js'

/** Shows a run as it goes on: it is told what callbacks are told. */
export type ProgressView = TrainerCallbacks

let factory: (() => ProgressView) | undefined

/** Makes `create` the view of every run from now on; without an argument there is none. */
export function setProgressView(create?: () => ProgressView): void {
  factory = create
}

/** A new view for one run, if somebody shows progress here. */
export function newProgressView(): ProgressView | undefined {
  return factory?.()
}
