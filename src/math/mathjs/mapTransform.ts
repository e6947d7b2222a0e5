/**
 * `map(x, f)` in an expression, where x may be a Variable. mathjs's own holds a private copy of
 * map, which knows none; it gets its arguments as nodes, and counts indices from one.
 */
import { isVariable } from '../types.js'

/** A node of an expression. */
interface Node {
  readonly isSymbolNode?: boolean
  readonly isFunctionAssignmentNode?: boolean
  compile(): { evaluate(scope: unknown): unknown }
}

interface Callback {
  (...args: unknown[]): unknown
  readonly signatures?: object
}

export type MapTransform = (nodes: readonly Node[], math: unknown, scope: unknown) => unknown

export function mapOfVariables(
  mathjs: MapTransform,
  map: (x: unknown, f: Callback) => unknown,
): MapTransform {
  const transform: MapTransform = (nodes, math, scope) => {
    const [first, second] = nodes
    const x = first?.compile().evaluate(scope)
    const isFunction = second?.isSymbolNode || second?.isFunctionAssignmentNode
    if (nodes.length === 2 && isVariable(x) && isFunction) {
      return map(x, fromOne(second.compile().evaluate(scope) as Callback))
    }
    const known: Node = { ...first, compile: () => ({ evaluate: () => x }) }
    return mathjs(first ? [known, ...nodes.slice(1)] : nodes, math, scope)
  }
  return Object.assign(transform, { rawArgs: true })
}

/** The same function, which is told indices counted from one. */
function fromOne(callback: Callback): Callback {
  const shifted: Callback = (value, ...more) => {
    const [index, ...rest] = more as [(readonly number[])?, unknown?]
    return callback(value, ...(index ? [index.map((i) => i + 1), ...rest] : []))
  }
  return Object.assign(shifted, callback.signatures && { signatures: callback.signatures })
}
