/** What a training run records and tells: plain data. */
import type { Sampling } from '../data/batches.js'

/** Accuracies, from 0 to 1, after some number of updates. */
export interface EpochRecord {
  /** How often the training data has been gone through: iteration / iterationsPerEpoch. */
  epoch: number
  /** Updates made so far. */
  iteration: number
  /** The share of right answers on the training data. */
  trainAccuracy: number
  /** Left out when there is no validation data. */
  validationAccuracy?: number
  /** Left out when there is no test data. */
  testAccuracy?: number
}

/** What a training run recorded, for `lossChart` and `accuracyChart`. */
export interface History {
  /** loss[i] is the loss of the batch of update i + 1, before that update. */
  loss: number[]
  /** Before the first update, after each epoch, and after the last update. */
  epochs: EpochRecord[]
}

/** What is going to happen, told before it does. */
export interface TrainingPlan {
  /** Updates in all. */
  iterations: number
  /** Updates that an earlier run has made already; 0 in a run from the start. */
  resumeAt: number
  /** Updates that go once through the training data: N / batchSize, rounded up. */
  iterationsPerEpoch: number
  /** Examples per update. */
  batchSize: number
  /** How the batches are drawn. */
  sampling: Sampling
}

/** One update. */
export interface StepRecord {
  /** Updates made so far, this one included. */
  iteration: number
  /** Loss of this update's batch, before the update. */
  loss: number
}

/** Called as training goes on; a promise is waited for. */
export interface TrainerCallbacks {
  /** Before the first update. */
  onStart?(plan: TrainingPlan): void | Promise<void>
  /** After each update. */
  onStep?(step: StepRecord): void | Promise<void>
  /** Whenever the accuracies were measured. */
  onEpoch?(epoch: EpochRecord): void | Promise<void>
  /** At the end, also after an interrupt or an error, with what was recorded until then. */
  onEnd?(history: History): void | Promise<void>
}
