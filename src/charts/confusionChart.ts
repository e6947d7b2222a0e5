import { checkOptions } from '../math/options.js'
import type { Chart, ChartOptions } from './chart.js'
import { type HeatMapOptions, heatMap } from './heatMap.js'
import { CHART_OPTIONS } from './options.js'

/** How `confusionChart` looks; each has a default. */
export interface ConfusionChartOptions extends Partial<ChartOptions> {
  /** Names of the classes; left out, they are counted from 0. */
  classes?: readonly (string | number)[]
}

/**
 * A confusion matrix with its numbers: row = right class, column = answer.
 *
 * @param counts classes × classes, as `confusionMatrix` gives them
 * @throws ShapeError for a matrix that is not rows × columns, or names that do not fit; DomainError
 *   for two classes of one name, or an option that there is not.
 */
export function confusionChart(
  counts: HeatMapOptions['values'],
  options: ConfusionChartOptions = {},
): Chart {
  checkOptions(options, { ...CHART_OPTIONS, classes: 'list' }, 'confusionChart')
  const { classes, ...rest } = options
  return heatMap({
    title: 'Confusion matrix',
    width: 400,
    height: 400,
    ...rest,
    values: counts,
    ...(classes ? { rows: classes, columns: classes } : {}),
    xTitle: 'answer',
    yTitle: 'right class',
    valueTitle: 'examples',
    scale: 'squareRoot',
    numbers: String,
  })
}
