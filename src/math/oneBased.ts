/**
 * Axes and rows count from zero in TypeScript, and from one inside expressions, as everything of
 * mathjs does: `math.sum(X, 0)` is `math.evaluate('sum(X, 1)')`.
 */
import { ShapeError } from './errors.js'
import type { Extension } from './extension.js'
import { isMatrix, valueIn } from './types.js'

export interface OneBased {
  readonly name: string
  /** The argument that counts. */
  readonly position: number
}

export function oneBased(extensions: readonly Extension[]): OneBased[] {
  return extensions.flatMap(({ name, oneBasedInExpressions: position }) =>
    position === undefined ? [] : [{ name, position }],
  )
}

/** The arguments of an expression, as the function in TypeScript takes them. */
export function zeroBased(args: readonly unknown[], position: number): unknown[] {
  const [x] = args
  const ofCollection = Array.isArray(x) || isMatrix(valueIn(x))
  if (!ofCollection || args.length <= position) return [...args]
  return args.map((arg, i) => (i === position ? minusOne(arg) : arg))
}

function minusOne(x: unknown): unknown {
  if (typeof x === 'number') return x - 1
  if (Array.isArray(x)) return x.map(minusOne)
  if (isMatrix(x)) return x.map(minusOne)
  if (isBigNumber(x)) return x.minus(1)
  return x
}

function isBigNumber(x: unknown): x is { minus(n: number): unknown } {
  return typeof x === 'object' && x !== null && 'isBigNumber' in x
}

/** mathjs's error for an index out of range, which tells its numbers. */
export interface IndexError extends Error {
  readonly isIndexError: true
  readonly index: number
  readonly min: number
  readonly max?: number
}

export function isIndexError(error: unknown): error is IndexError {
  return error instanceof Error && 'isIndexError' in error
}

/** The same error for a reader who counts from one. */
export function countedFromOne(error: unknown): unknown {
  if (!(error instanceof ShapeError)) return error
  const { where, expected, given, mend } = error
  return new ShapeError({
    where: `${where} in an expression`,
    expected,
    given: `${given} (both counted from 0)`,
    mend: `${mend}; expressions count from 1`,
  })
}
