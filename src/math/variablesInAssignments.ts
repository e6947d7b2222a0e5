/** `v[1] = x` in an expression, where v is an array or x a Variable, or both. */
import { DomainError } from './errors.js'
import type { Matrix } from './types.js'
import { type Functions, holdsVariable, type PlainFunction } from './variables.js'

/**
 * What `v[1] = x` in an expression makes of an array v before it writes: mathjs puts the elements
 * of the result back into v.
 */
export function assignable(matrix: PlainFunction, functions: Functions): PlainFunction {
  return (array) => ({
    subset(index: unknown, value: unknown): unknown {
      const x = matrix(array) as Matrix
      if (!holdsVariable(x) && !holdsVariable(value)) return x.subset(index as never, value)
      const y = functions('subset')(x, index, value)
      return { valueOf: () => rowsOf(y as Matrix, functions) }
    },
  })
}

/** The parts of x along its first axis. */
function rowsOf(x: Matrix, functions: Functions): unknown[] {
  const row = (i: number) => functions('sum')(functions('take')(x, [i]), 0)
  return Array.from({ length: x.size()[0] }, (_, i) => row(i))
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
export function refusingPartsOfParts<C extends { readonly prototype: Assignment }>(node: C): C {
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
