/**
 * # The products of all others
 *
 * For each of n factors the product of all others is that of all before it times that of all after
 * it: no division, and about 3 n steps.
 *
 * Products of some factors may lie beyond the range of numbers where that of all others does not.
 * So they are kept as $m\,B^k$ with $B = 2^{600}$, and $|m|$ between $2^{-500}$ and $2^{500}$, or
 * 0, infinite or NaN.
 *
 * For a derivative of these products they are Variables, and computed one by one, in about
 * n² steps: so each has a gradient of its own, which is right where the products of others
 * are 0 or infinite.
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
  return math.concat(...(products as [Variable]), 0)
}

function ofNumbers(rows: Matrix): Matrix {
  const [n, columns] = shape(rows)
  const x = flat(rows)
  const y = new Float64Array(x.length)
  const before: Scaled[] = []
  for (let column = 0; column < columns; column++) {
    let product: Scaled = { m: 1, k: 0 }
    for (let i = 0; i < n; i++) {
      before[i] = product
      product = times(product, scaled(x[i * columns + column], 0))
    }
    product = { m: 1, k: 0 }
    for (let i = n - 1; i >= 0; i--) {
      const at = i * columns + column
      y[at] = numberOf(times(before[i], product))
      product = times(scaled(x[at], 0), product)
    }
  }
  return tensor(y, [n, columns])
}

/** $m\,B^k$; k is whole. */
interface Scaled {
  readonly m: number
  readonly k: number
}

const B = 2 ** 600

function times(a: Scaled, b: Scaled): Scaled {
  return scaled(a.m * b.m, a.k + b.k)
}

function scaled(m: number, k: number): Scaled {
  if (Math.abs(m) > 2 ** 500) return { m: m / B, k: k + 1 }
  if (Math.abs(m) < 2 ** -500) return { m: m * B, k: k - 1 }
  return { m, k }
}

/** With k = ±3 the number is infinite or 0 already, whatever m is. */
function numberOf({ m, k }: Scaled): number {
  let y = m
  for (let i = 0; i < Math.min(Math.abs(k), 3); i++) y = k > 0 ? y * B : y / B
  return y
}
