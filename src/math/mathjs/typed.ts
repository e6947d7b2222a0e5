/**
 * typed-function, which chooses an implementation by the types of the arguments, with our types.
 */
import { DomainError } from '../errors.js'
import type { Signatures } from '../extension.js'
import { isFlat } from '../flatStorage.js'
import { type HelpPage, helpOn } from '../help.js'
import { isVariable } from '../types.js'
import type { Functions, PlainFunction } from '../variables.js'

/** The part of typed-function used here. */
export interface Typed {
  (name: string, signatures: Signatures): PlainFunction
  addTypes(types: readonly { name: string; test: (x: unknown) => boolean }[], before: string): void
  /** The signature that fits the arguments, or null. */
  resolve(f: PlainFunction, args: readonly unknown[]): object | null
  createError(name: string, args: ArrayLike<unknown>, signatures: unknown): TypeMismatch
  /** What happens when no signature fits the arguments. */
  onMismatch(name: string, args: ArrayLike<unknown>, signatures: unknown): unknown
}

/** What typed-function tells beside the message. */
export interface TypeMismatch extends Error {
  readonly data: Record<string, unknown>
}

/** @param isOfMathjs whether mathjs has a function of that name, whose errors are its own */
export function withOurTypes(
  typed: Typed,
  isOfMathjs: (name: string) => boolean,
  functions: Functions,
): Typed {
  const types = [
    { name: 'FlatMatrix', test: isFlat },
    { name: 'Variable', test: isVariable },
  ]
  typed.addTypes(types, 'Complex')
  const { createError, onMismatch: ofMathjs } = typed
  typed.createError = (...call) => withoutFlatMatrix(createError(...call))
  typed.onMismatch = (name, args, signatures) => {
    const page = helpOn(name)
    if (page === undefined || isOfMathjs(name)) throw ofMathjs(name, args, signatures)
    throw notUnderstood(
      name,
      page,
      Array.from(args, (x) => functions('typeOf')(x)),
    )
  }
  return typed
}

/** Arguments that a function which mathjs lacks has no meaning for. */
function notUnderstood(name: string, page: HelpPage, types: readonly unknown[]): DomainError {
  return new DomainError({
    where: `math.${name}`,
    expected: page.syntax.join(' or '),
    given: `${name}(${types.join(', ')})`,
    mend: `math.help('${name}') shows examples`,
  })
}

/** In a list of types, of which there are others. */
const LISTED = /FlatMatrix( or | ?\| ?)|( or | ?\| ?)FlatMatrix/g

const withoutType = (text: string): string => text.replace(LISTED, '')

/** In words that mathjs's readers know: our FlatMatrix is a matrix to them. */
function withoutFlatMatrix(error: TypeMismatch): TypeMismatch {
  error.message = withoutType(error.message)
  for (const [part, types] of Object.entries(error.data)) {
    if (Array.isArray(types)) {
      error.data[part] = types.filter((type) => type !== 'FlatMatrix').map(withoutType)
    }
  }
  return error
}
