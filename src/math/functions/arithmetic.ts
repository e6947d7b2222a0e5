/** Arithmetic, element by element; mathjs applies all of it to matrices itself. */
import type { Extension } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import type { BinaryName, UnaryName } from '../kernels/index.js'
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

export const arithmetic: readonly Extension[] = [
  ofOne('abs'),
  ofOne('sign'),
  ofOne('unaryMinus'),
  ofTwo('add'),
  ofTwo('subtract'),
  ofTwo('dotMultiply'),
  ofTwo('dotDivide'),
  dotPow,
]
