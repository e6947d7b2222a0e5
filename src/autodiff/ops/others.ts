/**
 * # The products of all others
 *
 * For each of n factors the product of all others, without a division, in about n steps. Each factor
 * $a_i$ of the first half is paired with a $b_i$ of the second. For $a_i$ the others are $b_i$ and,
 * for the product $a_i b_i$, all other such products: a list half as long, for which the same is
 * done. A factor 1 makes a list even.
 *
 * Products of some factors may lie beyond the range of numbers where that of all others does not. So
 * they are kept as $m\,2^k$ with $1 \le |m| < 2$.
 *
 * For a derivative of these products they are Variables, and computed one by one, in about n² steps:
 * so each has a gradient of its own, which is right where the products of others are 0 or infinite.
 */
import { lengthAlong } from '../../math/axes.js'
import { math } from '../../math/instance.js'
import { flat, shape, tensor } from '../../math/storage.js'
import { isVariable, type Matrix, type Value, type Variable } from '../../math/types.js'
import { places, shaped } from './shaped.js'

/** For each element of x the product of all others along the axes. */
export function others(x: Value, axes: readonly number[]): Value {
  const size = shape(x)
  const order = [...axes, ...size.keys()].filter((d, i, all) => all.indexOf(d) === i)
  const rows = math.reshape(math.permute(shaped(x), order), [lengthAlong(size, axes), -1])
  const products = isVariable(rows) ? oneByOne(rows) : ofNumbers(rows)
  const inOrder = order.map((d) => size[d])
  return math.permute(
    math.reshape(shaped(products), inOrder),
    size.map((_, d) => order.indexOf(d)),
  )
}

/** For each row the product of all other rows. */
function oneByOne(rows: Variable): Value {
  const all = places(0, shape(rows)[0])
  const products = Array.from(all, (row) => {
    const rest = all.filter((i) => i !== row)
    return math.prod(math.take(rows, rest), 0, { keepDims: true })
  })
  return math.concat(...(products as unknown[] as [Variable]), 0)
}

function ofNumbers(rows: Matrix): Value {
  const { m, k } = ofRows(scaled(rows, math.zeros(shape(rows))))
  return timesPower(m, k)
}

/** $m\,2^k$, element by element; k is whole. */
interface Scaled {
  readonly m: Value
  readonly k: Value
}

/** For each row the product of all other rows. */
function ofRows({ m, k }: Scaled): Scaled {
  const [n, columns] = shape(m)
  if (n === 1) return { m: math.ones([1, columns]), k: math.zeros([1, columns]) }
  if (n % 2 === 1) return part(ofRows({ m: withRow(m, 1), k: withRow(k, 0) }), 0, n)
  const [a, b] = [0, n / 2].map((from) => part({ m, k }, from, n / 2))
  const rest = ofRows(times(a, b))
  return joined(times(b, rest), times(a, rest))
}

function times(a: Scaled, b: Scaled): Scaled {
  return scaled(math.dotMultiply(a.m, b.m), math.add(a.k, b.k))
}

function withRow(x: Value, fill: number): Value {
  const widths = [[0, 1], [0, 0]] as const // biome-ignore format: a matrix
  return math.pad(shaped(x), widths, fill)
}

function part({ m, k }: Scaled, from: number, length: number): Scaled {
  const rows = (x: Value) => math.take(shaped(x), places(from, length))
  return { m: rows(m), k: rows(k) }
}

function joined(a: Scaled, b: Scaled): Scaled {
  const both = (x: Value, y: Value) => math.concat(shaped(x), shaped(y), 0)
  return { m: both(a.m, b.m), k: both(a.k, b.k) }
}

/** 0, ±Infinity and NaN stay as they are. */
function scaled(m: Value, k: Value): Scaled {
  const exponent = eachOf(m, (x) => {
    const found = Math.floor(Math.log2(Math.abs(x)))
    return Number.isFinite(found) ? found : 0
  })
  return { m: timesPower(m, math.unaryMinus(exponent)), k: math.add(k, exponent) }
}

/** In two steps, as $2^k$ alone may lie beyond the range of numbers. */
function timesPower(m: Value, k: Value): Value {
  const half = eachOf(k, (x) => Math.floor(x / 2))
  const power = (x: Value) => eachOf(x, (e) => 2 ** Math.min(Math.max(e, -1074), 1023))
  return math.dotMultiply(math.dotMultiply(m, power(half)), power(math.subtract(k, half)))
}

function eachOf(x: Value, f: (x: number) => number): Value {
  return tensor(flat(x as Matrix).map(f), shape(x)) // no Variable
}
