/** Parameters in whatever form: a number, a matrix, a Variable, or these in records and lists. */
import { DomainError } from '../math/errors.js'
import { isMatrix, isVariable, type Matrix, type Value, type Variable } from '../math/types.js'

/** Shaped like the parameters T, with a gradient in place of each. */
export type Gradient<T> = T extends number
  ? number
  : T extends Variable
    ? Variable
    : T extends Matrix
      ? Matrix
      : { [K in keyof T]: Gradient<T[K]> }

/** Calls f with every leaf and its path ('layers.0.W'), and keeps the form. */
export function mapLeaves(tree: unknown, f: (leaf: Value, path: string) => unknown, path = '') {
  const go = (node: unknown, at: string): unknown => {
    if (typeof node === 'number' || isMatrix(node) || isVariable(node)) return f(node, at)
    const below = (key: string | number) => (at === '' ? String(key) : `${at}.${key}`)
    if (Array.isArray(node)) return node.map((child, i) => go(child, below(i)))
    if (isRecord(node)) {
      return Object.fromEntries(
        Object.entries(node).map(([key, child]) => [key, go(child, below(key))]),
      )
    }
    throw new DomainError({
      where: 'gradient',
      expected: 'numbers, matrices and Variables, in records and lists of any depth',
      given: `${at === '' ? '' : `${at}: `}${String(node)}`,
      mend: 'leave out what is no parameter',
    })
  }
  return go(tree, path)
}

function isRecord(x: unknown): x is Record<string, unknown> {
  return typeof x === 'object' && x !== null && !ArrayBuffer.isView(x)
}
