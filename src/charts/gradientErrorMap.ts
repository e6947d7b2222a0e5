import { checkOptions } from '../math/options.js'
import type { Chart, ChartOptions } from './chart.js'
import { type HeatMapOptions, heatMap } from './heatMap.js'
import { CHART_OPTIONS, requireLists } from './options.js'
import { listed } from './words.js'

/** The part of a gradient-check report that is drawn. */
export interface GradientErrors {
  /** Each with its largest relative error. */
  readonly parameters: readonly { readonly name: string; readonly maxRelative: number }[]
}

/** Relative errors below this are rounding, and of one colour. */
const ROUNDING = 1e-16

/** Stands for an error that is NaN, since a cell without a parameter is NaN. */
const FAILED = -Infinity

/** Powers of ten from pale to dark: at 0 the error is as large as the gradient. */
const COLOURED = [-12, 0] as const

/**
 * A gradient check as a map of layers by parameters: the colour is the largest relative error, as a
 * power of ten, or NaN is written there. 'W1' and 'layers.1.W' are both the W of layer 1; where a
 * layer has no such parameter the cell is grey. For several checks in one map write their names
 * before those of the parameters, 'second.W1', and say in yTitle what the rows are.
 *
 * @throws ShapeError for a report without parameters, DomainError for what is no report, or for an
 *   option that there is not.
 */
export function gradientErrorMap(
  report: GradientErrors,
  options: Partial<ChartOptions & Pick<HeatMapOptions, 'yTitle'>> = {},
): Chart {
  requireLists('gradientErrorMap', report, ['parameters'], 'the report of a gradient check')
  checkOptions(options, { ...CHART_OPTIONS, yTitle: 'string' }, 'gradientErrorMap')
  const { parameters } = report
  const cells = parameters.map(({ name, maxRelative }) => {
    const [layer, parameter] = placeOf(name)
    const error = Math.log10(Math.max(maxRelative, ROUNDING))
    return { layer, parameter, error: Number.isNaN(error) ? FAILED : error }
  })
  const rows = [...new Set(cells.map(({ layer }) => layer))]
  const columns = [...new Set(cells.map(({ parameter }) => parameter))]
  const errorAt = (row: string, column: string) =>
    cells.find(({ layer, parameter }) => layer === row && parameter === column)?.error ?? Number.NaN
  return heatMap({
    title: 'Gradient check, layer by layer',
    subtitle: `largest relative error of each parameter, as a power of ten${failures(parameters)}`,
    xTitle: 'parameter',
    yTitle: 'layer',
    valueTitle: 'log₁₀ of error',
    rows,
    columns,
    values: rows.map((row) => columns.map((column) => errorAt(row, column))),
    range: COLOURED,
    numbers: told,
    ...options,
  })
}

function failures(parameters: GradientErrors['parameters']): string {
  const failed = parameters.filter(({ maxRelative }) => Number.isNaN(maxRelative))
  return failed.length > 0 ? `; NaN: ${listed(failed.map(({ name }) => name))}` : ''
}

/** One decimal, without a minus before zero; nothing where there is no such parameter. */
function told(error: number): string {
  if (Number.isNaN(error)) return ''
  if (!Number.isFinite(error)) return error === FAILED ? 'NaN' : '∞'
  return error
    .toFixed(1)
    .replace(/^-(?=0\.0$)/, '')
    .replace('-', '−')
}

function placeOf(name: string): [layer: string, parameter: string] {
  const numbered = /^([^\d.]+)(\d+)$/.exec(name)
  if (numbered) return [numbered[2], numbered[1]]
  const dot = name.lastIndexOf('.')
  const layer = name.slice(0, Math.max(dot, 0))
  return [layer.replace(/^layers\./, ''), name.slice(dot + 1)]
}
