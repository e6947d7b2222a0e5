import { checkOptions } from '../math/options.js'
import { type Chart, makeChart } from './chart.js'
import { type PlottedFunction, type Trace, trace } from './jumps.js'
import { requireSeries } from './lineChart.js'
import { checkEach, FRAME_OPTIONS, giving } from './options.js'
import { defaultSize } from './theme.js'
import { shortNumbers } from './ticks.js'
import { brief, counted, extent, gaps, listed, span } from './words.js'
import { axes, clip, colour, dashes, type XYOptions } from './xy.js'

/** What `functionChart` draws. */
export interface FunctionChartOptions extends Omit<XYOptions, 'xTitle' | 'yTitle' | 'xDomain'> {
  /** A curve each. */
  functions: readonly PlottedFunction[]
  /** From where to where x runs. */
  domain: readonly [from: number, to: number]
  /** Steps between the points of a curve (default 200: a symmetric domain then meets 0). */
  samples?: number
  /** x when left out. */
  xTitle?: string
  /** y when left out. */
  yTitle?: string
}

const OPTIONS = {
  ...FRAME_OPTIONS,
  xLog: 'boolean',
  yLog: 'boolean',
  functions: 'list',
  domain: 'interval',
  samples: 'count',
} as const

const PLOTTED = { name: 'string', f: 'function', jumps: 'list', dash: 'boolean' } as const

/** Radius in pixels of the circles at a jump. */
const RADIUS = 4.5

/**
 * Curves of functions of one number. Where f is not finite the curve has a gap; where it jumps, say
 * so in `jumps`, and it is drawn as two pieces with open and closed circles, not as a steep line.
 *
 * @throws DomainError for an empty or infinite domain, for no samples, no function, or two of one
 *   name, for one that gives no number, or for an option that there is not.
 */
export function functionChart(options: FunctionChartOptions): Chart {
  checkOptions(options, OPTIONS, 'functionChart', ['title', 'functions', 'domain'])
  checkEach(options.functions, PLOTTED, 'functionChart, functions', ['name', 'f'])
  const { functions, domain, samples = 200, width = defaultSize.width } = options
  const { xTitle = 'x', yTitle = 'y' } = options
  const labelled = { ...options, xTitle, yTitle }
  const [from, to] = domain
  requireSeries('functionChart', functions)
  const grid = { from, to, samples, radius: (RADIUS / width) * (to - from) }
  const traces = functions.map((plotted) =>
    trace({ ...plotted, f: giving(`functionChart, ${plotted.name}`, plotted.f) }, grid),
  )
  const legend = { names: functions.map(({ name }) => name), lines: true }
  const isDashed = functions.map(({ dash = false }) => dash)
  const rows = traces.flatMap((curve) => curve.rows.map((row) => ({ ...row })))
  const heights = rows.map(({ y }) => y ?? Number.NaN)
  const { format: yFormat } = shortNumbers(labelled.yDomain ?? extent(heights))
  const encoding = { ...axes({ yFormat, ...labelled }), ...colour(legend) }
  const line = {
    data: { values: rows },
    mark: { type: 'line', ...clip(labelled) },
    encoding: {
      ...encoding,
      detail: { field: 'piece', type: 'nominal' },
      ...dashes(legend, isDashed),
    },
  }
  const circles = [...circleLayer('open', traces), ...circleLayer('closed', traces)]
  return makeChart(labelled, describe(labelled, traces), {
    layer: [line, ...circles.map((layer) => ({ ...layer, encoding }))],
  })
}

function circleLayer(kind: 'open' | 'closed', traces: readonly Trace[]) {
  const values = traces.flatMap((curve) => curve[kind].map((circle) => ({ ...circle })))
  const mark = { type: 'point', filled: kind === 'closed', size: 4 * RADIUS ** 2, opacity: 1 }
  return values.length > 0 ? [{ data: { values }, mark }] : []
}

function describe(
  { xTitle, yTitle, domain }: { xTitle: string; yTitle: string; domain: readonly [number, number] },
  traces: readonly Trace[],
): string {
  const heights = traces.map(({ rows }) => rows.map(({ y }) => y ?? Number.NaN))
  const parts = traces.map(({ name, jumps }, i) => {
    const at = jumps.length > 0 ? ` with a jump at ${listed(jumps.map(brief))}` : ''
    return `${name} ${span(heights[i])}${at}`
  })
  return (
    `${yTitle} for ${xTitle} from ${brief(domain[0])} to ${brief(domain[1])}, ` +
    `${counted(traces.length, 'curve')}: ${listed(parts)}.${gaps(heights.flat())}`
  )
}
