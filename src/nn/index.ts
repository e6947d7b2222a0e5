export { Affine } from './Affine.js'
export { accuracy, confusionMatrix } from './accuracy.js'
export { crossEntropy } from './crossEntropy.js'
export { normalWeights } from './initialWeights.js'
export type { ForwardOptions, Layer } from './Layer.js'
export type { Model } from './Model.js'
export {
  TwoLayerNet,
  type TwoLayerNetOptions,
  type TwoLayerParameters,
} from './models/TwoLayerNet.js'
export { Relu } from './Relu.js'
export { Sigmoid } from './Sigmoid.js'
export { SoftmaxWithLoss } from './SoftmaxWithLoss.js'
export type { Targets } from './targets.js'
