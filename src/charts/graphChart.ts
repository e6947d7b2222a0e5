import { collapsed, type Graph, type GraphEdge } from '../autodiff/graph.js'
import { DomainError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import { written } from '../math/shapes.js'
import { shape } from '../math/storage.js'
import type { Num } from '../math/types.js'
import { type Chart, type ChartOptions, makeChart } from './chart.js'
import { type Arrow, type Box, type Placed, placed } from './graphLayout.js'
import { requireLists, TITLES } from './options.js'
import { arrowHead, neutral, palette } from './theme.js'
import { brief, counted } from './words.js'

/** How `graphChart` looks; each has a default. */
export interface GraphChartOptions extends Partial<Omit<ChartOptions, 'width' | 'height'>> {
  /** Draw each named layer as one node; left out, that is done where there are many steps. */
  collapse?: boolean
  /** Let a slider reveal the gradients, one operation at a time from the result back. */
  walk?: boolean
}

/** More nodes than this are collapsed by layer, if there are layers. */
const MANY = 24

/** More than this are no picture. */
const MOST = 150

/**
 * A computational graph as the notes draw it: circles are operations, arrows go from left to right,
 * with the value above and its gradient below. Of matrices the shapes are written, in which a
 * gradient is equal to its value.
 *
 * @throws DomainError for what is no graph, one of more nodes than a picture can show, or an option
 *   that there is not.
 */
export function graphChart(graph: Graph, options: GraphChartOptions = {}): Chart {
  requireLists('graphChart', graph, ['nodes', 'edges'], 'what graph() gives of a Variable')
  const known = { ...TITLES, collapse: 'boolean', walk: 'boolean' } as const
  checkOptions(options, known, 'graphChart')
  const { collapse = graph.nodes.length > MANY, walk = false, ...rest } = options
  const drawn = collapse ? collapsed(graph) : graph
  if (drawn.nodes.length > MOST) throw tooLarge(drawn.nodes.length)
  const stepOf = stepsBack(drawn)
  const edges = drawn.edges.map((edge) => ({
    ...edge,
    step: stepOf.get(edge.to) ?? 0,
    above: told(edge.value),
    below: edge.gradient === undefined ? '' : told(edge.gradient),
  }))
  const nodes = drawn.nodes.map(({ label, kind }) => ({ label, round: isRound(kind) }))
  const plan = placed({ nodes, edges })
  const chart = {
    title: 'Computational graph · 计算图',
    subtitle: 'above the arrows the values, below them the gradients',
    width: Math.ceil(plan.width),
    height: Math.ceil(plan.height),
    ...rest,
  }
  return makeChart(chart, describe(drawn, walk), {
    ...(walk ? { params: [slider(stepOf.size)] } : {}),
    encoding: { x: place('x', plan.width), y: place('y', plan.height) },
    layer: [
      arrows(plan),
      arrowHeads(plan),
      circles(plan, drawn, walk ? stepOf : undefined),
      names(plan, drawn),
      numbersBeside(plan.arrows, edges, 'above', false),
      numbersBeside(plan.arrows, edges, 'below', walk),
    ],
  })
}

function tooLarge(count: number): DomainError {
  return new DomainError({
    where: 'graphChart',
    expected: `at most ${MOST} nodes`,
    given: counted(count, 'node'),
    mend: "give parts of the computation names: named('Affine 1', () => …) is drawn as one node",
  })
}

const isRound = (kind: string) => kind === 'operation' || kind === 'layer'

/**
 * The steps of the walk back, from 1 at the newest operation; what it meets is all in one order.
 */
type Steps = ReadonlyMap<number, number>

function stepsBack({ nodes }: Graph): Steps {
  const order = nodes.filter(({ kind }) => isRound(kind)).reverse()
  return new Map(order.map(({ id }, i) => [id, i + 1]))
}

/** It begins at its end, so that the still picture shows all gradients. */
function slider(steps: number) {
  const name = 'backward, operations passed: '
  return { name: WALK, value: steps, bind: { input: 'range', min: 0, max: steps, step: 1, name } }
}

/** The slider's variable in the specification. */
const WALK = 'operationsPassed'

function told(value: Num): string {
  return typeof value === 'number' ? brief(value).replace('-', '−') : written(shape(value))
}

/** Pixels, from the upper left corner. */
function place(field: 'x' | 'y', length: number) {
  const domain = field === 'x' ? [0, length] : [length, 0]
  const scale = { domain: domain.map(Math.ceil), nice: false, zero: false }
  return { field, type: 'quantitative', axis: null, scale }
}

function arrows(plan: Placed) {
  const values = plan.arrows.flatMap(({ points }, arrow) =>
    points.map(({ x, y }, order) => ({ arrow, order, x: pixel(x), y: pixel(y) })),
  )
  return {
    data: { values },
    mark: { type: 'line', color: neutral, strokeWidth: 1.5, interpolate: 'monotone' },
    encoding: { detail: { field: 'arrow' }, order: { field: 'order' } },
  }
}

function arrowHeads(plan: Placed) {
  const values = plan.arrows.map(({ points }) => {
    const [before, end] = points.slice(-2)
    const turn = (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI
    return { x: pixel(end.x), y: pixel(end.y), turn: pixel(turn) }
  })
  return {
    data: { values },
    mark: {
      type: 'point',
      shape: arrowHead,
      filled: true,
      color: neutral,
      size: 220,
    },
    encoding: { angle: { field: 'turn', type: 'quantitative', scale: null } },
  }
}

/** Rectangles with round ends, which are circles where the sign is short. */
function circles({ boxes }: Placed, { nodes }: Graph, steps?: Steps) {
  const values = nodes.flatMap(({ kind }, id) =>
    isRound(kind) ? [{ ...corners(boxes[id]), kind, step: steps?.get(id) }] : [],
  )
  const passed = { condition: { test: `datum.step <= ${WALK}`, value: 0.4 }, value: 0.05 }
  const last = { condition: { test: `datum.step == ${WALK}`, value: 4 }, value: 1.5 }
  return {
    data: { values },
    mark: { type: 'rect', cornerRadius: 17, fillOpacity: 0.12, strokeWidth: 1.5 },
    encoding: {
      x2: { field: 'right' },
      y2: { field: 'bottom' },
      fill: { value: palette[0] },
      stroke: { value: palette[0] },
      ...(steps ? { fillOpacity: passed, strokeWidth: last } : {}),
    },
  }
}

function corners({ x, y, width, height }: Box) {
  return {
    x: pixel(x - width / 2),
    right: pixel(x + width / 2),
    y: pixel(y - height / 2),
    bottom: pixel(y + height / 2),
  }
}

function names({ boxes }: Placed, { nodes }: Graph) {
  const values = nodes.map(({ label }, id) => ({
    x: pixel(boxes[id].x),
    y: pixel(boxes[id].y),
    label,
  }))
  return {
    data: { values },
    mark: { type: 'text', fontSize: 14, aria: false },
    encoding: { text: { field: 'label', type: 'nominal' } },
  }
}

interface Written extends GraphEdge {
  readonly above: string
  readonly below: string
  /** At which step of the walk its gradient is known. */
  readonly step: number
}

function numbersBeside(
  arrows: readonly Arrow[],
  edges: readonly Written[],
  side: 'above' | 'below',
  walk: boolean,
) {
  const values = arrows.map(({ label }, i) => ({
    x: pixel(label.x),
    y: pixel(label.y),
    text: edges[i][side],
    ...(walk ? { step: edges[i].step } : {}),
  }))
  const dy = side === 'above' ? -8 : 10
  const colour = side === 'below' ? { color: { value: palette[1] } } : {}
  return {
    data: { values },
    ...(walk ? { transform: [{ filter: `datum.step <= ${WALK}` }] } : {}),
    mark: { type: 'text', fontSize: 13, dy, aria: false },
    encoding: { text: { field: 'text', type: 'nominal' }, ...colour },
  }
}

/** Whole tenths: the last bits of a layout are nobody's concern. */
const pixel = (value: number): number => Math.round(value * 10) / 10

function describe({ nodes, edges }: Graph, walk: boolean): string {
  const steps = nodes.filter(({ kind }) => isRound(kind))
  const inputs = nodes.flatMap(({ kind, label }) => (kind === 'input' && label ? [label] : []))
  const result = edges[edges.length - 1]
  const of = inputs.length > 0 ? ` from ${inputs.join(', ')}` : ''
  const back = walk ? ' A slider walks back through them.' : ''
  return `${counted(steps.length, 'step')}${of} to ${told(result.value)}.${back}`
}
