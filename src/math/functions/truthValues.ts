/**
 * Functions whose elements are true or false, as in mathjs: 0 and NaN count as false. The result is
 * a matrix of Booleans, which multiplies as 0 and 1.
 */
import type { Extension, Given, Signatures } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { kernels } from '../kernels/index.js'
import { applyBinary, type Mappable, pairs } from './elementwise.js'

const ofOne = (name: 'isFinite' | 'isNaN' | 'not'): Extension => ({
  name,
  signatures: () => ({
    FlatMatrix: (x: FlatMatrix) => x.createFlat(kernels().unary(name, x._flat), x._size, true),
  }),
})

const ofTwo = (name: 'and' | 'or' | 'xor'): Extension => ({
  name,
  uses: ['matrix'],
  signatures: (given) => ({
    ...pairs((x: FlatMatrix | number, y: FlatMatrix | number) =>
      applyBinary(name, x, y, given.create, true),
    ),
    ...(name === 'and' && withAnyScalar(given)),
  }),
})

/** mathjs's own forms of `and` break on a false scalar; here it meets every element. */
function withAnyScalar({ self, use }: Given): Signatures {
  const matrix = use('matrix') as (x: never) => Mappable
  return {
    'DenseMatrix,any': (x: Mappable, y: unknown) => x.map((v) => self(v, y), false, true),
    'any,DenseMatrix': (x: unknown, y: Mappable) => y.map((v) => self(x, v), false, true),
    'Array,any': (x: never, y: unknown) => (self(matrix(x), y) as Mappable).valueOf(),
    'any,Array': (x: unknown, y: never) => (self(x, matrix(y)) as Mappable).valueOf(),
  }
}

export const truthValues: readonly Extension[] = [
  ofOne('isFinite'),
  ofOne('isNaN'),
  ofOne('not'),
  ofTwo('and'),
  ofTwo('or'),
  ofTwo('xor'),
]
