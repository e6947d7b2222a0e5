/**
 * How a function is declared to our mathjs instance (instance.ts): its name and its signatures.
 *
 * A name that mathjs has keeps all of mathjs's signatures; these come first where they match.
 */
import type { Settings } from './denseMatrix.js'
import type { FlatMatrix } from './flatStorage.js'
import type { HelpPage } from './help.js'

/**
 * Parameters differ from signature to signature; typed-function has checked them by their types.
 */
export type Implementation = (...args: never[]) => unknown
export type Signatures = Record<string, Implementation>

/** What an extension may use. */
export interface Given {
  /** mathjs's own implementation of this signature, written without spaces. */
  mathjs(signature: string): (...args: unknown[]) => unknown
  /** The finished function itself, all its signatures included. */
  self(...args: unknown[]): unknown
  /** Another function of the instance; its name must be in `uses`. */
  use(name: string): (...args: never[]) => unknown
  readonly settings: Settings
  /** A matrix around a buffer, without a copy. */
  create: FlatMatrix['createFlat']
}

/** An argument by its place, or several. */
export type Counting = number | readonly number[] | 'last'

export interface Extension {
  readonly name: string
  /** Other functions of the instance that the signatures call. */
  readonly uses?: readonly string[]
  readonly signatures: (given: Given) => Signatures
  /**
   * What elements outside the real domain give, for the docs; left out where there are none, or
   * where they are an error.
   */
  readonly outside?: string
  /** For a function that mathjs lacks. */
  readonly help?: HelpPage
  /**
   * Which arguments count axes, rows or columns: one-based in expressions, where all of mathjs is,
   * zero-based in TypeScript. 'last' is the last one, if it is a number.
   */
  readonly oneBasedInExpressions?: Counting
}
