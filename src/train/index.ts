export { AdaGrad, type AdaGradOptions } from './AdaGrad.js'
export { Adam, type AdamOptions } from './Adam.js'
export { AdamW, type AdamWOptions } from './AdamW.js'
export { predictAll } from './evaluate.js'
export type { Experiment, Measure } from './experiments/Experiment.js'
export { experiments } from './experiments/index.js'
export type { Ledger, Row, Run } from './experiments/ledger.js'
/** Runs the experiments, and lists what they found beside what the book has. */
export * as ledger from './experiments/ledger.js'
export type {
  EpochRecord,
  History,
  StepRecord,
  TrainerCallbacks,
  TrainingPlan,
} from './history.js'
export {
  type Decay,
  type DecayOptions,
  type DecayState,
  exponentialDecay,
  inverseTimeDecay,
  LearningRateDecay,
  stepDecay,
} from './LearningRateDecay.js'
export { Momentum, type MomentumOptions } from './Momentum.js'
export { Nesterov } from './Nesterov.js'
export type { Optimizer } from './Optimizer.js'
export { type ProgressView, setProgressView } from './progressView.js'
export { RMSProp, type RMSPropOptions } from './RMSProp.js'
export { SGD, type SGDOptions } from './SGD.js'
export { type OptimizerState, StatefulOptimizer } from './StatefulOptimizer.js'
export {
  type Distribution,
  logUniform,
  randomSearch,
  type Search,
  type Trial,
  uniform,
} from './search.js'
export { Trainer, type TrainerOptions, type TrainingData } from './Trainer.js'
