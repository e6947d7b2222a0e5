import { DomainError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import { shown } from '../math/shown.js'
import { type Chart, type ChartOptions, framed, type Spec } from './chart.js'
import { TITLES } from './options.js'

/** How `layoutCharts` places several charts. */
export interface LayoutOptions extends Omit<ChartOptions, 'width' | 'height'> {
  /** Charts in a row; left out, all stand side by side. 1 puts them below each other. */
  columns?: number
}

/**
 * Several charts as one output, each with its own axes and colours. Sliders of one name are one
 * slider, which moves all of them.
 *
 * @throws DomainError without a chart, for what is no chart, or for an option that there is not.
 */
export function layoutCharts(charts: readonly Chart[], options: LayoutOptions): Chart {
  checkOptions(options, { ...TITLES, columns: 'count' }, 'layoutCharts', ['title'])
  const wrong = Array.isArray(charts) ? charts.findIndex((chart) => !isChart(chart)) : -1
  if (!Array.isArray(charts) || charts.length === 0 || wrong !== -1) {
    throw new DomainError({
      where: 'layoutCharts',
      expected: 'a list of at least one chart',
      given: wrong === -1 ? shown(charts) : `${shown(charts[wrong])} at place ${wrong}`,
      mend: 'as in layoutCharts([first, second], { title })',
    })
  }
  const { columns = charts.length } = options
  const made = charts.map(({ description }) => description).join(' ')
  const sliders = charts.flatMap(({ params = [] }) => params as readonly Named[])
  const params = [...new Map(sliders.map((slider) => [slider.name, slider])).values()]
  return framed(options, made, {
    ...(params.length > 0 ? { params } : {}),
    concat: charts.map(view),
    columns,
    spacing: 40,
    resolve: { scale: { color: 'independent', strokeDash: 'independent', shape: 'independent' } },
  })
}

const isChart = (x: unknown) => typeof Object(x).$schema === 'string'

/** What vega-lite demands of a parameter. */
type Named = Spec & { readonly name: string }

/** A chart without what only a whole specification may have. */
function view(chart: Chart): Spec {
  const { $schema: _schema, config: _config, params: _params, ...rest } = chart
  return rest
}
