import { DomainError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import { type Chart, type ChartOptions, makeChart, type Spec } from './chart.js'
import { CHART_OPTIONS, checkEach } from './options.js'
import { neutral } from './theme.js'
import { counted, doubled, extent, span } from './words.js'
import { axes, colour } from './xy.js'

/** One number through another, and the most that it should be. */
export interface Ratio {
  /** What is through what: "wasm / numpy". */
  readonly name: string
  /** Above 0. */
  readonly ratio: number
  /** Left out where nothing is asked for. */
  readonly atMost?: number
}

/** Ratios of one case, under its name. */
export interface RatioGroup {
  /** Different from those of the other groups. */
  readonly name: string
  /** From top to bottom. */
  readonly ratios: readonly Ratio[]
}

/** What `ratioChart` draws. */
export interface RatioChartOptions extends ChartOptions {
  /** From top to bottom. */
  groups: readonly RatioGroup[]
  /** What a ratio is: "our time through theirs". */
  xTitle: string
}

/** Height of a row in pixels. */
const ROW = 18

/** Colours of the bars, and of the mark that says how far they may go. */
const [MET, MISSED, BAR] = ['met', 'missed', 'the bar, at most'] as const

/**
 * Ratios as bars that begin at 1, to the left where the number below is the larger one: on a
 * logarithmic axis twice and half are as long. A tick stands where a ratio should end.
 *
 * @throws DomainError without a ratio, for one that is not above 0, for two groups of one name, or
 *   for an option that there is not.
 */
export function ratioChart(options: RatioChartOptions): Chart {
  const known = { ...CHART_OPTIONS, groups: 'list', xTitle: 'string' } as const
  checkOptions(options, known, 'ratioChart', ['title', 'groups', 'xTitle'])
  const group = { name: 'string', ratios: 'list' } as const
  checkEach(options.groups, group, 'ratioChart, groups', ['name', 'ratios'])
  const ratio = { name: 'string', ratio: 'number', atMost: 'number' } as const
  for (const { name, ratios } of options.groups)
    checkEach(ratios, ratio, `ratioChart, ratios of ${name}`, ['name', 'ratio'])
  const { groups, xTitle } = options
  checkGroups(groups)
  const all = groups.flatMap(({ ratios }) => ratios)
  const ends = all.flatMap(({ ratio, atMost = ratio }) => [ratio, atMost])
  const [low, high] = extent([1, ...ends])
  const rows = groups.flatMap(({ name, ratios }, g) => [
    { row: `${g}|`, title: name },
    ...ratios.map((one) => ({ ...one, row: `${g}|${one.name}`, series: verdict(one) })),
  ])
  const domain = [low / 1.15, high * 1.15] as const
  const { x } = axes({ xTitle, yTitle: '', xLog: true, xDomain: domain })
  const [name, scale] = ["split(datum.label, '|')[1]", { domain: rows.map(({ row }) => row) }]
  const axis = { labelExpr: name, ticks: false, domain: false, title: null }
  const y = { field: 'row', type: 'nominal', title: null, scale, axis }
  const encoding = {
    x: { ...x, field: 'ratio', stack: null, axis: { ...Object(x.axis), orient: 'top' } },
    y,
    ...colour({ names: [MET, MISSED], band: BAR }),
  }
  const asked = all.filter(({ atMost }) => atMost !== undefined)
  const met = asked.filter((one) => verdict(one) === MET).length
  const made =
    `${xTitle}, ${counted(all.length, 'ratio')} of ${counted(groups.length, 'case')}, ` +
    `${span(all.map(({ ratio }) => ratio))}; ${met} of ${asked.length} keep to their bar.`
  return makeChart({ height: ROW * rows.length, ...options }, made, {
    data: { values: rows },
    layer: [titles(y), bars(encoding), equality(x), ticks(encoding)],
  })
}

function verdict({ ratio, atMost = Infinity }: Ratio): string {
  return ratio <= atMost ? MET : MISSED
}

/** The name of a group, in a row of its own. */
function titles(y: Spec): Spec {
  return {
    transform: [{ filter: 'isValid(datum.title)' }],
    mark: { type: 'text', align: 'left', fontSize: 13, fontWeight: 600, dy: 3, aria: false },
    encoding: { x: { value: 4 }, y, text: { field: 'title' } },
  }
}

const isRatio = { filter: 'isValid(datum.ratio)' }

function bars(encoding: Spec): Spec {
  return {
    transform: [isRatio],
    mark: { type: 'bar', height: 10, tooltip: true },
    encoding: { ...encoding, x2: { datum: 1 } },
  }
}

function equality(x: Spec): Spec {
  const { field: _, ...place } = x
  return {
    data: { values: [{}] },
    mark: { type: 'rule', color: neutral, strokeWidth: 1.5, aria: false },
    encoding: { x: { ...place, datum: 1 } },
  }
}

function ticks({ x, y }: Spec): Spec {
  return {
    transform: [{ filter: 'isValid(datum.atMost)' }],
    mark: { type: 'tick', thickness: 3, size: 17, color: neutral, opacity: 1, tooltip: true },
    encoding: { x: { ...Object(x), field: 'atMost' }, y },
  }
}

function checkGroups(groups: readonly RatioGroup[]): void {
  const names = groups.map(({ name }) => name)
  const twice = doubled(names)
  const all = groups.flatMap(({ ratios }) => ratios)
  const wrong = all.find(({ ratio, atMost = 1 }) => !(ratio > 0 && atMost > 0 && ratio < Infinity))
  if (all.length > 0 && twice === undefined && wrong === undefined) return
  const given = wrong ? `the ratio ${wrong.ratio} of ${wrong.name}` : undefined
  throw new DomainError({
    where: 'ratioChart',
    expected: 'at least one ratio, all of them above 0, in groups each with a name of its own',
    given: given ?? (twice === undefined ? 'none' : `two groups named '${twice}'`),
    mend: "as in { name: 'exp', ratios: [{ name: 'wasm / numpy', ratio: 1.1, atMost: 0.8 }] }",
  })
}
