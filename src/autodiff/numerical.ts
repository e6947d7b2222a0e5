/**
 * # Derivatives by differences
 *
 * $$ f'(x) \approx \frac{f(x + h) - f(x - h)}{2h} = D(h) $$
 *
 * The central difference (中心差分) errs by about $\tfrac16 h^2 |f'''|$ in theory and by about
 * $\varepsilon |f| / h$ in rounding; $h = 10^{-4}$ keeps both small. It asks nothing of f but its
 * values, which makes it the judge of all other derivatives, and slow: two values for every single
 * parameter.
 *
 * The forward difference $(f(x + h) - f(x))/h$ (前向差分) errs by $\tfrac12 h f''$, which is much
 * more. Richardson's extrapolation $(4 D(h/2) - D(h))/3$ cancels the term in $h^2$ and errs by a
 * multiple of $h^4$, so that a larger step will do and rounding spoils less.
 *
 * Source: notes, 数值微分.
 */
import { DomainError, ShapeError } from '../math/errors.js'
import { isFlat } from '../math/flatStorage.js'
import { shown } from '../math/shown.js'
import { flat, putElement, tensor } from '../math/storage.js'
import { isMatrix, isVariable, type Matrix, type Value } from '../math/types.js'
import { checkFunction } from './checkFunction.js'
import type { Gradient } from './tree.js'

/** How differences are taken. */
export type Differences = 'central' | 'forward' | 'richardson'

/** The step of the notes, and a larger one where the error falls faster. */
const STEPS: Readonly<Record<Differences, number>> = {
  central: 1e-4,
  forward: 1e-4,
  richardson: 2e-3,
}

/** f at x + offset. */
type Moved = (offset: number) => number

const slopes: Readonly<Record<Differences, (f: Moved, h: number) => number>> = {
  central: (f, h) => (f(h) - f(-h)) / (2 * h),
  forward: (f, h) => (f(h) - f(0)) / h,
  richardson: (f, h) => (4 * slopes.central(f, h / 2) - slopes.central(f, h)) / 3,
}

/**
 * The derivative of f at x by `differences`: 'central' (when left out), 'forward', or 'richardson'.
 * The step h is 1e-4 when left out, 2e-3 for 'richardson'.
 *
 * @throws DomainError for a step that is not positive, differences of another kind, or an x that is
 *   no number; ShapeError when f does not give a number.
 */
export function numericalDiff(
  f: (x: number) => Value,
  x: number,
  h?: number,
  differences: Differences = 'central',
): number {
  checkFunction(f, 'numericalDiff')
  checkNumber(x)
  const step = stepOf(h, differences, 'numericalDiff')
  return slopes[differences]((offset) => numberFrom(f(x + offset), 'numericalDiff'), step)
}

/**
 * The gradient of f at x by differences, in the form of x: a number, a matrix, or these in records
 * and lists of any depth. Each element is moved in x itself and put back, also when f throws; so f
 * may as well use what x is part of, and ignore its argument.
 *
 * The `differences` are 'central' (when left out), 'forward', or 'richardson'; the step h is 1e-4
 * when left out, 2e-3 for 'richardson'.
 * @throws DomainError for a step that is not positive, differences of another kind, or an x of
 *   anything else; ShapeError when f does not give a number.
 */
export function numericalGradient<T>(
  f: (x: T) => Value,
  x: T,
  h?: number,
  differences: Differences = 'central',
): Gradient<T> {
  checkFunction(f, 'numericalGradient')
  const step = stepOf(h, differences, 'numericalGradient')
  if (typeof x === 'number') {
    return numericalDiff(f as (x: number) => Value, x, step, differences) as Gradient<T>
  }
  const value = () => numberFrom(f(x), 'numericalGradient')
  const slope = (place: Place) =>
    movedAndPutBack(value, place, (moved) => slopes[differences](moved, step))
  return gradientOf(slope, x) as Gradient<T>
}

function gradientOf(slope: (place: Place) => number, x: unknown): unknown {
  if (isMatrix(x)) return tensor(elementsOf(x).map(slope), x.size())
  if (!isTree(x)) throw noParameters(x)
  const gradients = Object.keys(x).map((key) => {
    const part = x[key]
    const ofPart = typeof part === 'number' ? slope(fieldOf(x, key)) : gradientOf(slope, part)
    return [key, ofPart] as const
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
  return Array.from(matrix._flat, (_, i) => ({
    get: () => flat(matrix)[i],
    set: (value) => putElement(matrix, i, value),
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

/** Lets `use` ask for the value of f with the place moved, and puts the place back. */
function movedAndPutBack<R>(value: () => number, place: Place, use: (moved: Moved) => R): R {
  const x = place.get()
  try {
    return use((offset) => {
      place.set(x + offset)
      return value()
    })
  } finally {
    place.set(x)
  }
}

/** The values of f with the place moved by −h and by +h. */
export function around(value: () => number, place: Place, h: number): [number, number] {
  return movedAndPutBack(value, place, (moved) => [moved(-h), moved(h)])
}

export function isTree(x: unknown): x is Record<string, unknown> {
  return typeof x === 'object' && x !== null && !isVariable(x) && !ArrayBuffer.isView(x)
}

export function noParameters(x: unknown): DomainError {
  return new DomainError({
    where: 'numericalGradient',
    expected: 'numbers and dense real matrices, in records and lists of any depth',
    given: shown(x),
    mend: 'give plain values: math.matrix of an array or a foreign matrix, x.value of a Variable',
  })
}

function checkNumber(x: unknown): void {
  if (typeof x === 'number') return
  throw new DomainError({
    where: 'numericalDiff',
    expected: 'a number x, where the derivative is taken',
    given: shown(x),
    mend: 'use numericalGradient(f, x) for a matrix, or numbers in records and lists',
  })
}

/** The number that f gave, be it a Variable. */
export function numberFrom(y: Value, where: string): number {
  const value: unknown = isVariable(y) ? y.value : y
  if (typeof value === 'number') return value
  throw new ShapeError({
    where,
    expected: 'a function that gives a single number',
    given: `a function that gives ${shown(value)}`,
    mend: 'make a number of it, for example with math.sum or math.mean',
  })
}

function stepOf(h: number | undefined, differences: Differences, where: string): number {
  if (!Object.hasOwn(slopes, differences)) {
    throw new DomainError({
      where,
      expected: `the kind of differences: ${Object.keys(slopes).join(', ')}`,
      given: shown(differences),
      mend: 'leave it out for central differences',
    })
  }
  const step = h ?? STEPS[differences]
  checkStep(step, where)
  return step
}

export function checkStep(h: number, where: string): void {
  if (h > 0 && Number.isFinite(h)) return
  throw new DomainError({
    where,
    expected: 'a step h above 0',
    given: shown(h),
    mend: 'leave it out for a step that suits',
  })
}
