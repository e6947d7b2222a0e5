/**
 * Mutants of the gradient rules: the same source with a sign turned, a factor dropped, arguments
 * swapped, or a number changed. A rule's calls `math.f(…)` and the numbers in them are handed to a
 * switch, so that one copy of a file is all of its mutants, one at a time.
 */
import ts from 'typescript'
import { operations } from '../../src/autodiff/op.js'
import { math } from '../../src/math/instance.js'
import { shape } from '../../src/math/storage.js'
import type { Value } from '../../src/math/types.js'

/** A place in the source of a rule. */
export interface Site {
  readonly id: number
  /** 'functions.ts:42 math.dotMultiply(2, x)'. */
  readonly where: string
  readonly changes: readonly Change[]
}

export interface Change {
  readonly what: string
  /** What is computed instead, from the arguments or the number. */
  readonly apply: (...args: never[]) => unknown
}

export interface Mutant {
  readonly site: Site
  readonly change: Change
}

/** What the changed copies call. */
export interface Switch {
  call(id: number, name: string, args: unknown[]): unknown
  number(id: number, value: number): number
}

/** Parts of a declaration that are no rule. */
const NO_RULE = new Set(['name', 'formula', 'symbol', 'source', 'samples', 'domain', 'analytic'])

type Two = (a: Value, b: Value) => Value

const first: Change = { what: 'second argument dropped', apply: (a: Value) => a }
const second: Change = { what: 'first argument dropped', apply: ((_a, b) => b) as Two }
const swapped = (name: string): Change => ({
  what: 'arguments swapped',
  apply: (a: Value, b: Value, ...rest: unknown[]) => functions[name](b, a, ...rest),
})
const instead = (what: string, apply: Two): Change => ({ what, apply })

const functions = math as unknown as Record<string, (...args: unknown[]) => unknown>

const byName: Readonly<Record<string, readonly Change[]>> = {
  add: [instead('− for +', (a, b) => math.subtract(a, b)), first, second],
  subtract: [instead('+ for −', (a, b) => math.add(a, b)), swapped('subtract'), first],
  dotMultiply: [first, second],
  multiply: [swapped('multiply'), first],
  dotDivide: [first, instead('× for /', (a, b) => math.dotMultiply(a, b))],
  dotPow: [first],
  pow: [first],
  kron: [swapped('kron')],
  cross: [swapped('cross')],
  lusolve: [second],
  lsolve: [second],
  usolve: [second],
  unaryMinus: [first],
  transpose: [first],
}

function changesOf(name: string): readonly Change[] {
  const isOfOne = operations.get(name)?.domain.length === 1
  const applies = isOfOne && keepsShape(name)
  return byName[name] ?? (applies ? [{ what: 'left out', apply: (x: Value) => x }] : [])
}

/** Functions element by element may be left out without a fault of shape. */
function keepsShape(name: string): boolean {
  const sample = operations.get(name)?.samples.find((args) => args.length === 1)
  if (!Array.isArray(sample?.[0])) return false
  const x = math.matrix(sample[0])
  const y = functions[name](x) as Value
  return String(shape(y)) === String(shape(x)) && name !== 'broadcastTo'
}

/** The source with a switch at each site, as JavaScript for `new Function`. */
export function withSwitches(source: string, file: string, sites: Site[]): string {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true)
  const site: MakeSite = (node, changes) => {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart())
    const id = sites.length
    const text = node.getText().replace(/\s+/g, ' ').slice(0, 70)
    sites.push({ id, where: `${file}:${line + 1} ${text}`, changes })
    return ts.factory.createNumericLiteral(id)
  }
  const transformed = ts.transform(tree, [(context) => (root) => visitFile(root, context, site)])
  const text = ts.createPrinter().printFile(transformed.transformed[0])
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 }
  return ts.transpileModule(text, { compilerOptions: options }).outputText
}

type MakeSite = (node: ts.Node, changes: readonly Change[]) => ts.Expression

function visitFile(
  root: ts.SourceFile,
  context: ts.TransformationContext,
  site: MakeSite,
): ts.SourceFile {
  const { factory } = context
  const called = (name: string, args: ts.Expression[]) =>
    factory.createCallExpression(
      factory.createPropertyAccessExpression(factory.createIdentifier('mutation'), name),
      undefined,
      args,
    )
  const number = (node: ts.NumericLiteral): ts.Expression => {
    const change = { what: `${node.text} + 1`, apply: (x: number) => x + 1 }
    return called('number', [site(node, [change]), node])
  }
  const visit = (node: ts.Node): ts.Node => {
    if (isNoRule(node)) return node
    const name = calledOfMath(node)
    if (name === undefined) return ts.visitEachChild(node, visit, context)
    const { arguments: given } = node as ts.CallExpression
    const arithmetic = byName[name] !== undefined
    const args = given.map((arg) =>
      arithmetic && ts.isNumericLiteral(arg) ? number(arg) : (visit(arg) as ts.Expression),
    )
    const changes = changesOf(name)
    if (changes.length === 0) {
      return factory.updateCallExpression(
        node as ts.CallExpression,
        (node as ts.CallExpression).expression,
        undefined,
        args,
      )
    }
    const id = site(node, changes)
    const list = factory.createArrayLiteralExpression(args)
    return called('call', [id, factory.createStringLiteral(name), list])
  }
  return ts.visitEachChild(root, visit, context)
}

function isNoRule(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return true
  const named = ts.isPropertyAssignment(node) || ts.isGetAccessor(node)
  return named && ts.isIdentifier(node.name) && NO_RULE.has(node.name.text)
}

/** The name of f in `math.f(…)`. */
function calledOfMath(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined
  const { expression: object, name } = node.expression
  return ts.isIdentifier(object) && object.text === 'math' ? name.text : undefined
}
