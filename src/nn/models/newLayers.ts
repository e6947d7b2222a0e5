/** Layers with their initial parameters: random weights, biases of 0. */
import { DomainError } from '../../math/errors.js'
import { math } from '../../math/instance.js'
import type { Random } from '../../math/random.js'
import { shown } from '../../math/shown.js'
import type { WindowOptions } from '../../math/windows.js'
import { Affine } from '../Affine.js'
import { Convolution } from '../Convolution.js'
import { normalWeights, type WeightInitStd, weightStd } from '../initialWeights.js'
import type { Layer } from '../Layer.js'
import { Relu } from '../Relu.js'
import { Sigmoid } from '../Sigmoid.js'
import { Tanh } from '../Tanh.js'

const activations = { sigmoid: Sigmoid, relu: Relu, tanh: Tanh }

export type Activation = keyof typeof activations

/** @throws DomainError for a name that is none. */
export function newActivation(name: Activation, where: string): Layer {
  if (Object.hasOwn(activations, name)) return new activations[name]()
  throw new DomainError({
    where,
    expected: `an activation of ${Object.keys(activations).join(', ')}`,
    given: shown(name),
    mend: 'leave it out for the default',
  })
}

/** N×inputs → N×outputs. */
export function newAffine(
  inputs: number,
  outputs: number,
  std: WeightInitStd,
  random: Random,
): Affine {
  const W = normalWeights([inputs, outputs], weightStd(std, inputs), random)
  return new Affine(W, math.zeros([outputs]))
}

export interface Filters {
  /** C, channels of the images. */
  readonly channels: number
  /** FN, the number of filters, which is the number of channels of the result. */
  readonly filters: number
  /** FH and FW, height and width of a filter. */
  readonly size: number
}

/** N×C×H×W → N×FN×OH×OW, with FN filters C×FH×FW; a unit has C·FH·FW inputs. */
export function newConvolution(
  { channels, filters, size }: Filters,
  std: WeightInitStd,
  random: Random,
  options?: WindowOptions,
): Convolution {
  const inputs = channels * size * size
  const W = normalWeights([filters, channels, size, size], weightStd(std, inputs), random)
  return new Convolution(W, math.zeros([filters]), options)
}
