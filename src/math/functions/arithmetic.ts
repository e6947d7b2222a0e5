/** Arithmetic, element by element; mathjs applies all of it to matrices itself. */
import type { Extension } from '../extension.js'
import { count, type FlatMatrix } from '../flatStorage.js'
import type { BinaryName, UnaryName } from '../kernels/index.js'
import { broadcastSize } from '../shapes.js'
import { applyUnary, besideBigint, flatPairs } from './elementwise.js'
import { dotPow } from './powers.js'

const ofOne = (name: UnaryName): Extension => ({
  name,
  signatures: () => ({ FlatMatrix: (x: FlatMatrix) => applyUnary(name, x) }),
})

const ofTwo = (name: BinaryName): Extension => ({
  name,
  signatures: (given) => ({ ...flatPairs(name, given), ...besideBigint(given) }),
})

/** mathjs's own of what has elements; an empty batch it takes for one without axes. */
const atan2: Extension = {
  name: 'atan2',
  signatures: ({ create, mathjs }) => ({
    'FlatMatrix,FlatMatrix': (y: FlatMatrix, x: FlatMatrix) => {
      const size = broadcastSize(y._size, x._size, 'math.atan2')
      if (count(size) === 0) return create(new Float64Array(0), size)
      return mathjs('DenseMatrix,DenseMatrix')(y, x)
    },
  }),
}

export const arithmetic: readonly Extension[] = [
  ofOne('abs'),
  ofOne('sign'),
  ofOne('unaryMinus'),
  ofTwo('add'),
  ofTwo('subtract'),
  ofTwo('dotMultiply'),
  ofTwo('dotDivide'),
  atan2,
  dotPow,
]
