/**
 * # A function for every element
 *
 * Each element becomes a Variable of its own, and the results are joined again: so the callback may
 * be any function of `math`, may look at the index and at the whole matrix, and may use other
 * Variables. For a function that works element by element itself, as `math.exp(x)` does, that is a
 * long way round.
 */
import { count } from '../../math/flatStorage.js'
import { math } from '../../math/instance.js'
import { isVariable, type Value } from '../../math/types.js'
import { op } from '../op.js'
import { shaped } from './shaped.js'

type Callback = (value: Value, index: number[], x: Value) => Value

export const map = op({
  name: 'map',
  formula: 'y_i = f(x_i)',
  source: 'the rules of what the callback uses',
  vjp: () => [],
  rewrite: (...args: readonly unknown[]) => {
    const [x, callback] = args
    const isMap = args.length === 2 && isVariable(x) && typeof callback === 'function'
    if (!isMap || x.size().length === 0) return undefined
    const size = x.size()
    if (count(size) === 0) return x
    const list = math.reshape(x, [-1])
    const apply = withFewArguments(callback as Callback)
    const results = Array.from({ length: count(size) }, (_, i) =>
      apply(element(list, i), indexOf(i, size), x),
    )
    return math.reshape(results as never, size)
  },
  samples: [
    [
      [
        [1, -2],
        [0.5, 3],
      ],
      (v: Value) => math.multiply(math.sin(v), v),
    ],
    [
      [1, -2, 3],
      (v: Value, [i]: number[], x: Value) => math.multiply(math.add(v, i), math.sum(shaped(x))),
    ],
  ],
  domain: [[-3, 3], null],
})

/** mathjs's typings of subset know no Variables. */
function element(list: Value, i: number): Value {
  return math.subset(list as never, math.index(i))
}

/** Where element i of row-major order lies. */
function indexOf(i: number, size: readonly number[]): number[] {
  let rest = i
  return size
    .map((_, d) => size[size.length - 1 - d])
    .map((length) => {
      const place = rest % length
      rest = Math.floor(rest / length)
      return place
    })
    .reverse()
}

/** Functions of math and of expressions take only the arguments that they are declared with. */
function withFewArguments(callback: Callback): Callback {
  const { signatures } = callback as { signatures?: Record<string, unknown> }
  const counts = signatures && Object.keys(signatures).map((types) => types.split(',').length)
  const most = counts ? (counts.includes(1) ? 1 : Math.min(3, ...counts)) : 3
  return (...args) => (callback as (...args: unknown[]) => Value)(...args.slice(0, most))
}
