/**
 * Elements picked by a mask, a Boolean matrix of the size of x. (By index mathjs reads and writes
 * itself, through the methods of the matrix: flatIndex.ts.)
 */
import { ShapeError } from '../errors.js'
import type { Extension } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { sameSize, written } from '../shapes.js'

function placesOf(x: FlatMatrix, mask: FlatMatrix): number[] {
  if (!mask._boolean || !sameSize(x._size, mask._size)) {
    throw new ShapeError({
      where: 'math.subset',
      expected: `an index, or a mask: Booleans of the size of x, which is ${written(x._size)}`,
      given: `${mask._boolean ? 'Booleans' : 'numbers'} of size ${written(mask._size)}`,
      mend: 'as in math.subset(x, math.larger(x, 0)); math.take takes rows by their numbers',
    })
  }
  const places: number[] = []
  for (let i = 0; i < mask._flat.length; i++) if (mask._flat[i] !== 0) places.push(i)
  return places
}

/** The elements where the mask is true, in row-major order. */
function masked(x: FlatMatrix, mask: FlatMatrix): FlatMatrix {
  const places = placesOf(x, mask)
  const picked = Float64Array.from(places, (place) => x._flat[place])
  return x.createFlat(picked, [picked.length], x._boolean)
}

/** x with other elements where the mask is true: one for all, or one for each in order. */
function withMasked(
  x: FlatMatrix,
  mask: FlatMatrix,
  values: FlatMatrix | number | boolean,
): FlatMatrix {
  const places = placesOf(x, mask)
  const changed = x._flat.slice()
  const ofMatrix = typeof values === 'object'
  if (!ofMatrix) {
    for (const place of places) changed[place] = Number(values)
  } else {
    checkFits(values, places.length)
    places.forEach((place, k) => {
      changed[place] = values._flat[k]
    })
  }
  const areBooleans = ofMatrix ? values._boolean : typeof values === 'boolean'
  return x.createFlat(changed, x._size.slice(), x._boolean && areBooleans)
}

function checkFits({ _size }: FlatMatrix, places: number): void {
  if (_size.length === 1 && _size[0] === places) return
  throw new ShapeError({
    where: 'math.subset',
    expected: `a number, or ${places} in a vector: one for each place where the mask is true`,
    given: `values of shape ${written(_size)}`,
    mend: 'math.subset(values, mask) picks them from a matrix of the size of x',
  })
}

const subset: Extension = {
  name: 'subset',
  oneBasedInExpressions: [],
  signatures: () => ({
    'FlatMatrix,FlatMatrix': masked,
    'FlatMatrix,FlatMatrix,number': withMasked,
    'FlatMatrix,FlatMatrix,boolean': withMasked,
    'FlatMatrix,FlatMatrix,FlatMatrix': withMasked,
  }),
}

export const indexing: readonly Extension[] = [subset]
