/** `v[1] = x` in an expression, where v is an array or x a Variable, or both. */
import { DomainError } from '../errors.js'
import { sameSize } from '../shapes.js'
import type { Matrix } from '../types.js'
import { type Functions, holdsVariable, type PlainFunction } from '../variables.js'
import type { NodeClass } from './variablesInExpressions.js'
import { elementsOf } from './writingVariables.js'

/**
 * What `v[1] = x` in an expression makes of an array v before it writes: mathjs puts the elements
 * of the result back into v. Of rows left out the array keeps its own.
 */
export function assignable(matrix: PlainFunction, functions: Functions): PlainFunction {
  return (array) => ({
    subset(index: Index, given: unknown): unknown {
      const value = elementsOf(given)
      const elements = array as unknown[] // mathjs asks for no other
      if (holdsVariable(array) || holdsVariable(value)) {
        return { valueOf: () => writtenRows(elements, index, value, functions) }
      }
      return (matrix(array) as Matrix).subset(index as never, given)
    },
  })
}

/** The part of mathjs's index used here. */
interface Index {
  toArray(): [first: number | readonly number[], ...rest: unknown[]]
}

/**
 * The named rows as they are then, each at its place; all rows where the array grows. So writing
 * every element of a vector, one by one, takes steps for each once.
 */
function writtenRows(
  array: readonly unknown[],
  index: Index,
  value: unknown,
  functions: Functions,
  rows = namedRows(index, array.length),
): unknown[] {
  const [first, ...rest] = index.toArray()
  const place = new Map(rows.map((row, k) => [row, k]))
  const among = (row: number) => place.get(row) ?? row
  const within = functions('index')(
    typeof first === 'object' ? first.map(among) : among(first),
    ...rest,
  )
  const x = functions('matrix')(rows.map((row) => array[row])) as Matrix
  const isPart = rows.length < array.length
  const intoAll = () => writtenRows(array, index, value, functions, [...array.keys()])
  if (isPart && x.size().length !== rest.length + 1) return intoAll() // the error names its shape
  const y = functions('subset')(x, within, value) as Matrix
  if (isPart && !sameSize(x.size().slice(1), y.size().slice(1))) return intoAll()
  const written: unknown[] = []
  for (let k = 0; k < y.size()[0]; k++) {
    written[rows[k] ?? k] = functions('sum')(functions('take')(y, [k]), 0)
  }
  return written
}

/** All rows for an index that names none, or one that the array does not have. */
function namedRows(index: Index, length: number): number[] {
  const named = [...new Set([index.toArray()[0]].flat())]
  const isRow = (row: number) => Number.isInteger(row) && row >= 0 && row < length
  return named.length > 0 && named.every(isRow) ? named : Array.from({ length }, (_, row) => row)
}

/** A part of an expression. */
interface Part {
  _compile(...parts: unknown[]): PlainFunction
}

interface Assignment extends Part {
  readonly object: Part & { readonly object?: Part; readonly index?: IndexPart }
  readonly index: IndexPart | null
  readonly value: Part
}

interface IndexPart {
  isObjectProperty(): boolean
}

/**
 * The class of assignments. `A[1, :][2] = x` writes into a part of A, and then that part into A, in
 * place: no name gets the Variable that it would be.
 */
export function refusingPartsOfParts(node: NodeClass<Assignment>): NodeClass<Assignment> {
  const compile = node.prototype._compile
  node.prototype._compile = function (this: Assignment, ...parts) {
    const { object, index, value } = this
    const isOfPart = object.object && index && !index.isObjectProperty()
    if (!isOfPart || object.index?.isObjectProperty()) return compile.apply(this, parts)
    const whole = Object.assign(Object.create(object), { object: plain(object.object as Part) })
    const refusing = Object.assign(Object.create(this), { object: whole, value: plain(value) })
    return compile.apply(refusing, parts)
  }
  return node
}

/** The same, refusing to be a Variable. */
function plain(part: Part): Part {
  return {
    _compile(...parts) {
      const evaluate = part._compile(...parts)
      return (...args) => {
        const x = evaluate(...args)
        if (holdsVariable(x)) throw partOfPart()
        return x
      }
    },
  }
}

function partOfPart(): DomainError {
  return new DomainError({
    where: 'A[i][j] = x',
    expected: 'plain values: what is written into a part of a part would lose its gradient',
    given: 'a Variable',
    mend: 'one index does it: A[i, j] = x',
  })
}
