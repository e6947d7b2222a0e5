/**
 * # The complex step
 *
 * An analytic function can be asked for its value a little beside the real line. Taylor's series
 *
 * $$ f(x + ih) = f(x) + i h f'(x) - \tfrac12 h^2 f''(x) - \dots
 *    \quad\Longrightarrow\quad f'(x) \approx \frac{\operatorname{Im} f(x + ih)}{h} $$
 *
 * has no difference of two near numbers in it, so nothing is lost to rounding, and $h = 10^{-20}$
 * makes the error of the series vanish: the derivative is exact to the last digits. mathjs computes
 * in complex numbers everywhere, so this needs no rule of ours: it is a witness.
 *
 * It asks that f be analytic: $|x|$, $\max$ and comparisons are not, and some functions are known
 * to mathjs on the real line only. The operations that take part say so in their declarations.
 *
 * Source: Squire and Trapp, Using complex variables to estimate derivatives, SIAM Review 1998.
 */
import { DomainError, ShapeError } from '../math/errors.js'
import { count } from '../math/flatStorage.js'
import { math } from '../math/instance.js'
import { flat, shape, tensor } from '../math/storage.js'
import { isMatrix, isVariable, type Matrix, type Value } from '../math/types.js'
import { tapeOf } from './backward.js'
import { checkFunction } from './checkFunction.js'
import { checkStep } from './numerical.js'
import { type Operation, operations } from './op.js'
import { type Gradient, leavesOf, mapLeaves, withLeaves } from './tree.js'
import { Variable } from './Variable.js'

/**
 * The gradient of f at x by a complex step, in the form of x: a number, a matrix, or these in
 * records and lists. The step h is 1e-20 when left out.
 *
 * @throws DomainError when f uses an operation that is not declared analytic, or is not real at x,
 *   for an h that is not above 0, or an x of anything else;
 *   ShapeError when f does not give a single number.
 */
export function complexStep<T>(f: (x: T) => Value, x: T, h = 1e-20): Gradient<T> {
  checkFunction(f, 'complexStep')
  checkStep(h, 'complexStep')
  checkAnalytic(f, x)
  const leaves = leavesOf(x)
  const slopes = leaves.map((leaf, place) => {
    const slope = (beside: unknown) =>
      imaginaryPart(
        f(
          withLeaves(
            x,
            leaves.map((other, i) => (i === place ? beside : other)),
          ) as T,
        ),
      ) / h
    if (typeof leaf === 'number') return slope(math.complex(leaf, h))
    const elements = Array.from({ length: count(shape(leaf)) }, (_, i) => i)
    return tensor(
      elements.map((i) => slope(besideAt(leaf as Matrix, i, h))),
      shape(leaf),
    )
  })
  return withLeaves(x, slopes) as Gradient<T>
}

/** The matrix with ih added to its element i. */
function besideAt(x: Matrix, i: number, h: number): Matrix {
  const elements = Array.from(flat(x), (value, at) => (at === i ? math.complex(value, h) : value))
  return math.reshape(math.matrix(elements), shape(x))
}

function imaginaryPart(y: unknown): number {
  if (typeof y === 'number' && !Number.isNaN(y)) return 0
  if (typeof y === 'object' && y !== null && 'im' in y && typeof y.im === 'number') return y.im
  throw new ShapeError({
    where: 'complexStep',
    expected: 'a function that gives a single number, be it complex',
    given: `a function that gives ${isMatrix(y) || Number.isNaN(y) ? String(y) : typeof y}`,
    mend: "make a number of it, as with math.sum; JavaScript's operators know no complex numbers",
  })
}

/** Runs f on Variables, whose tape tells which operations it uses. */
function checkAnalytic<T>(f: (x: T) => Value, x: T): void {
  const y = f(mapLeaves(x, (leaf) => new Variable(leaf as number | Matrix)) as T)
  if (!isVariable(y)) return
  if (Number.isNaN(y.value) && !leavesOf(x).some(hasNaN)) throw notRealAt()
  const other = tapeOf([y]).variables.find(
    ({ step }) => step !== undefined && !isAnalytic(step.operation, step.inputs),
  )
  if (other === undefined) return
  throw new DomainError({
    where: 'complexStep',
    expected: `operations that are analytic and take complex numbers: ${analyticNames()}`,
    given: `a function that uses ${other.step?.operation.name}`,
    mend: 'use numericalGradient, which asks for nothing but values',
  })
}

const hasNaN = (x: unknown) => (isMatrix(x) ? flat(x).some(Number.isNaN) : Number.isNaN(x))

/** Outside its real domain a function has an imaginary part of its own. */
function notRealAt(): DomainError {
  return new DomainError({
    where: 'complexStep',
    expected: 'a function that is real at x',
    given: 'one that is NaN there in real numbers',
    mend: 'keep x where the function is real: of a logarithm, for example, above 0',
  })
}

/** Whether this call takes complex numbers, and is analytic. */
export function isAnalytic({ analytic }: Operation, inputs: readonly unknown[]): boolean {
  return typeof analytic === 'function' ? analytic(...inputs) : analytic === true
}

function analyticNames(): string {
  const analytic = [...operations.values()].filter((operation) => operation.analytic)
  return analytic.map(({ name }) => name).join(', ')
}
