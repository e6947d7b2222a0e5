/** What a training run records and tells: plain data. */

/** Accuracies, from 0 to 1, after some number of updates. */
export interface EpochRecord {
  /** How often the training data has been gone through: iteration / iterationsPerEpoch. */
  epoch: number
  /** Updates made so far. */
  iteration: number
  trainAccuracy: number
  /** Left out when there is no validation data. */
  validationAccuracy?: number
  /** Left out when there is no test data. */
  testAccuracy?: number
}

export interface History {
  /** loss[i] is the loss of the batch of update i + 1, before that update. */
  loss: number[]
  /** Before the first update, after each epoch, and after the last update. */
  epochs: EpochRecord[]
}

/** What is going to happen, told before it does. */
export interface TrainingPlan {
  iterations: number
  /** Updates that an earlier run has made already; 0 in a run from the start. */
  resumeAt: number
  iterationsPerEpoch: number
  batchSize: number
  sampling: 'withReplacement' | 'withoutReplacement'
}

export interface StepRecord {
  /** Updates made so far, this one included. */
  iteration: number
  /** Loss of this update's batch, before the update. */
  loss: number
}

/** Called as training goes on; a promise is waited for. */
export interface TrainerCallbacks {
  onStart?(plan: TrainingPlan): void | Promise<void>
  onStep?(step: StepRecord): void | Promise<void>
  onEpoch?(epoch: EpochRecord): void | Promise<void>
  /** Also after an interrupt or an error, with what was recorded until then. */
  onEnd?(history: History): void | Promise<void>
}
