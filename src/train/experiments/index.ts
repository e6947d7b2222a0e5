/** Every figure of the book that we reproduce, in the order of its chapters. */
import { activationsExperiment } from './activations.js'
import { batchNormalizationExperiment } from './batchNormalization.js'
import { convolutionExperiment } from './convolution.js'
import type { Experiment } from './Experiment.js'
import { gradientCheckExperiment } from './gradientCheck.js'
import { hyperParametersExperiment } from './hyperParameters.js'
import {
  applesAndOranges,
  gradientDescent,
  numericalDifferences,
  optimizerPaths,
  smallNumbers,
} from './numbers.js'
import { initialWeightsOnMnist, optimizersOnMnist } from './optimizers.js'
import { dropoutExperiment, weightDecayExperiment } from './overfitting.js'
import { perceptronExperiment } from './perceptron.js'
import { twoLayerRelu, twoLayerSigmoid } from './twoLayer.js'

/** All experiments, in the order of the ledger. */
export const experiments: readonly Experiment[] = [
  perceptronExperiment,
  smallNumbers,
  numericalDifferences,
  gradientDescent,
  twoLayerSigmoid,
  applesAndOranges,
  gradientCheckExperiment,
  twoLayerRelu,
  optimizerPaths,
  optimizersOnMnist,
  activationsExperiment,
  initialWeightsOnMnist,
  batchNormalizationExperiment,
  weightDecayExperiment,
  dropoutExperiment,
  hyperParametersExperiment,
  convolutionExperiment,
]
