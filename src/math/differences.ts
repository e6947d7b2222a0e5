/**
 * Where our instance answers differently from plain mathjs, all of it by intent. The docs show
 * this table; a test (test/math/compatibility) compares every function of mathjs and holds it to be
 * complete.
 */
import { scalarsInMathjs } from './functions/realFunctions.js'

export interface Difference {
  readonly functions: readonly string[]
  readonly mathjs: string
  readonly here: string
  readonly reason: string
  /** All that differs are answers to what mathjs refuses. */
  readonly mathjsRefuses?: boolean
  /** All that differs are answers with a NaN. */
  readonly ofNaN?: boolean
  /** All that differs are answers with an empty matrix. */
  readonly ofEmpty?: boolean
  /** All that differs are last digits, which the comparison of every function does not look at. */
  readonly lastDigits?: boolean
}

export const differences: readonly Difference[] = [
  {
    functions: scalarsInMathjs,
    mathjs: 'take scalars; for a matrix, map must be used',
    here:
      'take matrices and arrays too, element by element; NaN outside the real domain. Those with ' +
      'kernels have the same bits on every engine, lgamma has all its digits: the last may differ',
    reason: 'networks compute with matrices everywhere',
    mathjsRefuses: true,
  },
  {
    functions: ['and'],
    mathjs: 'of a matrix and a false scalar gives zeros, of a false scalar and a matrix an error',
    here: 'gives a matrix of Booleans in each case',
    reason: 'a mask stays a mask',
  },
  {
    functions: ['max', 'mean', 'min', 'std', 'sum', 'variance'],
    mathjs:
      'a vector has no axis to reduce along; an axis of 0.5 passes for 1; errors count places',
    here: 'a vector reduces along axis 0 to a number; other axes are a ShapeError',
    reason: 'no quietly wrong axis, and one rule for any number of axes',
  },
  {
    functions: ['max', 'min'],
    mathjs: 'of a matrix pass over some NaN, and take numbers within 1e-12 for equal',
    here: 'NaN where there is one, else the very largest or smallest',
    reason: 'no NaN is lost',
  },
  {
    functions: ['log1p'],
    mathjs: 'takes two numbers only',
    here: 'takes a matrix or a base that is one too, as log does',
    reason: 'one rule for both',
    mathjsRefuses: true,
  },
  {
    functions: ['log10', 'log1p', 'log2'],
    mathjs: 'of a matrix with a NaN give complex numbers',
    here: 'give NaN in its place',
    reason: 'real matrices stay real',
    ofNaN: true,
  },
  {
    functions: ['dotPow'],
    mathjs: 'of NaN gives a complex NaN',
    here: 'gives NaN',
    reason: 'real matrices stay real',
    ofNaN: true,
  },
  {
    functions: ['pow', 'dotPow', 'fft', 'ifft'],
    mathjs: 'of a complex number and a whole exponent multiply the angle: (1 + 2i)^2 is rounded',
    here:
      'multiply the number by itself, up to the 64th power: (1 + 2i)^2 is -3 + 4i; fft and ifft ' +
      'of a length that is no power of 2 are made of such powers',
    reason:
      'exact where whole numbers allow it; numerical derivatives by a complex step need the last ' +
      'digits',
    lastDigits: true,
  },
  {
    functions: ['divide', 'multiply'],
    mathjs: 'takes one or two axes; an error beyond',
    here: 'more axes are a stack of matrices, multiplied one by one',
    reason: 'batches of products, as in NumPy',
    mathjsRefuses: true,
  },
  {
    functions: ['count', 'prod', 'std', 'variance'],
    mathjs: 'count and prod take no axis; the others take all elements of several arrays',
    here: 'reduce along one axis, several, or all, as sum does; a second array lists axes',
    reason: 'one rule for every reduction',
  },
  {
    functions: ['cumsum'],
    mathjs: 'an axis of 0.5 passes for 1; the result of three axes or more has them exchanged',
    here: 'other axes are a ShapeError; the result has the shape of x',
    reason: 'no quietly wrong axis',
  },
  {
    functions: ['norm'],
    mathjs: 'gives undefined for more than two axes, and a complex NaN for a vector with a NaN',
    here: 'a ShapeError, unless the axes are named; NaN',
    reason: 'no quiet undefined, and real matrices stay real',
  },
  {
    functions: ['sort', 'squeeze', 'subset'],
    mathjs: 'sort takes a vector, squeeze no axis, subset an index; an error otherwise',
    here: 'sort and squeeze take an axis too, and subset a mask of Booleans',
    reason: 'batches are sorted row by row, and the notes write through masks',
    mathjsRefuses: true,
  },
  {
    functions: [
      'add',
      'atan2',
      'dotDivide',
      'dotMultiply',
      'dotPow',
      'or',
      'subtract',
      'xor',
      'equal',
      'larger',
      'largerEq',
      'smaller',
      'smallerEq',
      'unequal',
      'concat',
      'ctranspose',
      'squeeze',
      'transpose',
      'diag',
      'dot',
      'isFinite',
      'kron',
      'pinv',
    ],
    mathjs: 'of an empty matrix forget an axis or are an error',
    here:
      'take it as any other: 0×3 and a vector of 3 add to 0×3, 3×0 transposed is 0×3, dot of two ' +
      'empty vectors is 0',
    reason: 'an empty batch is a batch',
    ofEmpty: true,
  },
  {
    functions: ['ones', 'zeros'],
    mathjs: 'give an array when the size is an array, an empty one for []',
    here: 'always give a Matrix; [] is a ShapeError',
    reason: 'math.zeros([2, 3]) is how the notes create parameters',
  },
]
