export { predictAll } from './evaluate.js'
export type {
  EpochRecord,
  History,
  StepRecord,
  TrainerCallbacks,
  TrainingPlan,
} from './history.js'
export type { Optimizer } from './Optimizer.js'
export { type ProgressView, setProgressView } from './progressView.js'
export { SGD, type SGDOptions } from './SGD.js'
export { Trainer, type TrainerOptions, type TrainingData } from './Trainer.js'
