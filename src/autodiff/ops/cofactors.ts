/**
 * # Cofactors
 *
 * The signed minors $C_{ij} = (-1)^{i+j} \det X_{\setminus ij}$ of a square matrix are the gradient
 * of its determinant. Where X is far from singular they are $\det X \cdot X^{-\mathsf{T}}$; a step
 * of elimination finds them everywhere. With $S = B - c\,r / a$,
 *
 * $$ X = \begin{pmatrix} a & r \\ c & B \end{pmatrix}, \qquad \det X = a \det S, \qquad
 *    C_X = \begin{pmatrix} \det S + c^\mathsf{T} C_S\, r^\mathsf{T} / a & -c^\mathsf{T} C_S \\
 *    -C_S\, r^\mathsf{T} & a\, C_S \end{pmatrix} $$
 *
 * as $\langle C_X, dX \rangle$ is the differential of $a \det S$. The greatest element comes to the
 * place of a: nothing else is divided by, so a singular S does no harm.
 */
import { math } from '../../math/instance.js'
import { flat, shape, tensor } from '../../math/storage.js'
import { type Matrix, type Value, valueIn } from '../../math/types.js'
import { greatest } from './greatest.js'
import { shaped } from './shaped.js'

/** Of an n×n matrix, in about n³ steps. */
export function cofactors(x: Value): Value {
  const n = shape(x)[0]
  if (n === 1) return tensor([1], [1, 1]) // the empty determinant
  if (n === 2) return math.dotMultiply(tensor([1, -1, -1, 1], [2, 2]), math.flip(shaped(x)))
  return n === 3 ? ofThree(x) : byElimination(x, n)
}

/** Indices modulo 3 need no signs: $C_{00} = x_{11} x_{22} - x_{12} x_{21}$, and so on. */
function ofThree(x: Value): Value {
  const next = [1, 2, 0]
  const last = [2, 0, 1]
  return math.subtract(
    math.dotMultiply(part(x, next, next), part(x, last, last)),
    math.dotMultiply(part(x, next, last), part(x, last, next)),
  )
}

function byElimination(x: Value, n: number): Value {
  const most = greatest(x)
  if (most === 0) return tensor(new Float64Array(n * n), [n, n])
  const found = flat(valueIn(x) as Matrix).findIndex((element) => Math.abs(element) === most)
  const pivot = Math.max(0, found) // none is equal to NaN
  const [i, j] = [Math.floor(pivot / n), pivot % n]
  const [rows, columns] = [othersThan(i, n), othersThan(j, n)]
  const [a, r] = [part(x, [i], [j]), part(x, [i], columns)]
  const [c, B] = [part(x, rows, [j]), part(x, rows, columns)]

  const S = math.subtract(B, math.dotDivide(math.multiply(c, r), a))
  const C = cofactors(S)
  const byC = math.unaryMinus(math.multiply(C, math.transpose(shaped(r))))
  const byR = math.unaryMinus(math.multiply(math.transpose(shaped(c)), C))
  const detS = math.dotDivide(math.sum(shaped(math.dotMultiply(S, C))), n - 1)
  const byA = math.subtract(detS, math.dotDivide(math.multiply(byR, math.transpose(shaped(r))), a))

  const top = math.concat(shaped(byA), shaped(byR), 1)
  const bottom = math.concat(shaped(byC), shaped(math.dotMultiply(a, C)), 1)
  const whole = part(math.concat(top, bottom, 0), placesIn(i, n), placesIn(j, n))
  return (i + j) % 2 === 0 ? whole : math.unaryMinus(whole)
}

function part(x: Value, rows: readonly number[], columns: readonly number[]): Value {
  return math.take(math.take(shaped(x), rows), columns, 1)
}

/** 0, 1, …, n − 1 without one. */
function othersThan(i: number, n: number): number[] {
  return Array.from({ length: n - 1 }, (_, k) => (k < i ? k : k + 1))
}

/** Where 0, 1, …, n − 1 stand when i has come to the front. */
function placesIn(i: number, n: number): number[] {
  return Array.from({ length: n }, (_, k) => (k === i ? 0 : k < i ? k + 1 : k))
}
