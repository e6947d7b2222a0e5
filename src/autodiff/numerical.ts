/**
 * # Derivatives by differences
 *
 * $$ f'(x) \approx \frac{f(x + h) - f(x - h)}{2h} $$
 *
 * The central difference (中心差分) errs by about $\tfrac16 h^2 |f'''|$ in theory and by about
 * $\varepsilon |f| / h$ in rounding; $h = 10^{-4}$ keeps both small. It asks nothing of f but its
 * values, which makes it the judge of all other derivatives, and slow: two values for every single
 * parameter.
 *
 * Source: notes, 数值微分.
 */
import { DomainError, ShapeError } from '../math/errors.js'
import { isFlat } from '../math/flatStorage.js'
import { flat, tensor } from '../math/storage.js'
import { isMatrix, isVariable, type Matrix, type Value } from '../math/types.js'
import type { Gradient } from './tree.js'

/** The step of the notes. */
export const STEP = 1e-4

/**
 * The derivative of f at x by the central difference.
 *
 * @throws DomainError for a step that is not positive, ShapeError when f does not give a number.
 */
export function numericalDiff(f: (x: number) => Value, x: number, h = STEP): number {
  checkStep(h, 'numericalDiff')
  const value = (at: number) => numberFrom(f(at), 'numericalDiff')
  return (value(x + h) - value(x - h)) / (2 * h)
}

/**
 * The gradient of f at x by central differences, in the form of x: a number, a matrix, or these in
 * records and lists of any depth. Each element is moved by ±h in x itself and put back, also when
 * f throws; so f may as well use what x is part of, and ignore its argument.
 *
 * @throws DomainError for a step that is not positive, or an x of anything else.
 */
export function numericalGradient<T>(f: (x: T) => Value, x: T, h = STEP): Gradient<T> {
  checkStep(h, 'numericalGradient')
  const value = () => numberFrom(f(x), 'numericalGradient')
  if (typeof x === 'number') {
    return numericalDiff(f as (x: number) => Value, x, h) as Gradient<T>
  }
  return gradientOf(value, x, h) as Gradient<T>
}

function gradientOf(value: () => number, x: unknown, h: number): unknown {
  if (isMatrix(x)) {
    const slopes = elementsOf(x).map((element) => slope(value, element, h))
    return tensor(slopes, x.size())
  }
  if (!isTree(x)) throw noParameters(x)
  const gradients = Object.keys(x).map((key) => {
    const part = x[key]
    const slopes =
      typeof part === 'number' ? slope(value, fieldOf(x, key), h) : gradientOf(value, part, h)
    return [key, slopes] as const
  })
  return Array.isArray(x) ? gradients.map(([, g]) => g) : Object.fromEntries(gradients)
}

/** A number somewhere, to be moved and put back. */
export interface Place {
  get(): number
  set(value: number): void
}

export function elementsOf(matrix: Matrix): Place[] {
  if (!isFlat(matrix)) throw noParameters(matrix)
  // the storage is asked for anew each time: a function of mathjs may replace it
  return Array.from(matrix._flat, (_, i) => ({
    get: () => flat(matrix)[i],
    set: (value) => {
      flat(matrix)[i] = value
    },
  }))
}

export function fieldOf(record: Record<string, unknown>, key: string): Place {
  return {
    get: () => record[key] as number, // the caller has seen that it is one
    set: (value) => {
      record[key] = value
    },
  }
}

function slope(value: () => number, place: Place, h: number): number {
  const [below, above] = around(value, place, h)
  return (above - below) / (2 * h)
}

/** The values of f with the place moved by −h and by +h. */
export function around(value: () => number, place: Place, h: number): [number, number] {
  const x = place.get()
  try {
    place.set(x + h)
    const above = value()
    place.set(x - h)
    return [value(), above]
  } finally {
    place.set(x)
  }
}

export function isTree(x: unknown): x is Record<string, unknown> {
  return typeof x === 'object' && x !== null && !isVariable(x) && !ArrayBuffer.isView(x)
}

export function noParameters(x: unknown): DomainError {
  return new DomainError({
    where: 'numericalGradient',
    expected: 'numbers and dense real matrices, in records and lists of any depth',
    given: isVariable(x) ? 'a Variable' : String(x),
    mend: 'give plain values: math.matrix of an array or a foreign matrix, x.value of a Variable',
  })
}

/** The number that f gave, be it a Variable. */
export function numberFrom(y: Value, where: string): number {
  const value: unknown = isVariable(y) ? y.value : y
  if (typeof value === 'number') return value
  throw new ShapeError({
    where,
    expected: 'a function that gives a single number',
    given: `a function that gives ${String(value)}`,
    mend: 'make a number of it, for example with math.sum or math.mean',
  })
}

export function checkStep(h: number, where: string): void {
  if (h > 0 && Number.isFinite(h)) return
  throw new DomainError({
    where,
    expected: 'a step h above 0',
    given: String(h),
    mend: 'leave it out for 1e-4',
  })
}
