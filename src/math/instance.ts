/**
 * # Our mathjs instance
 *
 * The only door to mathjs. `create` builds an instance from a map of factories, one for each
 * function; we hand it mathjs's map, changed in four places (by the files in mathjs/):
 *
 * 1. **Storage.** DenseMatrix gets a second, flat storage (flatStorage.ts, denseMatrix.ts), and a
 *    stamp of its last change in place (changes.ts).
 * 2. **Types.** typed-function, which chooses an implementation by the types of the arguments,
 *    learns FlatMatrix and Variable. They stand before Complex, so that they are tried before
 *    Matrix.
 * 3. **Functions.** Each extension (functions/) adds signatures to mathjs's, or a new function.
 *    Whatever matches none of ours falls through to mathjs.
 * 4. **Variables.** Each function hands calls with a Variable to the tape (variables.ts); what
 *    would put one into a matrix makes one Variable of it, or refuses (mathjs/writingVariables.ts).
 *
 * Factories run when a function is first asked for, so importing this file is cheap, and changes
 * must be in the map: a function imported later is not seen by those that have already found the
 * old one.
 */
import { all, create, factory } from 'mathjs'
import { addStamp } from './changes.js'
import { addFlatStorage, type MathjsClass, type Settings } from './denseMatrix.js'
import { DomainError } from './errors.js'
import type { Counting } from './extension.js'
import { extensions } from './functions/index.js'
import { addHelp, type HelpPage, helpOn } from './help.js'
import { resolvingVariables } from './mathjs/chains.js'
import { extended } from './mathjs/extended.js'
import { around, type Factories, type Factory, givenOther, key } from './mathjs/factories.js'
import { type MapTransform, mapOfVariables } from './mathjs/mapTransform.js'
import { countingFromOne, type IndexErrorClass, oneBased } from './mathjs/oneBased.js'
import { type Typed, withOurTypes } from './mathjs/typed.js'
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
import { addFlatView } from './plain.js'
import { isPlain } from './plainMode.js'
import type { DiffMath } from './types.js'
import { differentiable, type Functions, type PlainFunction } from './variables.js'

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
  const map = { ...mathjsFactories, ...matrices(), ...types(), ...expressions(), ...callbacks() }
  for (const extension of extensions) {
    const { name, help } = extension
    if (help) addHelp(name, help)
    map[key(name)] = extended(extension, baseOf(name))
  }
  for (const [place, made] of Object.entries(map)) {
    if (!made.meta?.isClass && !NO_FUNCTIONS_OF_VALUES.has(made.fn))
      map[place] = around(made, [], byTape(made.fn))
  }
  for (const { name, counting } of oneBased(extensions)) {
    map[`${key(name)}Transform`] = oneBasedTransform(name, counting)
  }
  return map
}

/** Classes of matrices, with a second storage, and without room for Variables. */
function matrices(): Factories {
  const { createDenseMatrixClass, createSparseMatrixClass } = mathjsFactories
  const withStorages = (mathjsClass: MathjsClass, { config }: { config: Settings }) => {
    const add = isPlain ? addFlatView : addFlatStorage
    const DenseMatrix = add(mathjsClass, config)
    addStamp(DenseMatrix)
    guardElements(DenseMatrix, functionOf)
    return DenseMatrix
  }
  const guarded = (SparseMatrix: MathjsClass) => {
    guardElements(SparseMatrix, functionOf)
    return SparseMatrix
  }
  return {
    createDenseMatrixClass: around(createDenseMatrixClass, ['config'], withStorages),
    createSparseMatrixClass: around(createSparseMatrixClass, [], guarded),
  }
}

/** What chooses implementations by types, and tells of them. */
function types(): Factories {
  const { createTyped, createHelp, createChainClass } = mathjsFactories
  const isOfMathjs = (name: string) => key(name) in mathjsFactories
  const withTypes = (typed: Typed) => withOurTypes(typed, isOfMathjs, functionOf)
  return {
    createTyped: around(createTyped, [], withTypes),
    createHelp: around(createHelp, ['typed', 'Help'], withOurPages),
    createChainClass: givenOther(createChainClass, 'typed', resolvingVariables),
  }
}

/** Parts of expressions that look at values themselves. */
function expressions(): Factories {
  const { createIndexNode, createAccessorNode, createConditionalNode } = mathjsFactories
  const writing = givenOther(
    mathjsFactories.createAssignmentNode,
    'matrix',
    (matrix: PlainFunction) => assignable(matrix, functionOf),
  )
  // Object.keys forgets the names
  const lazy = (Object.keys(LAZY) as LazyName[]).map((name) => {
    const place = `${key(name)}Transform`
    const change = (transform: Lazy) => lazyWithVariables(name, transform, functionOf)
    return [place, around(mathjsFactories[place], [], change)]
  })
  return {
    createIndexNode: around(createIndexNode, [], indexingVariables),
    createAccessorNode: givenOther(createAccessorNode, 'subset', readingRows),
    createConditionalNode: around(createConditionalNode, [], conditionOfVariables),
    createAssignmentNode: around(writing, [], refusingPartsOfParts),
    ...Object.fromEntries(lazy),
  }
}

/** Functions of a callback, which may give Variables. */
function callbacks(): Factories {
  const { createMatrixFromFunction, createMap, createMapTransform } = mathjsFactories
  const ofVariables = (transform: MapTransform) =>
    mapOfVariables(transform, (x, f) => functionOf('map')(x, f))
  return {
    createMatrixFromFunction: around(createMatrixFromFunction, [], (made: PlainFunction) =>
      fromFunction(made, functionOf),
    ),
    createMap: around(createMap, [], (mapped: PlainFunction) => joining(mapped, functionOf)),
    createMapTransform: around(createMapTransform, [], (transform: MapTransform) =>
      joining(ofVariables(transform), functionOf),
    ),
  }
}

/** The typings list the functions, and lead to none from its name. */
export const functionOf: Functions = (name) =>
  (math as unknown as Record<string, PlainFunction>)[name]

/** They make functions and JSON. */
const NO_FUNCTIONS_OF_VALUES: ReadonlySet<string> = new Set(['typed', 'replacer', 'reviver'])

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

/** mathjs's function of that name, or one that makes nothing. */
const baseOf = (name: string): Factory =>
  mathjsFactories[key(name)] ?? makeFactory(name, [], () => undefined)

function oneBasedTransform(name: string, counting: Counting): Factory {
  const make = (scope: Record<string, unknown>) => {
    const apply = countingFromOne(scope[name] as PlainFunction, counting, indexError)
    return (scope.typed as Typed)(name, { '...any': (args: unknown[]) => apply(...args) })
  }
  return makeFactory(name, ['typed', name], make, { isTransformFunction: true })
}

/** mathjs's typings leave it out. */
const indexError = () => (math as unknown as { IndexError: IndexErrorClass }).IndexError

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
