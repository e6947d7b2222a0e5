import { checkOptions } from '../math/options.js'
import { type Chart, type ChartOptions, makeChart } from './chart.js'
import { contourMap, type MapOptions, mapAxes, mapSize, type Surface } from './contours.js'
import { checkEach, MAP_OPTIONS } from './options.js'
import { type SteppedPath, steppedPaths } from './steppedPaths.js'
import { counted, gaps, listed, span } from './words.js'

/** What `contourChart` draws. */
export interface ContourChartOptions extends ChartOptions, MapOptions {
  /** Evaluated on a grid of 51×51 places. */
  f: Surface
  /** Drawn on the map; a slider moves the step along all of them. */
  paths?: readonly SteppedPath[]
}

/**
 * Contours of a function of two variables, with the paths that optimizers take on it.
 *
 * @throws DomainError for a domain that is none, levels that do not rise, a function that is
 *   nowhere finite, two paths of one name, or an option that there is not; ShapeError for points
 *   that are no pairs.
 */
export function contourChart(options: ContourChartOptions): Chart {
  const known = { ...MAP_OPTIONS, f: 'function', levels: 'list', paths: 'list' } as const
  checkOptions(options, known, 'contourChart', ['title', 'f', 'xDomain', 'yDomain'])
  const path = { name: 'string', points: 'list' } as const
  checkEach(options.paths ?? [], path, 'contourChart, paths', ['name', 'points'])
  const { f, paths = [] } = options
  const map = contourMap('contourChart', f, options)
  const axes = mapAxes(options)
  const drawn =
    paths.length > 0
      ? steppedPaths('contourChart', paths, { ...axes, valueAt: f })
      : { params: [], layers: [] }
  const names = paths.map(({ name }) => name)
  const over =
    names.length > 0 ? ` Over it ${counted(names.length, 'path')}: ${listed(names)}.` : ''
  const made =
    `contours of ${options.valueTitle ?? 'f'} (${span(map.values)}) over ${axes.xTitle} and ` +
    `${axes.yTitle} at ${counted(map.levels.length, 'level')}.${over}${gaps(map.values)}`
  return makeChart({ ...options, ...mapSize(options) }, made, {
    ...(drawn.params.length > 0 ? { params: drawn.params } : {}),
    layer: [map.layer, ...drawn.layers],
  })
}
