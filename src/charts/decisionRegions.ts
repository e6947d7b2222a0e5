import { DomainError, ShapeError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import { written } from '../math/shapes.js'
import { shown } from '../math/shown.js'
import { shape, tensor } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { type Chart, type ChartOptions, datum, makeChart, numbers } from './chart.js'
import { CHART_OPTIONS } from './options.js'
import { paper } from './theme.js'
import { brief, counted, extent, listed } from './words.js'
import { type AxisOptions, axes, colour, type Interval } from './xy.js'

/** What `decisionRegions` draws. */
export interface DecisionRegionsOptions
  extends ChartOptions,
    Pick<AxisOptions, 'xDomain' | 'yDomain'> {
  /** The number, from 0, of the class of each point: N×2 → N numbers. */
  classify: (points: Matrix) => ArrayLike<number> | Matrix
  /** Names of the classes, by their numbers. */
  classes: readonly string[]
  /** Points drawn over the regions, N×2, and the class that each really has. */
  points: Matrix
  /** The class, from 0, that each point really has: N numbers. */
  labels: ArrayLike<number> | Matrix
  /** What the first coordinate is; x₁ when left out. */
  xTitle?: string
  /** What the second coordinate is; x₂ when left out. */
  yTitle?: string
}

const OPTIONS = {
  ...CHART_OPTIONS,
  classify: 'function',
  classes: 'list',
  points: 'list',
  labels: 'list',
  xTitle: 'string',
  yTitle: 'string',
  xDomain: 'interval',
  yDomain: 'interval',
} as const

/** Side in pixels of the squares that are asked for their class. */
const CELL = 2

/** Width of the border around the points, as a share of their extent. */
const BORDER = 0.2

/**
 * The plane in the colours of what a classifier says of it, and points in the colours of what they
 * are: a point on ground of another colour is a mistake.
 *
 * @throws ShapeError unless points are N×2 with N labels, and `classify` gives one number for each;
 *   DomainError for a number that is no class, a domain that is no interval, or an option that
 *   there is not.
 */
export function decisionRegions(options: DecisionRegionsOptions): Chart {
  const needed = ['title', 'classify', 'classes', 'points', 'labels'] as const
  checkOptions(options, OPTIONS, 'decisionRegions', needed)
  const { classes, points, width = 320, height = 320 } = options
  const classify = checkedClassifier(options)
  const [xs, ys, labels] = checkedPoints(options)
  const xDomain = options.xDomain ?? around(xs)
  const yDomain = options.yDomain ?? around(ys)
  const labelled = { xTitle: 'x₁', yTitle: 'x₂', ...options, xDomain, yDomain, width, height }
  const grid = { xDomain, yDomain, columns: cells(width), rows: cells(height) }
  const found = classify(centres(grid))
  const own = classify(points).filter((k, n) => k === labels[n]).length
  const encoding = { ...axes(labelled), ...colour({ names: classes }) }
  const shape = { field: 'series', type: 'nominal', title: null, scale: { domain: [...classes] } }
  const values = xs.map((x, n) => ({ x: datum(x), y: datum(ys[n]), series: classes[labels[n]] }))
  return makeChart(labelled, describe(labelled, found, own), {
    layer: [
      {
        data: { values: runs(grid, found, classes) },
        mark: { type: 'rect', opacity: 0.3, clip: true, aria: false },
        encoding: { ...encoding, x2: { field: 'x2' }, y2: { field: 'y2' } },
      },
      {
        data: { values },
        mark: {
          ...{ type: 'point', filled: true, size: 70, opacity: 1, tooltip: true, clip: true },
          ...{ stroke: paper, strokeWidth: 1, aria: false },
        },
        encoding: { ...encoding, ...(classes.length > 1 ? { shape } : {}) },
      },
    ],
  })
}

interface Grid {
  readonly xDomain: Interval
  readonly yDomain: Interval
  readonly columns: number
  readonly rows: number
}

const cells = (pixels: number) => Math.max(1, Math.round(pixels / CELL))

/** Where the share `part` of an interval ends. */
const along = ([low, high]: Interval, part: number) => low + (high - low) * part

/** The middle of each cell, row by row, from the lowest: rows·columns × 2. */
function centres({ xDomain, yDomain, columns, rows }: Grid): Matrix {
  const coordinates = Array.from({ length: rows * columns }, (_, i) => [
    along(xDomain, ((i % columns) + 0.5) / columns),
    along(yDomain, (Math.floor(i / columns) + 0.5) / rows),
  ])
  return tensor(coordinates.flat(), [rows * columns, 2])
}

/** Neighbours of one class in a row as one rectangle, which most often is most of the row. */
function runs(grid: Grid, found: readonly number[], classes: readonly string[]) {
  const { xDomain, yDomain, columns, rows } = grid
  const starts = found.flatMap((k, i) => (i % columns === 0 || k !== found[i - 1] ? [i] : []))
  return starts.map((start, n) => {
    const row = Math.floor(start / columns)
    const end = starts[n + 1] ?? found.length
    return {
      x: datum(along(xDomain, (start - row * columns) / columns)),
      x2: datum(along(xDomain, (end - row * columns) / columns)),
      y: datum(along(yDomain, row / rows)),
      y2: datum(along(yDomain, (row + 1) / rows)),
      series: classes[found[start]],
    }
  })
}

function around(values: readonly number[]): Interval {
  const [low, high] = extent(values)
  const border = BORDER * (high - low || 1)
  return [low - border, high + border]
}

function describe(
  options: DecisionRegionsOptions & Required<AxisTitles>,
  found: readonly number[],
  own: number,
): string {
  const { classes, points, xTitle, yTitle } = options
  const [total] = shape(points)
  const shares = classes.map((name, k) => {
    const share = found.filter((other) => other === k).length / found.length
    return `${name} on ${brief(Math.round(100 * share))} %`
  })
  return (
    `the plane of ${xTitle} and ${yTitle} in ${counted(classes.length, 'region')}: ` +
    `${listed(shares)}. ${own} of ${counted(total, 'point')} on ground of their own class.`
  )
}

type AxisTitles = Pick<DecisionRegionsOptions, 'xTitle' | 'yTitle'>

/** `classify` with its answers as a list, each the number of a class. */
function checkedClassifier({ classify, classes }: DecisionRegionsOptions) {
  return (points: Matrix): number[] => {
    const found = numbers(classify(points))
    const [length] = shape(points)
    if (found.length !== length) {
      throw new ShapeError({
        where: 'decisionRegions',
        expected: `from classify ${length} numbers, one for each of ${length}×2 points`,
        given: `${found.length} numbers`,
        mend: 'of scores N×K take the greatest of each row: math.argMax(scores, 1)',
      })
    }
    checkClasses(found, classes, 'classify')
    return found
  }
}

function checkedPoints({ points, labels, classes }: DecisionRegionsOptions) {
  const size = shape(points)
  const all = numbers(points)
  const known = numbers(labels)
  if (size.length !== 2 || size[1] !== 2 || size[0] !== known.length || size[0] === 0) {
    throw new ShapeError({
      where: 'decisionRegions',
      expected: 'points of shape N×2 and N labels, at least one',
      given: `points of shape ${written(size)} and ${counted(known.length, 'label')}`,
      mend: 'give one label for each point; a single point is a row, of shape 1×2',
    })
  }
  checkClasses(known, classes, 'labels')
  const wrong = all.findIndex((value) => !Number.isFinite(value))
  if (wrong !== -1) {
    throw new DomainError({
      where: 'decisionRegions',
      expected: 'points with two finite numbers each',
      given: `${all[wrong]} in row ${Math.floor(wrong / 2)}`,
      mend: 'leave such points out first',
    })
  }
  const column = (k: number) => known.map((_, n) => all[2 * n + k])
  return [column(0), column(1), known] as const
}

function checkClasses(found: readonly number[], classes: readonly string[], from: string): void {
  const wrong = found.find((k) => classes[k] === undefined)
  if (wrong === undefined) return
  const count = classes.length
  throw new DomainError({
    where: 'decisionRegions',
    expected: `${from} with whole numbers from 0 to ${count - 1}, as there are ${count} classes`,
    given: shown(wrong),
    mend: 'name every class in `classes`, in the order of their numbers',
  })
}
