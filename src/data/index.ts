export { type MiniBatchOptions, miniBatches, type Sampling } from './batches.js'
export type { Dataset, ImageDataset, LabelledImage } from './Dataset.js'
export { load, save } from './files/index.js'
export { type Idx, parseIdx } from './idx.js'
export { type GreyImages, type ImageOptions, imageDataset } from './images.js'
export { loadMnist, type Mnist, type MnistBytes, type MnistFile, mnistFromBytes } from './mnist.js'
export {
  Normalization,
  type Preprocessing,
  Standardization,
  Whitening,
  type WhiteningOptions,
} from './preprocessing.js'
export { type ReadImageOptions, readImage } from './readImage.js'
export { type SplitOptions, split, subset, type TableOptions, tableDataset } from './table.js'
export { blobs, spirals, type ToyOptions, twoMoons, xorPoints } from './toys.js'
