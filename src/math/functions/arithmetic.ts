/** Arithmetic, element by element; mathjs applies all of it to matrices itself. */
import type { Extension } from '../extension.js'
import { count, type FlatMatrix } from '../flatStorage.js'
import type { BinaryName, UnaryName } from '../kernels/index.js'
import { broadcastSize } from '../shapes.js'
import { applyUnary, besideBigint, flatPairs, operand } from './elementwise.js'
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
  signatures: ({ create, mathjs }) => {
    const angle = (signature: string) => (y: FlatMatrix | number, x: FlatMatrix | number) => {
      const size = broadcastSize(operand(y).size, operand(x).size, 'math.atan2')
      if (count(size) === 0) return create(new Float64Array(0), size)
      return mathjs(signature)(y, x)
    }
    return {
      'FlatMatrix,FlatMatrix': angle('DenseMatrix,DenseMatrix'),
      'FlatMatrix,number': angle('DenseMatrix,number'),
      'number,FlatMatrix': angle('number,DenseMatrix'),
    }
  },
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
