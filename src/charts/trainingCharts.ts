import { DomainError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import { type Chart, type ChartOptions, datum, makeChart } from './chart.js'
import { type LineChartOptions, lineChart } from './lineChart.js'
import { CHART_OPTIONS, requireLists } from './options.js'
import { palette } from './theme.js'
import { brief, counted, extent, gaps } from './words.js'
import { type AxisOptions, axes, onAxis } from './xy.js'

/** The losses of a training, as the Trainer's history has them. */
export interface LossHistory {
  /** Loss of each iteration's batch. */
  readonly loss: ArrayLike<number>
}

/** The accuracies of a training, as the Trainer's history has them. */
export interface AccuracyHistory {
  /** Accuracies from 0 to 1 after so many epochs; a set that was not measured is left out. */
  readonly epochs: readonly {
    readonly epoch: number
    readonly trainAccuracy?: number
    readonly validationAccuracy?: number
    readonly testAccuracy?: number
  }[]
}

/** How `lossChart` looks; each has a default. */
export interface LossChartOptions extends Partial<ChartOptions> {
  /** Logarithmic loss axis. */
  log?: boolean
  /** Length of the iteration axis, so that a growing curve grows into a frame that stands still. */
  iterations?: number
  /** Ends of the loss axis; left out, the data decide. */
  yDomain?: AxisOptions['yDomain']
}

/** How `accuracyChart` looks; each has a default. */
export interface AccuracyChartOptions extends Partial<ChartOptions> {
  /** Accuracies to be reached, shaded: the band of the book's own runs, for instance. */
  band?: LineChartOptions['yBand']
  /** Ends of the accuracy axis; left out, the data decide. */
  yDomain?: AxisOptions['yDomain']
}

/** More iterations than this are drawn as groups: their mean, and a band from least to greatest. */
const MOST_POINTS = 250

/**
 * Loss against iteration. A loss that is not finite leaves a gap.
 *
 * @throws DomainError without any iteration, for an axis of no whole number of them, or for an
 *   option that there is not.
 */
export function lossChart(history: LossHistory, options: LossChartOptions = {}): Chart {
  requireLists('lossChart', history, ['loss'], 'the history of a training')
  const known = {
    ...CHART_OPTIONS,
    log: 'boolean',
    iterations: 'count',
    yDomain: 'interval',
  } as const
  checkOptions(options, known, 'lossChart')
  const loss = Array.from(history.loss)
  requireSome(loss.length)
  const { log = false, iterations = loss.length, yDomain } = options
  const size = groupSize(iterations)
  const groups = grouped(loss, size, log)
  const labelled = {
    title: 'Loss while learning',
    xTitle: 'iteration',
    yTitle: 'loss',
    xDomain: [0, iterations] as const,
    yDomain,
    yLog: log,
    ...options,
  }
  const drawn = groups.map(({ x, y }) => ({ x, y: y ?? Number.NaN }))
  const { x, y } = axes(labelled, drawn)
  const line = {
    mark: { type: 'line', color: palette[0], point: groups.length === 1 },
    encoding: { x, y },
  }
  const area = {
    mark: { type: 'area', color: palette[0], opacity: 0.25 },
    encoding: { x, y: { ...y, field: 'least' }, y2: { field: 'greatest' } },
  }
  return makeChart(labelled, describeLoss(loss, size), {
    data: { values: groups },
    layer: size > 1 ? [area, line] : [line],
  })
}

/**
 * Accuracy on training, validation and test data at the end of each epoch.
 *
 * @throws DomainError without any epoch, or for an option that there is not.
 */
export function accuracyChart(history: AccuracyHistory, options: AccuracyChartOptions = {}): Chart {
  requireLists('accuracyChart', history, ['epochs'], 'the history of a training')
  const known = { ...CHART_OPTIONS, band: 'object', yDomain: 'interval' } as const
  checkOptions(options, known, 'accuracyChart')
  const { band, ...rest } = options
  const { epochs } = history
  requireMeasured(epochs)
  const x = epochs.map(({ epoch }) => epoch)
  const test = epochs.map(({ testAccuracy = Number.NaN }) => testAccuracy)
  const train = epochs.map(({ trainAccuracy = Number.NaN }) => trainAccuracy)
  const validation = epochs.map(({ validationAccuracy = Number.NaN }) => validationAccuracy)
  const series = [
    { name: 'training data', x, y: train, points: true },
    { name: 'validation data', x, y: validation, points: true, dash: true },
    { name: 'test data', x, y: test, points: true, dash: true },
  ]
  return lineChart({
    title: 'Accuracy by epoch',
    xTitle: 'epoch',
    yTitle: 'accuracy',
    yFormat: '.0%',
    ...(band ? { yBand: band } : {}),
    ...rest,
    series: series.filter(({ y }) => y.some(Number.isFinite)),
  })
}

/** One of 1, 2, 5, 10, 20, 50, …, so that at most MOST_POINTS groups remain. */
function groupSize(iterations: number): number {
  const least = iterations / MOST_POINTS
  if (least <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(least))
  return [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= least)!
}

/** Mean, least and greatest of every `size` losses, at the last iteration of each. */
function grouped(loss: readonly number[], size: number, log: boolean) {
  return Array.from({ length: Math.ceil(loss.length / size) }, (_, group) => {
    const part = loss.slice(group * size, (group + 1) * size)
    const mean = part.reduce((sum, value) => sum + value, 0) / part.length
    const x = group * size + part.length
    if (size === 1) return { x, y: datum(onAxis(mean, log)) }
    const [least, greatest] = extent(part)
    const ends = { least: datum(onAxis(least, log)), greatest: datum(onAxis(greatest, log)) }
    return { x, y: datum(onAxis(mean, log)), ...ends }
  })
}

function describeLoss(loss: readonly number[], size: number): string {
  const last = loss.slice(-Math.max(1, size))
  const mean = last.reduce((sum, value) => sum + value, 0) / last.length
  const groups = size > 1 ? ` Line: mean of every ${size} iterations; band: least to greatest.` : ''
  return (
    `loss of each batch, ${brief(loss[0])} at first and ${brief(mean)} at the end ` +
    `of ${counted(loss.length, 'iteration')}.${groups}${gaps(loss)}`
  )
}

function requireSome(iterations: number): void {
  if (iterations > 0) return
  throw new DomainError({
    where: 'lossChart',
    expected: 'a history of at least one iteration',
    given: 'an empty one',
    mend: 'train first: history = await trainer.fit()',
  })
}

function requireMeasured(epochs: AccuracyHistory['epochs']): void {
  const accuracies = epochs.flatMap(({ trainAccuracy, validationAccuracy, testAccuracy }) => [
    trainAccuracy,
    validationAccuracy,
    testAccuracy,
  ])
  if (accuracies.some(Number.isFinite)) return
  throw new DomainError({
    where: 'accuracyChart',
    expected: 'a history with an accuracy of at least one epoch',
    given: `${counted(epochs.length, 'epoch')}, none of them measured`,
    mend: 'train first, without `evaluate: false`: history = await trainer.fit()',
  })
}
