/**
 * mathjs's errors for arguments of a wrong type, in words that its readers know: our FlatMatrix is
 * a matrix to them.
 */

/** What typed-function tells beside the message. */
export interface TypeMismatch extends Error {
  readonly data: Record<string, unknown>
}

const TYPE = 'FlatMatrix'
/** In a list of types, of which there are others. */
const LISTED = /FlatMatrix( or | ?\| ?)|( or | ?\| ?)FlatMatrix/g

export function withoutFlatMatrix(error: TypeMismatch): TypeMismatch {
  error.message = error.message.replace(LISTED, '').replace(TYPE, 'Matrix')
  for (const [part, types] of Object.entries(error.data)) {
    if (Array.isArray(types)) error.data[part] = types.filter((type) => type !== TYPE)
  }
  return error
}
