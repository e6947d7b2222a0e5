/**
 * # Toy sets
 *
 * Points of the plane in classes: small enough to see what a network does. `blobs` have a straight
 * line between them; `xorPoints`, `twoMoons` and `spirals` have none, each harder than the one
 * before.
 *
 * Sources: the spirals follow CS231n's and the book's second volume's, the moons and blobs
 * scikit-learn's.
 */
import { DomainError } from '../math/errors.js'
import { math } from '../math/instance.js'
import { checkOptions } from '../math/options.js'
import { checkPositiveIntegers } from '../math/positiveIntegers.js'
import { Random } from '../math/random.js'
import { shownEach } from '../math/shown.js'
import { tensor } from '../math/storage.js'
import type { Dataset } from './Dataset.js'
import { type TableOptions, tableDataset } from './table.js'

/** How many points a toy set has, and how they scatter. */
export interface ToyOptions extends Pick<TableOptions, 'oneHot'> {
  /** Number of points of each class, a positive whole number; 100 when left out. */
  readonly perClass?: number
  /**
   * Standard deviation of what is added to each coordinate, 0 or more; the default is the set's.
   */
  readonly noise?: number
  /** Seed of the noise, a whole number; 0 when left out. */
  readonly seed?: number
}

const KNOWN = { perClass: 'number', noise: 'number', seed: 'number', oneHot: 'boolean' } as const

type Point = readonly [x: number, y: number]

/**
 * Round clouds around the corners of a regular polygon of radius 1; 3 classes, noise 0.3.
 *
 * x: N×2, t: N×classes one-hot rows, or N class numbers; N = classes · perClass.
 * @throws DomainError for an option that there is not, or one outside its domain.
 */
export function blobs(options: ToyOptions & Classes = {}): Dataset {
  checkOptions(options, { ...KNOWN, classes: 'number' }, 'blobs')
  const { classes = 3, noise = 0.3 } = options
  checkPositiveIntegers({ classes }, 'blobs')
  const centre = (k: number) => onCircle((2 * Math.PI * k) / classes)
  return points('blobs', classes, noise, options, centre)
}

/**
 * Two half circles that reach into each other; noise 0.1.
 *
 * x: N×2, t: N×2 one-hot rows, or N class numbers; N = 2 · perClass.
 * @throws DomainError for an option that there is not, or one outside its domain.
 */
export function twoMoons(options: ToyOptions = {}): Dataset {
  checkOptions(options, KNOWN, 'twoMoons')
  const { noise = 0.1 } = options
  return points('twoMoons', 2, noise, options, (k, part) => {
    const [x, y] = onCircle(Math.PI * part)
    return k === 0 ? [x, y] : [1 - x, 0.5 - y]
  })
}

/**
 * Four clouds at the corners of a square; those at opposite corners are one class; noise 0.3.
 *
 * x: N×2, t: N×2 one-hot rows, or N class numbers; N = 2 · perClass.
 * @throws DomainError for an option that there is not, or one outside its domain.
 */
export function xorPoints(options: ToyOptions = {}): Dataset {
  checkOptions(options, KNOWN, 'xorPoints')
  const { noise = 0.3 } = options
  return points('xorPoints', 2, noise, options, (k, part) => {
    const x = part < 0.5 ? -1 : 1
    return [x, k === 0 ? x : -x]
  })
}

/**
 * Arms that wind around each other, two thirds of a turn, to a radius of 1; 3 classes, noise 0.02.
 *
 * x: N×2, t: N×classes one-hot rows, or N class numbers; N = classes · perClass.
 * @throws DomainError for an option that there is not, or one outside its domain.
 */
export function spirals(options: ToyOptions & Classes = {}): Dataset {
  checkOptions(options, { ...KNOWN, classes: 'number' }, 'spirals')
  const { classes = 3, noise = 0.02 } = options
  checkPositiveIntegers({ classes }, 'spirals')
  return points('spirals', classes, noise, options, (k, part) => {
    const [x, y] = onCircle((2 * Math.PI * k) / classes + 4 * part)
    return [part * x, part * y]
  })
}

interface Classes {
  /** Number of classes, a positive whole number; 3 when left out. */
  readonly classes?: number
}

/** `place(k, part)`: where class k is after this part, from 0 to 1, of its points. */
function points(
  where: string,
  classes: number,
  noise: number,
  { perClass = 100, seed = 0, oneHot }: ToyOptions,
  place: (k: number, part: number) => Point,
): Dataset {
  checkPositiveIntegers({ perClass }, where)
  checkNoise(noise, where)
  const random = new Random(seed)
  const labels = Array.from({ length: classes * perClass }, (_, n) => Math.floor(n / perClass))
  const coordinates = labels.flatMap((k, n) => {
    const part = (n % perClass) / Math.max(perClass - 1, 1)
    return place(k, part).map((value) => value + noise * random.normal())
  })
  return tableDataset(tensor(coordinates, [labels.length, 2]), labels, { classes, oneHot })
}

function onCircle(angle: number): Point {
  return [math.cos(angle), math.sin(angle)]
}

function checkNoise(noise: number, where: string): void {
  if (noise >= 0 && Number.isFinite(noise)) return
  throw new DomainError({
    where,
    expected: 'noise of 0 or more',
    given: shownEach({ noise }),
    mend: 'leave it out for the default, or use 0 for points without noise',
  })
}
