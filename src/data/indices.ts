import { DomainError } from '../math/errors.js'
import { shown } from '../math/shown.js'

/** @throws DomainError for an index that is no example, or no index at all. */
export function checkIndices(indices: ArrayLike<number>, length: number): void {
  if (typeof indices?.length !== 'number') throw noExample(shown(indices), length)
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]
    if (!Number.isInteger(index) || index < 0 || index >= length) {
      throw noExample(`the index ${shown(index)}`, length)
    }
  }
  if (indices.length === 0) throw noExample('no index', length)
}

function noExample(given: string, length: number): DomainError {
  return new DomainError({
    where: 'Dataset',
    expected: `a list of one or more whole numbers from 0 to ${length - 1}`,
    given,
    mend: 'choose the examples by their place in the data set, counted from 0',
  })
}
