/**
 * Axes and rows count from zero in TypeScript, and from one inside expressions, as everything of
 * mathjs does: `math.sum(X, 0)` is `math.evaluate('sum(X, 1)')`.
 */
import { ShapeError } from '../errors.js'
import type { Counting, Extension } from '../extension.js'
import { isBigNumber, isFraction, isMatrix, valueIn } from '../types.js'
import type { PlainFunction } from '../variables.js'

export interface OneBased {
  readonly name: string
  /** The arguments that count. */
  readonly counting: Counting
}

export function oneBased(extensions: readonly Extension[]): OneBased[] {
  return extensions.flatMap(({ name, oneBasedInExpressions: counting }) =>
    counting === undefined ? [] : [{ name, counting }],
  )
}

/**
 * What expressions call. mathjs's own transforms hold private copies of the functions, which would
 * know neither our signatures nor the tape; this calls the function.
 */
export function countingFromOne(
  apply: PlainFunction,
  counting: Counting,
  IndexError: () => IndexErrorClass,
): PlainFunction {
  return (...args) => {
    try {
      return apply(...zeroBased(args, counting))
    } catch (error) {
      throw isIndexError(error) ? fromOne(error, IndexError()) : countedFromOne(error)
    }
  }
}

/** The arguments of an expression, as the function in TypeScript takes them. */
function zeroBased(args: readonly unknown[], counting: Counting): unknown[] {
  const [x] = args
  const ofCollection = Array.isArray(x) || isMatrix(valueIn(x))
  if (!ofCollection) return [...args]
  if (counting === 'last') return [...args.slice(0, -1), numberMinusOne(args[args.length - 1])]
  return args.map((arg, i) => ([counting].flat().includes(i) ? minusOne(arg) : arg))
}

function minusOne(x: unknown): unknown {
  if (Array.isArray(x)) return x.map(minusOne)
  return isMatrix(x) ? x.map(minusOne) : numberMinusOne(x)
}

function numberMinusOne(x: unknown): unknown {
  if (typeof x === 'number') return x - 1
  if (isFraction(x)) return x.sub(1)
  return isBigNumber(x) ? x.minus(1) : x
}

/** mathjs's error for an index out of range, which tells its numbers. */
interface IndexError extends Error {
  readonly isIndexError: true
  readonly index: number
  readonly min: number
  readonly max?: number
}

/** mathjs's typings leave it out. */
export type IndexErrorClass = new (index: number, min: number, max?: number) => Error

function isIndexError(error: unknown): error is IndexError {
  return error instanceof Error && 'isIndexError' in error
}

function fromOne({ index, min, max }: IndexError, Class: IndexErrorClass): Error {
  return new Class(index + 1, min + 1, max === undefined ? undefined : max + 1)
}

/** The same error for a reader who counts from one. */
function countedFromOne(error: unknown): unknown {
  if (!(error instanceof ShapeError)) return error
  const { where, expected, given, mend } = error
  return new ShapeError({
    where: `${where} in an expression`,
    expected,
    given: `${given} (both counted from 0)`,
    mend: `${mend}; expressions count from 1`,
  })
}
