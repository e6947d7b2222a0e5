/**
 * # Plain mode
 *
 * The library is mathjs; the rest is speed. To hold us to that, NOTEGRAD_PLAIN=1 leaves the speed
 * out: matrices keep mathjs's own storage, mathjs computes whatever it can, and the plain loops
 * the rest. The tests of autodiff pass in this mode, too (test/autodiff/plain.test.ts).
 *
 * Our functions take a FlatMatrix. Here any matrix of numbers has the look of one: `_flat` is a
 * copy of its elements, made each time it is read.
 */

import type { DenseMatrixClass, MathjsClass } from './denseMatrix.js'
import { differences } from './differences.js'
import type { Signatures } from './extension.js'
import { count, type FlatMatrix, flattened, nested } from './flatStorage.js'
import { isMatrix } from './types.js'

/** mathjs's DenseMatrix as it is inside. */
interface DenseMatrix {
  _data: unknown
  _size: readonly number[]
  _datatype: string | undefined
}

/** Gives mathjs's class the look of flat storage. */
export function addFlatView(mathjsClass: MathjsClass): DenseMatrixClass {
  const { prototype } = mathjsClass
  const createFlat: FlatMatrix['createFlat'] = (buffer, size, boolean = false) =>
    Object.assign(Object.create(prototype), {
      _data: nested(buffer, size, boolean),
      _size: size.slice(),
      _datatype: undefined,
    })
  Object.defineProperties(prototype, {
    _flat: {
      get(this: DenseMatrix) {
        return elementsOf(this)?.buffer ?? null
      },
    },
    _boolean: {
      get(this: DenseMatrix) {
        return elementsOf(this)?.boolean ?? false
      },
    },
    createFlat: { value: createFlat },
  })
  return Object.assign(mathjsClass, { createFlat }) as DenseMatrixClass
}

function elementsOf({ _data, _size, _datatype }: DenseMatrix) {
  if (_datatype !== undefined) return undefined
  const isEmpty = _size.length > 0 && count(_size) === 0
  return isEmpty ? { buffer: new Float64Array(0), boolean: false } : flattened(_data, _size)
}

const different = new Set(
  differences.flatMap(({ functions, ofEmpty }) => (ofEmpty ? [] : functions)),
)

/**
 * Our signatures without the work of mathjs: where it computes the same, by intent and by test
 * (differences.ts), it does. Only empty matrices it does not broadcast.
 */
export function leftToMathjs(name: string, ours: Signatures, mathjs: MathjsFunction): Signatures {
  if (different.has(name)) return ours
  const known = Object.keys(mathjs.signatures).map((signature) => signature.split(','))
  const entries = Object.entries(ours).map(([signature, compute]) => {
    const types = signature.split(',')
    const covers = (theirs: readonly string[]) =>
      theirs.length === types.length && types.every((type, i) => isCovered(type, theirs[i]))
    if (!types.includes('FlatMatrix') || !known.some(covers)) return [signature, compute]
    const left = (...args: never[]) => (args.some(isEmpty) ? compute(...args) : mathjs(...args))
    return [signature, left]
  })
  return Object.fromEntries(entries)
}

interface MathjsFunction {
  (...args: unknown[]): unknown
  readonly signatures: Readonly<Record<string, unknown>>
}

function isCovered(type: string, theirs: string): boolean {
  const same = type === 'FlatMatrix' ? ['DenseMatrix', 'Matrix'] : [type]
  return theirs === 'any' || same.includes(theirs)
}

function isEmpty(x: unknown): boolean {
  return isMatrix(x) && count(x.size()) === 0
}
