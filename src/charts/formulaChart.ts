import { DomainError } from '../math/errors.js'
import { math } from '../math/instance.js'
import { checkOptions } from '../math/options.js'
import { shown } from '../math/shown.js'
import { type Chart, makeChart } from './chart.js'
import { requireSeries } from './lineChart.js'
import { checkEach, FRAME_OPTIONS } from './options.js'
import { piecesOf, requireParameterName, vegaExpression } from './vegaExpression.js'
import { brief, counted, gaps, listed, span } from './words.js'
import { axes, colour, dashes, type XYOptions } from './xy.js'

/** A number that a slider moves. */
export interface Parameter {
  /** As it stands in the formulas. */
  readonly name: string
  /** What is written beside its slider; the name when left out. */
  readonly label?: string
  /** Where the slider stands at first. */
  readonly value: number
  /** The left end of the slider. */
  readonly from: number
  /** The right end of the slider. */
  readonly to: number
  /** From one place of the slider to the next; a hundredth of its way when left out. */
  readonly step?: number
}

/** A curve y = formula, an expression of mathjs in x and the parameters. */
export interface Formula {
  /** Its name in the legend. */
  readonly name: string
  /** As in 'sigmoid(w * x + b)'. */
  readonly formula: string
  /** Draw the curve dashed. */
  readonly dash?: boolean
}

/** What `formulaChart` draws. */
export interface FormulaChartOptions
  extends Omit<XYOptions, 'xTitle' | 'yTitle' | 'xDomain' | 'yDomain' | 'xLog' | 'yLog'> {
  /** A curve each. */
  formulas: readonly Formula[]
  /** A slider each. */
  parameters: readonly Parameter[]
  /** From where to where x runs. */
  domain: readonly [from: number, to: number]
  /** The frame, which stands still while the curves move. */
  yDomain: readonly [low: number, high: number]
  /** Steps between the points of a curve (default 200). */
  samples?: number
  /** x when left out. */
  xTitle?: string
  /** y when left out. */
  yTitle?: string
}

const OPTIONS = {
  ...FRAME_OPTIONS,
  formulas: 'list',
  parameters: 'list',
  domain: 'interval',
  samples: 'count',
} as const

const FORMULA = { name: 'string', formula: 'string', dash: 'boolean' } as const

const PARAMETER = {
  name: 'string',
  label: 'string',
  value: 'number',
  from: 'number',
  to: 'number',
  step: 'positive',
} as const

/**
 * Curves whose parameters sliders move: the chart computes them itself, in JupyterLab and on a
 * page, without a kernel. As a picture it shows the values that the sliders begin with. At a `step`
 * the curve is not joined.
 *
 * @throws DomainError for a formula that a chart cannot compute, a slider that does not hold its
 *   value, an empty domain, no samples, no formula, two of one name, or another option than these.
 */
export function formulaChart(options: FormulaChartOptions): Chart {
  const needed = ['title', 'formulas', 'parameters', 'domain', 'yDomain'] as const
  checkOptions(options, OPTIONS, 'formulaChart', needed)
  checkEach(options.formulas, FORMULA, 'formulaChart, formulas', ['name', 'formula'])
  const ends = ['name', 'value', 'from', 'to'] as const
  checkEach(options.parameters, PARAMETER, 'formulaChart, parameters', ends)
  const { formulas, parameters, domain, samples = 200, xTitle = 'x', yTitle = 'y' } = options
  requireSeries('formulaChart', formulas)
  requireSeries('formulaChart', [{ name: 'x' }, ...parameters])
  for (const parameter of parameters) requireSlider(parameter)
  const labelled = { ...options, xTitle, yTitle, xDomain: domain }
  const names = parameters.map(({ name }) => name)
  const legend = { names: formulas.map(({ name }) => name), lines: true }
  const isDashed = formulas.map(({ dash = false }) => dash)
  const [from, to] = domain
  const curve = ({ name, formula }: Formula) => {
    const piece = piecesOf(formula, names)
    return {
      transform: [
        { calculate: vegaExpression(formula, names), as: 'y' },
        { calculate: JSON.stringify(name), as: 'series' },
        ...(piece ? [{ calculate: piece, as: 'piece' }] : []),
      ],
      mark: { type: 'line', clip: true },
      encoding: {
        ...axes(labelled),
        ...colour(legend),
        ...dashes(legend, isDashed),
        ...(piece ? { detail: { field: 'piece', type: 'nominal' } } : {}),
      },
    }
  }
  const layer = formulas.map(curve)
  return makeChart(labelled, describe(labelled, samples), {
    params: parameters.map(slider),
    data: { sequence: { start: 0, stop: samples + 1, as: 'i' } },
    transform: [{ calculate: `${from} + ${to - from} * datum.i / ${samples}`, as: 'x' }],
    layer,
  })
}

function slider({ name, label = name, value, from, to, step = (to - from) / 100 }: Parameter) {
  const bind = { input: 'range', min: from, max: to, step, name: `${label} ` }
  return { name, value, bind }
}

function requireSlider({ name, value, from, to }: Parameter): void {
  requireParameterName(name)
  if (from < to && value >= from && value <= to) return
  throw new DomainError({
    where: 'formulaChart',
    expected: 'a slider from less to more, and between them its value',
    given: `'${name}' from ${shown(from)} to ${shown(to)} with the value ${shown(value)}`,
    mend: "as in { name: 'w', value: 1, from: -5, to: 5, step: 0.1 }",
  })
}

function describe(
  { formulas, parameters, domain, xTitle, yTitle }: FormulaChartOptions,
  samples: number,
): string {
  const [from, to] = domain
  const at = Object.fromEntries(parameters.map(({ name, value }) => [name, value]))
  const x = Array.from({ length: samples + 1 }, (_, i) => from + ((to - from) * i) / samples)
  const curves = formulas.map(({ formula }) => {
    const compiled = math.compile(formula)
    return x.map((value) => Number(compiled.evaluate({ ...at, x: value })))
  })
  const parts = formulas.map(({ name }, i) => `${name} ${span(curves[i])}`)
  const sliders = parameters.map(
    ({ name, value, from: low, to: high }) =>
      `${name} = ${brief(value)} (slider from ${brief(low)} to ${brief(high)})`,
  )
  const moved = sliders.length > 0 ? `, at ${listed(sliders)}` : ''
  return (
    `${yTitle} for ${xTitle} from ${brief(from)} to ${brief(to)}, ` +
    `${counted(formulas.length, 'curve')}: ${listed(parts)}${moved}.${gaps(curves.flat())}`
  )
}
