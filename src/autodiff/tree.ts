/** Parameters in whatever form: a number, a matrix, a Variable, or these in records and lists. */
import { DomainError } from '../math/errors.js'
import { shown } from '../math/shown.js'
import { isMatrix, isVariable, type Matrix, type Value, type Variable } from '../math/types.js'

/** Shaped like the parameters T, with a gradient in place of each. */
export type Gradient<T> = T extends number
  ? number
  : T extends Variable
    ? Variable
    : T extends Matrix
      ? Matrix
      : { -readonly [K in keyof T]: Gradient<T[K]> }

/** The same form with f of every leaf. @throws DomainError for a leaf that is no value. */
export function mapLeaves(tree: unknown, f: (leaf: Value) => unknown): unknown {
  const keys: string[] = []
  const below = (key: string, child: unknown) => {
    keys.push(key)
    const mapped = go(child)
    keys.pop()
    return mapped
  }
  const go = (node: unknown): unknown => {
    if (typeof node === 'number' || isMatrix(node) || isVariable(node)) return f(node)
    if (Array.isArray(node)) return node.map((child, i) => below(String(i), child))
    if (!isRecord(node)) throw noLeaf(node, keys.join('.'))
    const entries = Object.entries(node).map(([key, child]) => [key, below(key, child)])
    return Object.fromEntries(entries)
  }
  return go(tree)
}

export function leavesOf(tree: unknown): Value[] {
  const leaves: Value[] = []
  mapLeaves(tree, (leaf) => leaves.push(leaf))
  return leaves
}

/** The same form with these leaves, in order. */
export function withLeaves(tree: unknown, leaves: readonly unknown[]): unknown {
  let next = 0
  return mapLeaves(tree, () => leaves[next++])
}

/** Of mathjs: each is one value, whatever its fields hold. */
const OTHER_NUMBERS: ReadonlySet<unknown> = new Set(['BigNumber', 'Complex', 'Fraction', 'Unit'])

/** An object with its values in fields: a Promise, a Map or a Set keeps them elsewhere. */
function isRecord(x: unknown): x is Record<string, unknown> {
  if (typeof x !== 'object' || x === null || ArrayBuffer.isView(x)) return false
  if (OTHER_NUMBERS.has(Object.getPrototypeOf(x)?.type)) return false
  if (Object.keys(x).length > 0) return true
  const prototype = Object.getPrototypeOf(x)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** @param path as in 'layers.0.W' */
function noLeaf(leaf: unknown, path: string): DomainError {
  return new DomainError({
    where: 'gradient',
    expected: 'numbers, matrices and Variables, in records and lists of any depth',
    given: `${path === '' ? '' : `${path}: `}${shown(leaf)}`,
    mend:
      leaf instanceof Promise
        ? 'write the function without async, and await what it needs before'
        : 'leave out what is no parameter; Object.fromEntries makes a record of a Map',
  })
}
