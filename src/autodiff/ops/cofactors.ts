import { math } from '../../math/instance.js'
import { shape, tensor } from '../../math/storage.js'
import type { Matrix, Value, Variable } from '../../math/types.js'

/**
 * The signed minors $C_{ij} = (-1)^{i+j} \det X_{\setminus ij}$ of a square matrix: the gradient of
 * its determinant. They cost $n^2$ determinants, and need no inverse.
 */
export function cofactors(x: Value): Value {
  const n = shape(x)[0]
  if (n === 1) return tensor([1], [1, 1]) // the empty determinant
  let sum: Value = 0
  for (let i = 0; i < n; i++) {
    const rows = math.transpose(without(x, i, n))
    for (let j = 0; j < n; j++) {
      const minor = math.det(without(rows, j, n) as never) as Value
      sum = math.add(sum, math.dotMultiply(minor, signAt(i, j, n)))
    }
  }
  return sum
}

function without(x: Value, row: number, n: number): Variable {
  const others = Array.from({ length: n }, (_, i) => i).filter((i) => i !== row)
  return math.take(x as Variable, others) // typed as a Variable: it may be one
}

/** ±1 at row i and column j, else 0. */
function signAt(i: number, j: number, n: number): Matrix {
  const elements = new Float64Array(n * n)
  elements[i * n + j] = (i + j) % 2 === 0 ? 1 : -1
  return tensor(elements, [n, n])
}
