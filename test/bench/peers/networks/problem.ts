/** The same data and parameters for everybody; host/python/networks.py makes them in Python. */
import { arrays } from '../../data.js'
import type { Request, Work } from '../../protocol.js'

/** Steps after which a training starts afresh: none gets so far that its gradients vanish. */
const EPISODE = 200

/** The losses of so many steps are compared. */
const COMPARED = 20

export interface Parameter {
  readonly values: Float64Array
  readonly size: readonly number[]
}

export interface Problem {
  readonly x: Parameter
  /** Class of each example, from 0 to 9. */
  readonly labels: readonly number[]
  /** One-hot, N×10. */
  readonly t: Float64Array
  /** Weights by layer; an affine one has inputs × outputs, a convolution FN×C×FH×FW. */
  readonly weights: readonly Parameter[]
}

const CLASSES = 10

/** Operands: the size of x, then those of the weights, which get the range of He. */
export function problemOf({ operands = [] }: Request): Problem {
  const [size, ...sizes] = operands
  const [x, labels, ...weights] = arrays([size, [size[0]], ...sizes])
  const classes = Array.from(labels, (u) => Math.floor(CLASSES * u))
  const t = new Float64Array(CLASSES * size[0])
  classes.forEach((label, n) => {
    t[CLASSES * n + label] = 1
  })
  return {
    x: { values: x, size },
    labels: classes,
    t,
    weights: weights.map((values, i) => scaled(values, sizes[i])),
  }
}

function scaled(values: Float64Array, size: readonly number[]): Parameter {
  const inputs = size.length === 2 ? size[0] : size[1] * size[2] * size[3]
  const limit = Math.sqrt(6 / inputs)
  return { values: values.map((u) => (2 * u - 1) * limit), size }
}

/** `begin` makes a network anew and gives its step, which returns the loss. */
export function training(begin: () => () => number): Work {
  let step: () => number
  let steps = 0
  return {
    run: () => {
      if (steps++ % EPISODE === 0) step = begin()
      step()
    },
    check: () => {
      const first = begin()
      return Array.from({ length: COMPARED }, () => first())
    },
  }
}
