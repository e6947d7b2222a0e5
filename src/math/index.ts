export type { KeepDims } from './callSignatures.js'
export { DomainError, type ErrorParts, ShapeError } from './errors.js'
export { math } from './instance.js'
export {
  type BackendName,
  type BlasConfig,
  backend,
  blasConfig,
  setBackend,
} from './kernels/index.js'
export { type ChoiceOptions, type NormalOptions, Random, type RandomState } from './random.js'
export type * from './signatures.js'
export { flat, flips, shape, tensor } from './storage.js'
export type { DiffMath, Lift, Matrix, Num, Value } from './types.js'
export type * from './withoutDerivative.js'
