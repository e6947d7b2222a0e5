/**
 * mathjs's errors for arguments of a wrong type, in words that its readers know: our FlatMatrix is
 * a matrix to them.
 */

/** What typed-function tells beside the message. */
export interface TypeMismatch extends Error {
  readonly data: Record<string, unknown>
}

/** In a list of types, of which there are others. */
const LISTED = /FlatMatrix( or | ?\| ?)|( or | ?\| ?)FlatMatrix/g

const withoutType = (text: string): string => text.replace(LISTED, '')

export function withoutFlatMatrix(error: TypeMismatch): TypeMismatch {
  error.message = withoutType(error.message)
  for (const [part, types] of Object.entries(error.data)) {
    if (Array.isArray(types)) {
      error.data[part] = types.filter((type) => type !== 'FlatMatrix').map(withoutType)
    }
  }
  return error
}
