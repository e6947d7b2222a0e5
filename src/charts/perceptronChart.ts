import { DomainError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import { type Chart, type ChartOptions, makeChart, type Spec } from './chart.js'
import { CHART_OPTIONS } from './options.js'
import { neutral, paper } from './theme.js'
import { brief, listed } from './words.js'
import { axes, colour } from './xy.js'

/** What `perceptronChart` draws. */
export interface PerceptronChartOptions extends ChartOptions {
  /** Where the sliders of the weights stand at first, each from −2 to 2. */
  w: readonly [w1: number, w2: number]
  /** Where the slider of the bias stands at first, from −2 to 2. */
  b: number
  /**
   * What gates give for (0, 0), (0, 1), (1, 0) and (1, 1), by name; the first is chosen at first.
   */
  gates: Readonly<Record<string, readonly number[]>>
}

/** The frame on both axes, around the corners of the unit square. */
const [LOW, HIGH] = [-0.5, 1.5]

/** Steps along the x axis between which the edge of a region is straight. */
const STEPS = 160

/** Ends of the sliders. */
const MOST = 2

const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const

/**
 * One perceptron of two inputs over the plane: 1 where w1 x₁ + w2 x₂ + b is above 0, else 0.
 * Sliders move w1, w2 and b; corners at which it is not the chosen gate are ringed. The chart
 * computes all of this itself, without a kernel.
 *
 * @throws DomainError for a value beyond its slider, no gate, a gate without four answers 0 or 1,
 *   or an option that there is not.
 */
export function perceptronChart(options: PerceptronChartOptions): Chart {
  const known = { ...CHART_OPTIONS, w: 'list', b: 'number', gates: 'object' } as const
  checkOptions(options, known, 'perceptronChart', ['title', 'w', 'b', 'gates'])
  const { w, b, gates, title, width = 320, height = 320 } = options
  const start = { w1: w[0], w2: w[1], b }
  checkSliders(start)
  checkGates(gates)
  const names = Object.keys(gates)
  const domain = { xDomain: [LOW, HIGH], yDomain: [LOW, HIGH] } as const
  const encoding = {
    ...axes({ xTitle: 'x₁', yTitle: 'x₂', ...domain }),
    ...colour({ names: ['0', '1'] }),
  }
  return makeChart({ ...options, width, height }, describe(options), {
    title: { text: { expr: `${JSON.stringify(`${title} · `)} + gate + ': ' + ${score(gates)}` } },
    params: [
      ...Object.entries(start).map(([name, value]) => slider(name, value)),
      { name: 'gate', value: names[0], bind: { input: 'select', options: names, name: 'gate ' } },
    ],
    layer: [region('0', encoding), region('1', encoding), ...points(gates, encoding)],
  })
}

function slider(name: string, value: number): Spec {
  const bind = { input: 'range', min: -MOST, max: MOST, step: 0.1, name: `${name} ` }
  return { name, value, bind }
}

/** What the perceptron gives, as vega computes it: 0 or 1. */
const output = (x: string | number, y: string | number) => `(w1 * ${x} + w2 * ${y} + b > 0 ? 1 : 0)`

const answers = (gates: PerceptronChartOptions['gates']) => `(${JSON.stringify(gates)})[gate]`

/** '3 of 4 right', as vega computes it. */
function score(gates: PerceptronChartOptions['gates']): string {
  const right = corners.map(([x, y], i) => `(${output(x, y)} === ${answers(gates)}[${i}] ? 1 : 0)`)
  return `(${right.join(' + ')}) + ' of 4 right'`
}

/** Where the perceptron gives this: below or above its line, which is vertical when w2 is 0. */
function region(series: '0' | '1', encoding: Spec): Spec {
  const line = `clamp(-(w1 * datum.x + b) / w2, ${LOW}, ${HIGH})`
  const edge = `w2 === 0 ? (w1 * datum.x + b > 0 ? ${LOW} : ${HIGH}) : ${line}`
  const isAbove = series === '1' ? 'w2 >= 0' : 'w2 < 0'
  return {
    data: { sequence: { start: 0, stop: STEPS + 1, as: 'i' } },
    transform: [
      { calculate: `${LOW} + ${HIGH - LOW} * datum.i / ${STEPS}`, as: 'x' },
      { calculate: edge, as: 'edge' },
      { calculate: `${isAbove} ? datum.edge : ${LOW}`, as: 'y' },
      { calculate: `${isAbove} ? ${HIGH} : datum.edge`, as: 'y2' },
      { calculate: `'${series}'`, as: 'series' },
    ],
    mark: { type: 'area', opacity: 0.3, clip: true, aria: false },
    encoding: { ...encoding, y2: { field: 'y2' } },
  }
}

/** The corners in the colours of what the gate gives, and rings around the wrong ones. */
function points(gates: PerceptronChartOptions['gates'], encoding: Spec): Spec[] {
  const data = { values: corners.map(([x, y], i) => ({ x, y, i })) }
  const answer = `${answers(gates)}[datum.i]`
  const series = { calculate: `${answer} + ''`, as: 'series' }
  const wrong = { filter: `${output('datum.x', 'datum.y')} !== ${answer}` }
  const shape = { field: 'series', type: 'nominal', title: null, scale: { domain: ['0', '1'] } }
  const { color: _color, ...place } = encoding
  return [
    {
      data,
      transform: [series],
      mark: { type: 'point', filled: true, size: 160, opacity: 1, stroke: paper, tooltip: true },
      encoding: { ...encoding, shape },
    },
    {
      data,
      transform: [wrong],
      mark: { type: 'point', filled: false, size: 700, opacity: 1, color: neutral, aria: false },
      encoding: place,
    },
  ]
}

function describe({ w: [w1, w2], b, gates }: PerceptronChartOptions): string {
  const [[name, wanted]] = Object.entries(gates)
  const right = corners.filter(([x, y], i) => Number(w1 * x + w2 * y + b > 0) === wanted[i])
  return (
    `the plane of x₁ and x₂, cut by a line into 0 and 1, with sliders for w1, w2 and b. ` +
    `At w1 = ${brief(w1)}, w2 = ${brief(w2)} and b = ${brief(b)} ` +
    `${right.length} of 4 corners are as ${name} wants; ` +
    `to be chosen: ${listed(Object.keys(gates))}.`
  )
}

function checkSliders(start: Readonly<Record<string, number>>): void {
  const wrong = Object.entries(start).find(([, value]) => !(Math.abs(value) <= MOST))
  if (wrong === undefined) return
  throw new DomainError({
    where: 'perceptronChart',
    expected: `w and b from ${-MOST} to ${MOST}, where the sliders end`,
    given: wrong.join(' = '),
    mend: 'divide all three by the same number: the line stays where it is',
  })
}

function checkGates(gates: PerceptronChartOptions['gates']): void {
  const entries = Object.entries(gates)
  const isGate = (answers: readonly number[]) =>
    answers.length === corners.length && answers.every((answer) => answer === 0 || answer === 1)
  const wrong = entries.find(([, answers]) => !isGate(answers))
  if (entries.length > 0 && wrong === undefined) return
  throw new DomainError({
    where: 'perceptronChart',
    expected:
      'at least one gate, each with its answers, 0 or 1, for (0, 0), (0, 1), (1, 0), (1, 1)',
    given: wrong ? `${wrong[0]}: [${wrong[1].join(', ')}]` : 'none',
    mend: 'as in { AND: [0, 0, 0, 1] }',
  })
}
