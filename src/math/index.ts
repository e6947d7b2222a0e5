export { DomainError, ShapeError } from './errors.js'
export { math } from './instance.js'
export { backend, setBackend } from './kernels/index.js'
export { Random } from './random.js'
export { flat, flips, shape, tensor } from './storage.js'
export {
  type DiffMath,
  isMatrix,
  isVariable,
  type Lift,
  type Matrix,
  type Num,
  type Value,
} from './types.js'
