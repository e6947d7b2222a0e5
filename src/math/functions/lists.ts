/** Lists of sizes, axes and places, in whatever form they come: arrays, typed arrays, vectors. */
import { DomainError, ShapeError } from '../errors.js'
import type { Implementation } from '../extension.js'
import { type FlatMatrix, isFlat } from '../flatStorage.js'
import type { Size } from '../shapes.js'
import { shown } from '../shown.js'
import { isBigNumber, isFraction, isList, isMatrix, type Matrix } from '../types.js'

/**
 * A list of numbers, BigNumbers or fractions; a matrix must be a vector. Booleans are a mask, not a
 * list of places.
 */
export function numbers(x: unknown, where: string): ArrayLike<number> {
  const list = isMatrix(x) && x.size().length === 1 && !isMask(x) ? elements(x) : x
  if (isList(list) && !isMask(list)) {
    return (Array.isArray(list) ? list.map(asNumber) : list) as ArrayLike<number>
  }
  throw new ShapeError({
    where,
    expected: 'a list of whole numbers: an array, a typed array or a vector',
    given: isMask(list) ? 'Booleans' : shown(list),
    mend: isMask(list)
      ? 'math.subset(x, mask) picks elements by a mask of the size of x'
      : 'as in [0, 2, 5]',
  })
}

/** BigNumbers and fractions become numbers; all else stays as it is. */
export const asNumber = (x: unknown): unknown => (isBigNumber(x) || isFraction(x) ? Number(x) : x)

const elements = (vector: Matrix): unknown => (isFlat(vector) ? vector._flat : vector.toArray())

function isMask(x: unknown): boolean {
  if (isFlat(x)) return x._boolean
  return Array.isArray(x) && x.some((element) => typeof element === 'boolean')
}

/** @throws ShapeError unless the list names places that x has on that axis. */
export function checkPlaces(
  list: ArrayLike<number>,
  size: Size,
  axis: number,
  where: string,
): void {
  for (let i = 0; i < list.length; i++) {
    const place = list[i]
    if (Number.isInteger(place) && place >= 0 && place < size[axis]) continue
    const [one, many] = axis === 0 ? ['row', 'rows'] : ['place', `places along axis ${axis}`]
    throw new ShapeError({
      where,
      expected:
        size[axis] === 0
          ? `an empty list, as there are no ${many}`
          : `${one} numbers from 0 to ${size[axis] - 1}, as there are ${size[axis]} ${many}`,
      given: `${one} ${shown(place)}`,
      mend: `${one}s count from 0`,
    })
  }
}

/** @throws DomainError unless n is 0, 1, 2, …; `what` names it. */
export function checkCount(n: number, what: string, where: string): void {
  if (Number.isInteger(n) && n >= 0) return
  throw new DomainError({
    where,
    expected: `${what}: a whole number, not below 0`,
    given: shown(n),
    mend: 'as in 2',
  })
}

/** Signatures of a function of a flat matrix and a list, which may come as a matrix. */
export function withList(
  name: string,
  apply: (x: FlatMatrix, list: readonly number[]) => FlatMatrix,
): Record<string, Implementation> {
  const implementation = (x: FlatMatrix, list: unknown) =>
    apply(x, Array.from(numbers(list, `math.${name}`)))
  return { 'FlatMatrix,Array': implementation, 'FlatMatrix,Matrix': implementation }
}
