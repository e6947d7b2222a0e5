/**
 * # Parts put together, and repeated
 *
 * Each element of the result is one of an input: its gradient goes back there. An element that
 * stands in the result many times gets the sum of the gradients of its copies.
 */

import { count } from '../../math/flatStorage.js'
import { padWidths } from '../../math/functions/repetition.js'
import { math } from '../../math/instance.js'
import { dense, shape } from '../../math/storage.js'
import type { Matrix, Value, Variable } from '../../math/types.js'
import { valueIn } from '../../math/types.js'
import { op } from '../op.js'
import { matrix } from './samples.js'
import { inShape, places, shaped } from './shaped.js'

/** Of two parts; more are joined in halves, so that no element is copied too often. */
export const concat = op({
  name: 'concat',
  formula: 'y = [a; b]',
  source: 'the opposite move',
  vjp: (g: Value, _y: Value, a: Value, b: Value, axis: number = shape(a).length - 1) => {
    const [first, second] = [shape(a)[axis], shape(b)[axis]]
    return [
      () => math.take(shaped(g), places(0, first), axis),
      () => math.take(shaped(g), places(first, second), axis),
    ]
  },
  rewrite: (...args: readonly Value[]) => {
    const [parts, axis] = partsAndAxis(args)
    if (parts.length === 2) return undefined
    if (parts.length === 1) {
      math.concat(...args.map((part) => valueIn(part))) // which checks the axis
      return parts[0]
    }
    const along = axis ?? shape(parts[0]).length - 1
    const half = Math.ceil(parts.length / 2)
    return join([join(parts.slice(0, half), along), join(parts.slice(half), along)], along)
  },
  samples: [
    [matrix, [[7], [8]]],
    [matrix, [[7, 8, 9]], 0],
    [[1, 2], [3]],
  ],
  domain: [
    [-3, 3],
    [-3, 3],
  ],
})

/** Parts may be arrays. */
function partsAndAxis(args: readonly Value[]): [parts: readonly Value[], axis?: number] {
  const last = args[args.length - 1]
  const parts = (typeof last === 'number' ? args.slice(0, -1) : args).map((x) => dense(x) as Value)
  return typeof last === 'number' ? [parts, last] : [parts]
}

function join(parts: readonly Value[], axis: number): Value {
  return math.concat(...(parts as [Variable]), axis)
}

export const stack = op({
  name: 'stack',
  formula: 'y_{0i} = a_i,\\; y_{1i} = b_i',
  source: 'concat, along a new axis',
  vjp: () => [],
  rewrite: (...args: readonly Value[]) => {
    const [parts, axis = 0] = partsAndAxis(args)
    return join(
      parts.map((part) => math.expandDims(shaped(part), axis)),
      axis,
    )
  },
  samples: [
    [matrix, matrix],
    [[1, 2], [3, 4], 1],
  ],
  domain: [
    [-3, 3],
    [-3, 3],
  ],
})

/** Its results are many: each is a `take`, with the rule of that. */
export const split = op({
  name: 'split',
  formula: '[a; b] = x',
  source: 'take',
  vjp: () => [],
  rewrite: (x: Variable, parts: number | ArrayLike<number>, axis: number = 0) => {
    let from = 0
    return math.split(valueIn(x) as Matrix, parts, axis).map((part) => {
      const length = shape(part)[axis]
      from += length
      return math.take(x, places(from - length, length), axis)
    })
  },
  samples: [
    [matrix, 3, 1],
    [matrix, [2, 0]],
    [
      [1, 2, 3],
      [1, 2],
    ],
  ],
  domain: [[-3, 3]],
})

export const repeat = op({
  name: 'repeat',
  formula: String.raw`y_i = x_{\lfloor i/n \rfloor}`,
  source: 'sum over the copies',
  vjp: (g: Value, _y: Value, x: Value, times: number, axis?: number) => {
    const size = axis === undefined ? [count(shape(x))] : shape(x)
    return [inShape(overCopies(g, size, axis ?? 0, times), x)]
  },
  samples: [
    [[1, 2, 3], 2],
    [matrix, 2],
    [matrix, 3, 1],
  ],
  domain: [[-3, 3]],
})

/** The copies lie beside each other: they get an axis of their own, which is summed. */
function overCopies(g: Value, size: readonly number[], axis: number, times: number): Value {
  const apart = [...size.slice(0, axis + 1), times, ...size.slice(axis + 1)]
  return math.sum(math.reshape(shaped(g), apart), axis + 1)
}

export const tile = op({
  name: 'tile',
  formula: String.raw`y_i = x_{i \bmod n}`,
  source: 'sum over the copies',
  vjp: (g: Value, y: Value, x: Value) => {
    const own = shape(x)
    const size = [
      ...shape(y)
        .map(() => 1)
        .slice(own.length),
      ...own,
    ]
    const apart = shape(y).flatMap((length, d) => [size[d] === 0 ? 1 : length / size[d], size[d]])
    const copies = size.map((_, d) => 2 * d)
    return [inShape(math.sum(math.reshape(shaped(g), apart), copies), x)]
  },
  samples: [
    [[1, 2, 3], 2],
    [matrix, 2],
    [matrix, [2, 3]],
    [
      [1, 2],
      [2, 1, 2],
    ],
  ],
  domain: [[-3, 3]],
})

/** The border is constant. */
export const pad = op({
  name: 'pad',
  formula: String.raw`y = \begin{bmatrix} c & c & c \\ c & x & c \\ c & c & c \end{bmatrix}`,
  source: 'the opposite move',
  vjp: (g: Value, _y: Value, x: Value, given: unknown) => {
    const size = shape(x)
    return [
      padWidths(given, size).reduce<Value>(
        (inside, [before], axis) => math.take(shaped(inside), places(before, size[axis]), axis),
        g,
      ),
    ]
  },
  samples: [
    [matrix, 1],
    [
      matrix,
      [
        [0, 1],
        [2, 0],
      ],
      9,
    ],
  ],
  domain: [[-3, 3]],
})
