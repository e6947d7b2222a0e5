/**
 * # Gradient check (梯度确认)
 *
 * The gradient by rules, and by differences; they must agree. What differs shows which parameter's
 * rule is wrong. Where the loss has a kink, as ReLU's at 0, there is no derivative to agree on:
 * the differences to the left and to the right disagree, and such a point is reported as a kink,
 * not as an error.
 */
import { DomainError, ShapeError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import { Random } from '../math/random.js'
import { sameSize, written } from '../math/shapes.js'
import { shown } from '../math/shown.js'
import { flat, shape } from '../math/storage.js'
import { isMatrix, type Matrix, type Value } from '../math/types.js'
import { valueAndGrad } from './grad.js'
import {
  around,
  checkStep,
  elementsOf,
  fieldOf,
  isTree,
  noParameters,
  numberFrom,
  type Place,
} from './numerical.js'
import { printedAs, textTable } from './printed.js'

export { numericalDiff, numericalGradient } from './numerical.js'

/** What `gradientCheck` compares: a loss, its parameters, and the gradient in question. */
export interface GradientCheck<T> {
  /**
   * The loss of these parameters; it may also use what they are part of, and ignore its argument.
   */
  readonly loss: (params: T) => Value
  /** Numbers, matrices, or lists and objects of them; they are moved by h and put back. */
  readonly params: T
  /** The gradient to check, in the form of the parameters; that of autodiff when left out. */
  readonly analytic?: unknown
  /** How many elements of each parameter to check; all when left out. */
  readonly sample?: number
  /** Seed of the choice of those elements; 0 when left out. */
  readonly seed?: number
  /** The step of the central differences, 1e-4 when left out. */
  readonly h?: number
}

const KNOWN = {
  loss: 'function',
  params: ['number', 'list', 'object'],
  analytic: ['number', 'list', 'object'],
  sample: 'number',
  seed: 'number',
  h: 'number',
} as const

/** One element whose gradient was compared. */
export interface CheckedPoint {
  /** Place in the parameter, row-major. */
  readonly index: number
  /** The gradient that was checked. */
  readonly analytic: number
  /** The central difference. */
  readonly numerical: number
}

/** One parameter, and how far its gradients lie apart. */
export interface CheckedParameter {
  /** Path to it: 'W1', 'layers.0.W'. */
  readonly name: string
  /** How many elements it has, checked or not. */
  readonly count: number
  /** The largest |analytic − numerical|. */
  readonly maxAbsolute: number
  /** The mean of |analytic − numerical|. */
  readonly meanAbsolute: number
  /** |analytic − numerical| / max(|analytic|, |numerical|), where one is not negligible. */
  readonly maxRelative: number
  /** Those that were compared, in the order of their places. */
  readonly points: readonly CheckedPoint[]
  /** Places without a derivative, left out of the numbers above. */
  readonly kinks: readonly CheckedPoint[]
}

/** What `gradientCheck` found; printed, it is a table. */
export interface GradientCheckReport {
  /** In the order of the parameters. */
  readonly parameters: readonly CheckedParameter[]
  /** The largest |analytic − numerical| of all parameters. */
  readonly maxAbsolute: number
}

/**
 * Compares a gradient with central differences, element by element. The report prints as a table.
 *
 * @throws ShapeError when `analytic` is not shaped like the parameters, or the loss is no number;
 *   DomainError for parameters that are none, a sample that is not a positive whole number, or a
 *   step h that is not above 0.
 */
export function gradientCheck<T>(check: GradientCheck<T>): GradientCheckReport {
  checkOptions(check, KNOWN, 'gradientCheck')
  const { loss, params, sample = Infinity, seed = 0, h = 1e-4 } = check
  // T is number then, which its test does not tell TypeScript
  if (typeof params === 'number') {
    return gradientCheck(ofRecord(check as unknown as GradientCheck<number>))
  }
  checkSample(sample)
  checkStep(h, 'gradientCheck')
  const analytic = check.analytic ?? valueAndGrad(loss)(params)[1]
  const value = () => numberFrom(loss(params), 'gradientCheck')
  const random = new Random(seed)
  const parameters = parametersOf(params, analytic).map(({ name, places, gradient }) => {
    const chosen = chosenOf(places.length, sample, random)
    const compared = chosen.map((index) => compare(value, places[index], gradient[index], index, h))
    return summary(name, places.length, compared)
  })
  const maxAbsolute = greatest(parameters.map((p) => p.maxAbsolute))
  return printedAs({ parameters, maxAbsolute }, (report) => textTable(checkTable(report)))
}

/** The same check with the number in a record, where it can be moved. */
function ofRecord({ loss, params, analytic, ...rest }: GradientCheck<number>) {
  const gradient = analytic === undefined ? {} : { analytic: { x: analytic } }
  const ofX = (record: { x: number }) => loss(record.x)
  return { ...rest, ...gradient, loss: ofX, params: { x: params } }
}

const HEADINGS = ['parameter', 'checked', 'mean difference', 'max difference', 'max relative']

/** Headings, and a row for each parameter. */
export function checkTable({ parameters }: GradientCheckReport): string[][] {
  const rows = parameters.map(({ name, count, points, kinks, ...errors }) => [
    name,
    `${points.length} of ${count}${kinks.length > 0 ? `, ${kinks.length} at kinks` : ''}`,
    errors.meanAbsolute.toExponential(1),
    errors.maxAbsolute.toExponential(1),
    errors.maxRelative.toExponential(1),
  ])
  return [HEADINGS, ...rows]
}

interface Parameter {
  readonly name: string
  readonly places: readonly Place[]
  readonly gradient: ArrayLike<number>
}

/** All numbers and matrices of the parameters, beside their gradients. */
function parametersOf(params: unknown, analytic: unknown): Parameter[] {
  if (isMatrix(params)) return parametersOf({ x: params }, { x: analytic })
  const found: Parameter[] = []
  const go = (node: unknown, gradients: unknown, path: string): void => {
    if (!isTree(node)) throw noParameters(node)
    if (!isTree(gradients)) throw differentForm(path, node, gradients)
    for (const key of Object.keys(node)) {
      const [part, gradient] = [node[key], gradients[key]]
      const name = path === '' ? key : `${path}.${key}`
      if (isMatrix(part)) {
        found.push({ name, places: elementsOf(part), gradient: matching(name, part, gradient) })
      } else if (typeof part === 'number') {
        if (typeof gradient !== 'number') throw differentForm(name, part, gradient)
        found.push({ name, places: [fieldOf(node, key)], gradient: [gradient] })
      } else go(part, gradient, name)
    }
  }
  go(params, analytic, '')
  return found
}

function matching(name: string, parameter: Matrix, gradient: unknown): Float64Array {
  if (!isMatrix(gradient) || !sameSize(shape(gradient), shape(parameter))) {
    throw differentForm(name, parameter, gradient)
  }
  return flat(gradient)
}

function differentForm(name: string, parameter: unknown, gradient: unknown): ShapeError {
  const form = (x: unknown) =>
    isMatrix(x) ? `a matrix of shape ${written(shape(x))}` : x === undefined ? 'nothing' : typeof x
  return new ShapeError({
    where: 'gradientCheck',
    expected: `a gradient for ${name || 'the parameters'}: ${form(parameter)}`,
    given: form(gradient),
    mend: 'give the gradients under the names of the parameters, each shaped like its own',
  })
}

function chosenOf(count: number, sample: number, random: Random): number[] {
  if (count <= sample) return Array.from({ length: count }, (_, i) => i)
  return Array.from(random.choice(count, sample, { replace: false })).sort((a, b) => a - b)
}

interface Compared extends CheckedPoint {
  readonly kink: boolean
}

/** Errors above this share of the gradient are looked at more closely. */
const SUSPICIOUS = 1e-5

function compare(
  value: () => number,
  place: Place,
  analytic: number,
  index: number,
  h: number,
): Compared {
  const [below, above] = around(value, place, h)
  const numerical = (above - below) / (2 * h)
  const suspicious = isSuspicious(analytic, numerical)
  return { index, analytic, numerical, kink: suspicious && hasKink(value, place, h, analytic) }
}

/**
 * Left and right difference part by h·f″ where f is smooth, so ten times less for a tenth of the
 * step. At a kink they part by the same amount for any step. Beside one, a tenth of the step no
 * longer reaches it: they part much less then, and the narrow difference agrees with the gradient.
 */
function hasKink(value: () => number, place: Place, h: number, analytic: number): boolean {
  const middle = value()
  const look = (step: number) => {
    const [below, above] = around(value, place, step)
    return {
      parting: Math.abs(above - 2 * middle + below) / step,
      slope: (above - below) / (2 * step),
    }
  }
  const rounding = (16 * Number.EPSILON * Math.abs(middle)) / (h / 10)
  const [wide, narrow] = [look(h), look(h / 10)]
  const ratio = wide.parting / Math.max(narrow.parting, rounding)
  const beside = ratio > 20 && !isSuspicious(analytic, narrow.slope)
  return wide.parting > 100 * rounding && (ratio < 5 || beside)
}

function isSuspicious(analytic: number, numerical: number): boolean {
  const scale = Math.max(1, Math.abs(analytic), Math.abs(numerical))
  return Math.abs(analytic - numerical) > SUSPICIOUS * scale
}

/** Gradients below this count as 0 in relative errors: differences cannot tell them from it. */
const NEGLIGIBLE = 1e-7

function summary(name: string, count: number, compared: readonly Compared[]): CheckedParameter {
  const plain = ({ index, analytic, numerical }: Compared) => ({ index, analytic, numerical })
  const points = compared.filter((point) => !point.kink).map(plain)
  const errors = points.map(({ analytic, numerical }) => Math.abs(analytic - numerical))
  const relative = points.map(({ analytic, numerical }, i) => {
    const scale = Math.max(Math.abs(analytic), Math.abs(numerical))
    return scale <= NEGLIGIBLE ? 0 : errors[i] / scale
  })
  return {
    name,
    count,
    maxAbsolute: greatest(errors),
    meanAbsolute: errors.reduce((sum, error) => sum + error, 0) / errors.length,
    maxRelative: greatest(relative),
    points,
    kinks: compared.filter((point) => point.kink).map(plain),
  }
}

/** NaN when any is NaN, or when there is none: a check of nothing must not look well. */
function greatest(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN
  return values.reduce((most, value) => Math.max(most, value))
}

function checkSample(sample: number): void {
  if (sample === Infinity || (Number.isInteger(sample) && sample > 0)) return
  throw new DomainError({
    where: 'gradientCheck',
    expected: 'sample, how many elements of each parameter to check: a whole number of 1 or more',
    given: shown(sample),
    mend: 'leave it out to check all of them',
  })
}
