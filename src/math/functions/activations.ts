/**
 * Activation functions, element by element. Those that networks are made of have kernels; the
 * others are formulas, in a plain loop.
 */
import type { Extension, Given, Signatures } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { sigmoid, softplus, tanh } from '../kernels/activations.js'
import { expm1 } from '../kernels/elementary.js'
import { erfc } from '../kernels/special.js'
import {
  flatPairs,
  mapped,
  type OfNumber,
  onEveryElement,
  ourFunction,
  ourFunctionOfTwo,
} from './elementwise.js'

/**
 * x times a weight that falls to 0 faster than x grows: 0 at −∞ too.
 */
function weighted(x: number, weight: number): number {
  return weight === 0 ? 0 : x * weight
}

const geluTanh: OfNumber = (x) =>
  // ½ (1 + tanh z) is sigmoid(2 z), without loss where tanh z is near −1
  weighted(x, sigmoid(2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))

const elu = (x: number, alpha = 1) => (x > 0 ? x : alpha * expm1(x))

/** Klambauer et al., 2017: they keep mean 0 and variance 1 from layer to layer. */
const SELU_SCALE = 1.0507009873554805
const SELU_ALPHA = 1.6732632423543772

const softsign: OfNumber = (x) => (Math.abs(x) < Infinity ? x / (1 + Math.abs(x)) : Math.sign(x))

/** What is used of mathjs's complex numbers, whose typings leave it out. */
interface Complex {
  readonly re: number
  exp(): Complex
  neg(): Complex
  add(x: number): Complex
  div(z: Complex): Complex
  inverse(): Complex
}

/** The exponential of what has no positive real part, as that of a real number: no overflow. */
function complexSigmoid(z: Complex): Complex {
  if (z.re >= 0) return z.neg().exp().add(1).inverse()
  const power = z.exp()
  return power.div(power.add(1))
}

const realSigmoid = ourFunction(
  'sigmoid',
  'sigmoid',
  '1 / (1 + exp(-x)): from 0 to 1, 0.5 at 0; of complex numbers too.',
)

const sigmoidFunction: Extension = {
  ...realSigmoid,
  signatures: (given) => ({ ...realSigmoid.signatures(given), Complex: complexSigmoid }),
}

const ofOne = [
  sigmoidFunction,
  ourFunction('logSigmoid', 'logSigmoid', 'The logarithm of sigmoid(x), without overflow.'),
  ourFunction('softplus', 'softplus', 'log(1 + exp(x)), without overflow: a smooth relu.'),
  ourFunction('relu', 'relu', 'x where it is above 0, else 0.'),
  ourFunction('step', 'step', '1 where x is above 0, else 0.'),
  ourFunction(
    'gelu',
    (x) => weighted(x, erfc(-x * Math.SQRT1_2) / 2),
    'x times the share of a normal distribution that lies below x.',
  ),
  ourFunction('geluTanh', geluTanh, 'The approximation of gelu by tanh, as in GPT-2.'),
  ourFunction('silu', (x) => weighted(x, sigmoid(x)), 'x sigmoid(x), also called swish.'),
  ourFunction(
    'selu',
    (x) => SELU_SCALE * elu(x, SELU_ALPHA),
    'elu with a scale and an alpha that keep mean and variance.',
  ),
  ourFunction('mish', (x) => weighted(x, tanh(softplus(x))), 'x tanh(softplus(x)).'),
  ourFunction('softsign', softsign, 'x / (1 + |x|): from -1 to 1.'),
] as const

/** One pass over memory, where a sum of its own would be written and read again. */
const addRelu = ourFunctionOfTwo(
  'addRelu',
  (x, y) => Math.max(x + y, 0),
  'relu(x + y): a bias and the activation behind it, in one pass.',
)

/** Functions with a parameter that may be left out. */
const leakyRelu: Extension = {
  name: 'leakyRelu',
  help: {
    description: 'x where it is above 0, else slope times x; the slope is 0.01 if none is given.',
    syntax: ['leakyRelu(x)', 'leakyRelu(x, slope)'],
    examples: ['leakyRelu([-1, 0, 2])', 'leakyRelu([-1, 0, 2], 0.2)'],
  },
  signatures: (given) =>
    withParameter(0.01, given, {
      'number,number': (x: number, slope: number) => (x > 0 ? x : slope * x),
      ...flatPairs('leakyRelu', given),
    }),
}

const eluFunction: Extension = {
  name: 'elu',
  help: {
    description: 'x where it is above 0, else alpha (exp(x) - 1); alpha is 1 if none is given.',
    syntax: ['elu(x)', 'elu(x, alpha)'],
    examples: ['elu([-1, 0, 2])', 'elu(-1, 0.5)'],
  },
  signatures: (given) =>
    withParameter(1, given, {
      'number,number': elu,
      'FlatMatrix,number': (x: FlatMatrix, alpha: number) =>
        x.createFlat(
          mapped(x._flat, (value) => elu(value, alpha)),
          x._size,
        ),
    }),
}

/** The signatures of x and the parameter, and those of x alone. */
function withParameter(usual: number, given: Given, signatures: Signatures): Signatures {
  const alone = (x: number | FlatMatrix) => given.self(x, usual)
  return { ...onEveryElement(given), number: alone, FlatMatrix: alone, ...signatures }
}

export const activations: readonly Extension[] = [...ofOne, addRelu, leakyRelu, eluFunction]
