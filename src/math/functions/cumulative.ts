/** Sums of all elements so far. */
import type { Extension } from '../extension.js'
import { type FlatMatrix, isFlat } from '../flatStorage.js'
import { axisView, checkAxis } from '../shapes.js'

const WHERE = 'math.cumsum'

/** Along axis 0 when none is given, as in mathjs. */
function cumsum(x: FlatMatrix, axis = 0): FlatMatrix {
  checkAxis(x._size, axis, WHERE)
  const { outer, n, inner } = axisView(x._size, axis)
  const sums = x._flat.slice()
  for (let o = 0; o < outer; o++) {
    const start = o * n * inner
    for (let p = start + inner; p < start + n * inner; p++) sums[p] += sums[p - inner]
  }
  return x.createFlat(sums, x._size)
}

export const cumulative: readonly Extension[] = [
  {
    name: 'cumsum',
    help: {
      description: 'The sum of all elements so far, along an axis, the first if none is given.',
      syntax: ['cumsum(x)', 'cumsum(x, axis)'],
      examples: ['cumsum([1, 2, 3])', 'cumsum([1, 2; 3, 4], 2)'],
    },
    oneBasedInExpressions: 1,
    uses: ['matrix', 'size'],
    signatures: ({ mathjs, use }) => {
      const [matrix, sizeOf] = ['matrix', 'size'].map((name) => use(name) as (x: unknown) => object)
      const ofOthers = (types: string) => (x: unknown, axis: number) => {
        checkAxis(sizeOf(x).valueOf() as number[], axis, WHERE)
        return mathjs(types)(x, axis)
      }
      return {
        FlatMatrix: (x: FlatMatrix) => cumsum(x),
        'FlatMatrix,number': cumsum,
        'Matrix,number': ofOthers('Matrix,number'),
        'Array,number': (x: unknown, axis: number) => {
          const flat = matrix(x)
          return isFlat(flat) ? cumsum(flat, axis).valueOf() : ofOthers('Array,number')(x, axis)
        },
      }
    },
  },
]
