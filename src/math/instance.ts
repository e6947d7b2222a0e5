/**
 * # Our mathjs instance
 *
 * The only door to mathjs. `create` builds an instance from a map of factories, one for each
 * function; we hand it mathjs's map, changed in four places:
 *
 * 1. **Storage.** DenseMatrix gets a second, flat storage (flatStorage.ts, denseMatrix.ts), and a
 *    stamp of its last change in place (changes.ts).
 * 2. **Types.** typed-function, which chooses an implementation by the types of the arguments,
 *    learns FlatMatrix and Variable. They stand before Complex, so that they are tried before
 *    Matrix.
 * 3. **Functions.** Each extension (functions/) adds signatures to mathjs's, or a new function.
 *    Whatever matches none of ours falls through to mathjs.
 * 4. **Variables.** Each function hands calls with a Variable to the tape (variables.ts); what would
 *    put one into a matrix makes one Variable of it, or refuses (writingVariables.ts).
 *
 * Factories run when a function is first asked for, so importing this file is cheap, and changes
 * must be in the map: a function imported later is not seen by those that have already found the
 * old one.
 */
import { all, create, factory } from 'mathjs'
import { addStamp } from './changes.js'
import {
  addFlatStorage,
  type DenseMatrixClass,
  type MathjsClass,
  type Settings,
} from './denseMatrix.js'
import { DomainError } from './errors.js'
import type { Counting, Extension, Given, Implementation, Signatures } from './extension.js'
import { isFlat } from './flatStorage.js'
import { extensions } from './functions/index.js'
import { addHelp, type HelpPage, helpOn } from './help.js'
import { arraySignatures } from './mathjs/arraySignatures.js'
import { resolvingVariables } from './mathjs/chains.js'
import { around, type Factories, type Factory, givenOther, key } from './mathjs/factories.js'
import { type MapTransform, mapOfVariables } from './mathjs/mapTransform.js'
import {
  countedFromOne,
  type IndexError,
  isIndexError,
  oneBased,
  zeroBased,
} from './mathjs/oneBased.js'
import { type TypeMismatch, withoutFlatMatrix } from './mathjs/typed.js'
import { assignable, refusingPartsOfParts } from './mathjs/variablesInAssignments.js'
import {
  conditionOfVariables,
  indexingVariables,
  LAZY,
  type Lazy,
  type LazyName,
  lazyWithVariables,
  readingRows,
} from './mathjs/variablesInExpressions.js'
import { fromFunction, guardElements, joining } from './mathjs/writingVariables.js'
import { addFlatView, leftToMathjs } from './plain.js'
import { isPlain } from './plainMode.js'
import { type DiffMath, isVariable } from './types.js'
import { differentiable, type PlainFunction } from './variables.js'

/** The part of typed-function used here. */
interface Typed {
  (name: string, signatures: Signatures): PlainFunction
  addTypes(types: readonly { name: string; test: (x: unknown) => boolean }[], before: string): void
  /** The signature that fits the arguments, or null. */
  resolve(f: PlainFunction, args: readonly unknown[]): object | null
  createError(name: string, args: ArrayLike<unknown>, signatures: unknown): TypeMismatch
  /** What happens when no signature fits the arguments. */
  onMismatch(name: string, args: ArrayLike<unknown>, signatures: unknown): unknown
}

/** mathjs's own type of factories does not tell their parts. */
const mathjsFactories = all as unknown as Factories
const makeFactory = factory as unknown as (
  name: string,
  dependencies: readonly string[],
  make: (scope: Record<string, unknown>) => unknown,
  meta?: Factory['meta'],
) => Factory

/** The names of all that plain mathjs makes. */
export const namesInMathjs = (): ReadonlySet<string> =>
  new Set(Object.values(mathjsFactories).map(({ fn }) => fn))

function factories(): Factories {
  const map = { ...mathjsFactories }
  map.createDenseMatrixClass = around(
    map.createDenseMatrixClass,
    ['config'],
    (mathjsClass: MathjsClass, { config }: { config: Settings }) => {
      const add = isPlain ? addFlatView : addFlatStorage
      const DenseMatrix = add(mathjsClass, config)
      addStamp(DenseMatrix)
      guardElements(DenseMatrix, functionOf)
      return DenseMatrix
    },
  )
  map.createSparseMatrixClass = around(
    map.createSparseMatrixClass,
    [],
    (SparseMatrix: MathjsClass) => {
      guardElements(SparseMatrix, functionOf)
      return SparseMatrix
    },
  )
  map.createTyped = around(map.createTyped, [], withOurTypes)
  map.createHelp = around(map.createHelp, ['typed', 'Help'], withOurPages)
  map.createIndexNode = around(map.createIndexNode, [], indexingVariables)
  map.createAccessorNode = givenOther(map.createAccessorNode, 'subset', readingRows)
  map.createConditionalNode = around(map.createConditionalNode, [], conditionOfVariables)
  map.createAssignmentNode = around(
    givenOther(map.createAssignmentNode, 'matrix', (matrix: PlainFunction) =>
      assignable(matrix, functionOf),
    ),
    [],
    refusingPartsOfParts,
  )
  map.createChainClass = givenOther(map.createChainClass, 'typed', resolvingVariables)
  // Object.keys forgets the names
  for (const name of Object.keys(LAZY) as LazyName[]) {
    const place = `${key(name)}Transform`
    map[place] = around(map[place], [], (transform: Lazy) =>
      lazyWithVariables(name, transform, functionOf),
    )
  }
  map.createMatrixFromFunction = around(map.createMatrixFromFunction, [], (made: PlainFunction) =>
    fromFunction(made, functionOf),
  )
  map.createMap = around(map.createMap, [], (mapped: PlainFunction) => joining(mapped, functionOf))
  map.createMapTransform = around(map.createMapTransform, [], (transform: MapTransform) =>
    joining(
      mapOfVariables(transform, (x, f) => functionOf('map')(x, f)),
      functionOf,
    ),
  )
  for (const extension of extensions) map[key(extension.name)] = extended(extension)
  for (const [name, made] of Object.entries(map)) {
    if (!made.meta?.isClass && !NO_FUNCTIONS_OF_VALUES.has(made.fn))
      map[name] = around(made, [], byTape(made.fn))
  }
  for (const { name, counting } of oneBased(extensions)) {
    map[`${key(name)}Transform`] = oneBasedTransform(name, counting)
  }
  return map
}

const functionOf = (name: string) => (math as unknown as Record<string, PlainFunction>)[name]

/** They make functions and JSON. */
const NO_FUNCTIONS_OF_VALUES: ReadonlySet<string> = new Set(['typed', 'replacer', 'reviver'])

function withOurTypes(typed: Typed): Typed {
  const types = [
    { name: 'FlatMatrix', test: isFlat },
    { name: 'Variable', test: isVariable },
  ]
  typed.addTypes(types, 'Complex')
  const { createError, onMismatch: ofMathjs } = typed
  typed.createError = (...call) => withoutFlatMatrix(createError(...call))
  typed.onMismatch = (name, args, signatures) => {
    const page = helpOn(name)
    const ours = page !== undefined && !(key(name) in mathjsFactories)
    throw ours ? notUnderstood(name, page, args) : ofMathjs(name, args, signatures)
  }
  return typed
}

/** Arguments that a function which mathjs lacks has no meaning for. */
function notUnderstood(name: string, page: HelpPage, args: ArrayLike<unknown>): DomainError {
  const types = Array.from(args, (arg) => math.typeOf(arg))
  return new DomainError({
    where: `math.${name}`,
    expected: page.syntax.join(' or '),
    given: `${name}(${types.join(', ')})`,
    mend: `math.help('${name}') shows examples`,
  })
}

const byTape = (name: string) => (product: unknown) =>
  typeof product === 'function' ? differentiable(name, product as PlainFunction) : product

interface PartsOfHelp {
  readonly typed: Typed
  readonly Help: new (page: object) => object
}

function withOurPages(ofMathjs: PlainFunction, { typed, Help }: PartsOfHelp): PlainFunction {
  return typed('help', {
    any: (search: unknown) => {
      const page = helpOn(search)
      return page ? new Help(page) : ofMathjs(search)
    },
  })
}

interface TypedFunction extends PlainFunction {
  readonly signatures: Record<string, PlainFunction>
}

function isTypedFunction(x: unknown): x is TypedFunction {
  return typeof x === 'function' && 'signatures' in x
}

/** What the factory of an extension is given, beside the functions that it uses. */
interface PartsOfExtension {
  readonly typed: Typed
  readonly DenseMatrix: DenseMatrixClass
  readonly config: Settings
  readonly [used: string]: unknown
}

/** mathjs's function of that name with our signatures added, or a new function. */
function extended({ name, uses = [], signatures, help }: Extension): Factory {
  if (help) addHelp(name, help)
  const base = mathjsFactories[key(name)] ?? makeFactory(name, [], () => undefined)
  const needed = ['typed', 'DenseMatrix', 'config', ...uses]
  return around(base, needed, (product: unknown, scope: PartsOfExtension) => {
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
    given: math.format(data),
    mend: 'convert the elements first, for example with math.number or math.re',
  })
}

/**
 * What expressions call: mathjs counts from one there. mathjs's own transforms hold private copies
 * of the functions, which would know neither our signatures nor the tape; ours call the function.
 */
function oneBasedTransform(name: string, counting: Counting): Factory {
  return makeFactory(
    name,
    ['typed', name],
    (scope) => {
      const apply = scope[name] as PlainFunction
      return (scope.typed as Typed)(name, {
        '...any': (args: unknown[]) => {
          try {
            return apply(...zeroBased(args, counting))
          } catch (error) {
            throw isIndexError(error) ? indexFromOne(error) : countedFromOne(error)
          }
        },
      })
    },
    { isTransformFunction: true },
  )
}

/** mathjs's typings leave out this class. */
function indexFromOne({ index, min, max }: IndexError): Error {
  const { IndexError } = math as unknown as { IndexError: new (...parts: unknown[]) => Error }
  return new IndexError(index + 1, min + 1, max === undefined ? undefined : max + 1)
}

/** The one instance that everything in this package computes with. */
export const math = create(factories() as never) as DiffMath

const added = new Set<string>()

/**
 * Adds a function, for TypeScript and for expressions. Adding it again replaces it: a notebook's
 * cell may run twice.
 *
 * @throws DomainError when mathjs or this floor has a function of that name.
 */
export function addFunction(name: string, implementation: PlainFunction, help: HelpPage): void {
  if (name in math && !added.has(name)) {
    throw new DomainError({
      where: 'op',
      expected: 'a new name, as there is a forward',
      given: `${name}, which math has`,
      mend: 'leave out forward to give the function a rule, or choose another name',
    })
  }
  added.add(name)
  addHelp(name, help)
  const made = makeFactory(name, ['typed'], ({ typed }) => {
    const signatures = { '...any': (args: unknown[]) => implementation(...args) }
    return differentiable(name, (typed as Typed)(name, signatures))
  })
  math.import(made as never, { override: true })
}
