/**
 * # The graph
 *
 * The tape of a result as plain data: the computational graph (计算图) of the notes, whose circles
 * are operations and whose arrows carry a value forward and a gradient back. `graphChart` draws it.
 *
 * An arrow's gradient is what this use of the value contributes. Where a value is used more than
 * once, its own gradient is the sum over its arrows.
 */
import { DomainError } from '../math/errors.js'
import { shown } from '../math/shown.js'
import { isVariable, type Num, type Value, type Variable, valueIn } from '../math/types.js'
import { backward, tapeOf } from './backward.js'
import { fitted } from './fitted.js'
import { partsOf } from './named.js'
import { checkScalar, checkSeeds, checkStep, checkVariable } from './refusal.js'

/** A place of the graph: a value comes from it or arrives at it. */
export interface GraphNode {
  /** Its place in `nodes`, counted from 0. */
  readonly id: number
  /** A value that the reader made, a step, a whole layer of steps, or where the result arrives. */
  readonly kind: 'input' | 'operation' | 'layer' | 'output'
  /** The name of a Variable or of a layer, the sign of an operation; empty where there is none. */
  readonly label: string
  /** The layer that an operation belongs to; none outside of layers. */
  readonly layer?: Layer
}

/** The outermost `named` part that a step belongs to. */
export interface Layer {
  readonly id: number
  readonly name: string
}

/** A value on its way from one step to the next, and the gradient on its way back. */
export interface GraphEdge {
  /** `id` of the node that the value comes from. */
  readonly from: number
  /** `id` of the node that takes it. */
  readonly to: number
  /** A number, or a matrix. */
  readonly value: Num
  /** None for numbers and matrices that are no Variables. */
  readonly gradient?: Num
}

/** A computational graph as plain data, for `graphChart`. */
export interface Graph {
  /** Each at the place that its `id` tells. */
  readonly nodes: readonly GraphNode[]
  /** From what computes a value to what takes it. */
  readonly edges: readonly GraphEdge[]
}

/**
 * The graph of y, from its inputs to itself.
 *
 * @param seed the gradient that arrives at y; 1 when left out, for a scalar
 * @throws ShapeError for another y without a seed, DomainError when a backward() freed the tape, or
 *   for a y that is no Variable.
 */
export function graph(y: Variable, seed?: Num): Graph {
  checkVariable(y)
  if (seed === undefined) checkScalar(y)
  else checkSeeds([seed], [y], 'graph')
  const tape = tapeOf([y])
  const gradientOf = backward(tape, [y], [seed ?? 1])
  const nodes: GraphNode[] = []
  const edges: GraphEdge[] = []
  const places = new Map<Variable, number>()
  const node = (kind: GraphNode['kind'], label: string, layer?: Layer): number =>
    nodes.push({ id: nodes.length, kind, label, ...(layer && { layer }) }) - 1
  const layerOf = layersOn(tape.variables)
  for (const variable of tape.variables.slice().reverse()) {
    checkStep(variable)
    const { step, value, name = '' } = variable
    const sign = step && (step.operation.symbol ?? step.operation.name)
    places.set(variable, sign ? node('operation', sign, layerOf(variable)) : node('input', name))
    if (step === undefined) continue
    const g = gradientOf(variable) as Value
    const inputs = step.inputs.map((input) => valueIn(input))
    const gradients = step.operation.vjp(g, value, ...inputs)
    step.inputs.forEach((input, k) => {
      if (!step.operation.domain[k]) return
      const [from, to] = [places.get(input as Variable), places.get(variable) as number]
      if (from === undefined) {
        edges.push({ from: node('input', ''), to, value: input as Num })
        return
      }
      const found = gradients[k]
      const gradient = fitted(
        (typeof found === 'function' ? found() : found) as Value,
        inputs[k] as Value,
      )
      edges.push({ from, to, value: inputs[k] as Num, gradient: gradient as Num })
    })
  }
  const arrived = { value: y.value, gradient: valueIn(gradientOf(y) as Value) }
  edges.push({ from: places.get(y) as number, to: node('output', ''), ...arrived })
  return { nodes, edges }
}

/** Which outermost part each variable of a tape, newest first, belongs to. */
function layersOn(variables: readonly Variable[]) {
  const layers = new Map<Variable, Layer>()
  let count = 0
  for (const result of variables) {
    const outermost = partsOf(result).at(-1)
    if (outermost === undefined || layers.has(result)) continue
    const layer = { id: count++, name: outermost.name }
    const members = [result]
    for (let i = 0; i < members.length; i++) {
      layers.set(members[i], layer)
      for (const input of members[i].step?.inputs ?? []) {
        const within = isVariable(input) && input.age >= outermost.since && input.step !== undefined
        if (within && !layers.has(input)) members.push(input)
      }
    }
  }
  return (variable: Variable): Layer | undefined => layers.get(variable)
}

/**
 * The same graph with each layer as one node; what happens inside is not shown.
 *
 * @throws DomainError for what is no graph.
 */
export function collapsed(whole: Graph): Graph {
  const { nodes, edges }: Graph = Object(whole) // {} of what is no object
  if (!Array.isArray(nodes) || !Array.isArray(edges)) throw noGraph(whole)
  const [ids, kept] = [new Map<number, number>(), new Map<string, GraphNode>()]
  for (const { id, kind, label, layer } of nodes) {
    const key = layer ? `layer ${layer.id}` : `node ${id}`
    const one = layer ? { kind: 'layer' as const, label: layer.name } : { kind, label }
    if (!kept.has(key)) kept.set(key, { id: kept.size, ...one })
    ids.set(id, (kept.get(key) as GraphNode).id)
  }
  const between = edges.flatMap((edge) => {
    const [from, to] = [ids.get(edge.from) as number, ids.get(edge.to) as number]
    return from === to ? [] : [{ ...edge, from, to }]
  })
  const reached = new Set(between.flatMap(({ from, to }) => [from, to]))
  return { nodes: [...kept.values()].filter(({ id }) => reached.has(id)), edges: between }
}

function noGraph(given: unknown): DomainError {
  return new DomainError({
    where: 'collapsed',
    expected: 'a graph, with nodes and edges',
    given: shown(given),
    mend: 'as in collapsed(graph(y))',
  })
}
