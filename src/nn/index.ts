export { Affine } from './Affine.js'
export { accuracy, confusionMatrix } from './accuracy.js'
export { BatchNormalization, type BatchNormalizationOptions } from './BatchNormalization.js'
export { Convolution } from './Convolution.js'
export { crossEntropy } from './crossEntropy.js'
export { Dropout, type DropoutOptions } from './Dropout.js'
export { Flatten } from './Flatten.js'
export { Identity } from './Identity.js'
export { normalWeights, type WeightInitStd, weightStd } from './initialWeights.js'
export type { ForwardOptions, Layer } from './Layer.js'
export { MeanSquaredErrorWithLoss } from './MeanSquaredErrorWithLoss.js'
export type { GradientOptions, Model } from './Model.js'
export { meanSquaredError, sumOfSquares } from './meanSquaredError.js'
export { DeepConvNet, type DeepConvNetOptions } from './models/DeepConvNet.js'
export { MultiLayerNet, type MultiLayerNetOptions } from './models/MultiLayerNet.js'
export { Network, type NetworkOptions } from './models/Network.js'
export {
  AND,
  type Gate,
  NAND,
  OR,
  Perceptron,
  type PerceptronLearning,
  XOR,
} from './models/Perceptron.js'
export { SimpleConvNet, type SimpleConvNetOptions } from './models/SimpleConvNet.js'
export {
  TwoLayerNet,
  type TwoLayerNetOptions,
  type TwoLayerParameters,
} from './models/TwoLayerNet.js'
export { Pooling, type PoolingOptions } from './Pooling.js'
export { Relu } from './Relu.js'
export { Sequential } from './Sequential.js'
export { Sigmoid } from './Sigmoid.js'
export { SoftmaxWithLoss } from './SoftmaxWithLoss.js'
export { type LayerSummary, Summary, summary } from './summary.js'
export { Tanh } from './Tanh.js'
export type { Targets } from './targets.js'
