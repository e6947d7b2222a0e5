/** Paths of optimizers over a map, with a slider that moves a step along all of them. */

import { ShapeError } from '../math/errors.js'
import { written } from '../math/shapes.js'
import { shown } from '../math/shown.js'
import { flat, shape } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { datum, type Spec } from './chart.js'
import { requireSeries } from './lineChart.js'
import { paper } from './theme.js'
import { type AxisOptions, axes, colour } from './xy.js'

/** The way of one optimizer over a map. */
export interface SteppedPath {
  /** Its name in the legend. */
  name: string
  /** Places in the order of the steps, from step 0: pairs, or a matrix N×2. */
  points: readonly (readonly [x: number, y: number])[] | Matrix
}

export interface PathLayers {
  readonly params: readonly Spec[]
  readonly layers: readonly Spec[]
}

/**
 * The paths up to the step of the slider, which begins at the last. A path that is shorter than the
 * others stays at its end.
 *
 * @throws ShapeError for points that are no pairs, DomainError for two paths of one name.
 */
export function steppedPaths(
  where: string,
  paths: readonly SteppedPath[],
  { valueAt, ...options }: AxisOptions & { valueAt(x: number, y: number): number },
): PathLayers {
  requireSeries(where, paths)
  const lists = paths.map(({ name, points }) => pairs(where, name, points))
  const last = Math.max(...lists.map((list) => list.length)) - 1
  const values = lists.flatMap((list, i) =>
    list.map(([x, y], step) => ({
      ...{ x: datum(x), y: datum(y), series: paths[i].name, step },
      ...{ value: datum(valueAt(x, y)), end: step === list.length - 1 },
    })),
  )
  const encoding = {
    ...axes(options),
    ...colour({ names: paths.map(({ name }) => name), lines: true }),
  }
  const line = {
    transform: [{ filter: 'datum.step <= step' }],
    mark: { type: 'line', strokeWidth: 2, clip: true, point: { size: 18 }, aria: false },
    encoding: { ...encoding, order: { field: 'step' } },
  }
  const head = {
    transform: [{ filter: 'datum.step == step || (datum.end && datum.step < step)' }],
    mark: {
      ...{ type: 'point', filled: true, size: 110, opacity: 1, clip: true, aria: false },
      ...{ stroke: paper, strokeWidth: 1.5 },
    },
    encoding: { ...encoding, tooltip: toldAtHead(options) },
  }
  const bind = { input: 'range', min: 0, max: last, step: 1, name: 'step ' }
  return {
    params: last > 0 ? [{ name: 'step', value: last, bind }] : [{ name: 'step', value: 0 }],
    layers: [{ data: { values }, layer: [line, head] }],
  }
}

function toldAtHead({ xTitle, yTitle }: AxisOptions) {
  const number = (field: string, title: string) => {
    return { field, title, type: 'quantitative', format: '.4~g' }
  }
  return [
    { field: 'series', title: 'path', type: 'nominal' },
    { field: 'step', type: 'quantitative' },
    number('x', xTitle),
    number('y', yTitle),
    number('value', 'value'),
  ]
}

function pairs(
  where: string,
  name: string,
  points: SteppedPath['points'],
): readonly (readonly number[])[] {
  const isList = 'length' in points
  const size = isList ? [points.length, 2] : shape(points)
  const odd = isList
    ? points.find((point) => !Array.isArray(point) || point.length !== 2)
    : undefined
  if (odd === undefined && size.length === 2 && size[0] > 0 && size[1] === 2) {
    return isList ? points : listed(flat(points))
  }
  throw new ShapeError({
    where,
    expected: `places of two numbers in '${name}', at least one`,
    given: odd === undefined ? `shape ${written(size)}` : shown(odd),
    mend: 'give a list of pairs [x, y], or a matrix N×2',
  })
}

function listed(values: ArrayLike<number>): number[][] {
  return Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i], values[2 * i + 1]])
}
