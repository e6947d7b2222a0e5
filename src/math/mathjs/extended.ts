/** A function of mathjs with signatures of ours, or a new function: what an extension declares. */
import type { DenseMatrixClass, Settings } from '../denseMatrix.js'
import { DomainError } from '../errors.js'
import type { Extension, Given, Implementation } from '../extension.js'
import { isFlat } from '../flatStorage.js'
import { leftToMathjs } from '../plain.js'
import { isPlain } from '../plainMode.js'
import { shown } from '../shown.js'
import type { PlainFunction } from '../variables.js'
import { arraySignatures } from './arraySignatures.js'
import { around, type Factory } from './factories.js'
import type { Typed } from './typed.js'

interface TypedFunction extends PlainFunction {
  readonly signatures: Record<string, PlainFunction>
}

function isTypedFunction(x: unknown): x is TypedFunction {
  return typeof x === 'function' && 'signatures' in x
}

/** What the factory of an extension is given, beside the functions that it uses. */
interface Parts {
  readonly typed: Typed
  readonly DenseMatrix: DenseMatrixClass
  readonly config: Settings
  readonly [used: string]: unknown
}

/** @param base mathjs's function of that name, or one that makes nothing */
export function extended({ name, uses = [], signatures }: Extension, base: Factory): Factory {
  const needed = ['typed', 'DenseMatrix', 'config', ...uses]
  return around(base, needed, (product: unknown, scope: Parts) => {
    const { typed, DenseMatrix, config } = scope
    const mathjs = isTypedFunction(product) ? product.signatures : {}
    const given: Given = {
      mathjs: (signature) => mathjs[signature],
      self: (...args) => self(...args),
      use: (used) => scope[used] as Implementation,
      settings: config,
      create: DenseMatrix.createFlat,
    }
    const all = signatures(given)
    const ours = isPlain && isTypedFunction(product) ? leftToMathjs(name, all, product) : all
    const ofArrays = arraySignatures(Object.keys(ours), Object.keys(mathjs), {
      self: given.self,
      matrix: (data, mixed) => {
        const matrix = rectangular(data, DenseMatrix)
        // typed-function would offer any other matrix as an array again, without end
        return isFlat(matrix) || mixed ? matrix : undefined
      },
      refused: (args, array) => {
        const ragged = args.find((x) => Array.isArray(x) && !rectangular(x, DenseMatrix))
        const isLeft = !ragged && isTypedFunction(product) && typed.resolve(product, args)
        if (isLeft) return product(...args)
        throw notNumbers(name, ragged ?? array)
      },
    })
    const self: PlainFunction = typed(name, { ...ofArrays, ...mathjs, ...ours })
    return self
  })
}

/** Undefined where rows differ in length. */
function rectangular(data: unknown, DenseMatrix: DenseMatrixClass): object | undefined {
  try {
    return new DenseMatrix(data)
  } catch {
    return undefined
  }
}

function notNumbers(name: string, data: unknown): DomainError {
  return new DomainError({
    where: `math.${name}`,
    expected: 'a matrix or nested arrays of real numbers, all rows of the same length',
    given: shown(data),
    mend: 'convert the elements first, for example with math.number or math.re',
  })
}
