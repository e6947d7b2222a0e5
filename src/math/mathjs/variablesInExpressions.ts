/**
 * Variables where an expression looks at a value itself: to decide what to compute next, in
 * `x and y`, `x or y`, `x ? y : z`, to know the size of what it indexes, or to read a row of it.
 */
import { valueIn } from '../types.js'
import { type Functions, holdsVariable, type PlainFunction } from '../variables.js'

/** A node of an expression, of which only the value is asked. */
interface Operand {
  compile(): { evaluate(scope: unknown): unknown }
}

export type Lazy = (nodes: readonly Operand[], math: unknown, scope: unknown) => unknown

/** Functions that are given their arguments unevaluated, and how many of them are values. */
export const LAZY = { and: 2, or: 2, bitAnd: 2, bitOr: 2, nullish: 2, filter: 1, forEach: 1 }

export type LazyName = keyof typeof LAZY

/**
 * The same, where a value x may hold a Variable. It becomes what the function makes of it: the
 * truth of x for `and`, which is that of x and x, or a refusal; `x ?? y` is x.
 */
export function lazyWithVariables(name: LazyName, mathjs: Lazy, functions: Functions): Lazy {
  const withVariable = (x: unknown): unknown => {
    if (name !== 'nullish') return functions(name)(x, x)
    return Array.isArray(x) ? functions('matrix')(x) : x
  }
  const operand = (node: Operand): Operand => ({
    compile: () => ({
      evaluate: (scope) => {
        const x = node.compile().evaluate(scope)
        return holdsVariable(x) ? withVariable(x) : x
      },
    }),
  })
  const transform: Lazy = (nodes, math, scope) => {
    const known = nodes.map((node, i) => (i < LAZY[name] ? operand(node) : node))
    return mathjs(known, math, scope)
  }
  return Object.assign(transform, { rawArgs: true })
}

/** A part of an expression. */
interface Part {
  _compile(...parts: unknown[]): PlainFunction
}

interface Conditional extends Part {
  readonly condition: Part
  readonly trueExpr: Part
  readonly falseExpr: Part
}

export interface NodeClass<Node> {
  readonly prototype: Node
}

/** The class of `x ? y : z` in expressions: a Variable is as true as its value. */
export function conditionOfVariables(node: NodeClass<Conditional>): NodeClass<Conditional> {
  const compile = node.prototype._compile
  node.prototype._compile = function (this: Conditional, ...parts) {
    const { condition, trueExpr, falseExpr } = this
    const ofValue: Part = {
      _compile: (...given) => {
        const evaluate = condition._compile(...given)
        return (...args) => valueIn(evaluate(...args))
      },
    }
    // mathjs reads these three alone
    return compile.apply({ condition: ofValue, trueExpr, falseExpr } as Conditional, parts)
  }
  return node
}

/** An index that an expression made, which only the expression uses. */
interface IndexOfExpression {
  isOfExpression?: boolean
}

export const isOfExpression = (index: unknown): boolean =>
  (index as IndexOfExpression | undefined)?.isOfExpression === true

/** The class of `[1, :]` in expressions; `end` asks what is indexed for its size. */
export function indexingVariables(node: NodeClass<Part>): NodeClass<Part> {
  const compile = node.prototype._compile
  node.prototype._compile = function (this: Part, ...parts) {
    const evaluate = compile.apply(this, parts)
    return (scope, args, x) => {
      const index = evaluate(scope, args, valueIn(x)) as IndexOfExpression
      index.isOfExpression = true
      return index
    }
  }
  return node
}

/** The part of mathjs's index used here. */
interface Index {
  readonly _dimensions: unknown[]
  clone(): Index
}

/**
 * What reads `A[1, :]` in expressions. Of an array that holds a Variable only the named row is
 * looked at, where it is one: a loop over the rows then makes each row's steps once, not each time.
 */
export function readingRows(subset: PlainFunction): PlainFunction {
  return (x, index) => {
    if (!Array.isArray(x) || !holdsVariable(x)) return subset(x, index)
    const within = (index as Index).clone()
    const row = within._dimensions[0]
    if (typeof row !== 'number' || !(row in x)) return subset(x, index) // which names what is wrong
    within._dimensions[0] = 0
    return subset([x[row]], within)
  }
}
