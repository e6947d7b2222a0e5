import { DomainError } from '../math/errors.js'
import { type Chart, type ChartOptions, framed, type Spec } from './chart.js'

export interface LayoutOptions extends Omit<ChartOptions, 'width' | 'height'> {
  /** Charts in a row; left out, all stand side by side. 1 puts them below each other. */
  columns?: number
}

/**
 * Several charts as one output, each with its own axes and colours.
 *
 * @throws DomainError without a chart.
 */
export function layoutCharts(charts: readonly Chart[], options: LayoutOptions): Chart {
  const { columns = charts.length } = options
  if (charts.length === 0) {
    throw new DomainError({
      where: 'layoutCharts',
      expected: 'at least one chart',
      given: 'none',
      mend: 'give a list of charts',
    })
  }
  const made = charts.map(({ description }) => description).join(' ')
  return framed(options, made, {
    concat: charts.map(view),
    columns,
    spacing: 40,
    resolve: { scale: { color: 'independent', strokeDash: 'independent', shape: 'independent' } },
  })
}

/** A chart without what only a whole specification may have. */
function view(chart: Chart): Spec {
  const { $schema: _schema, config: _config, ...rest } = chart
  return rest
}
