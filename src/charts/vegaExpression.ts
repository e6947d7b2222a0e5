/**
 * Formulas of mathjs in Vega's expression language, which a chart computes by itself: a slider then
 * moves a curve without a kernel.
 */
import { DomainError } from '../math/errors.js'
import { math } from '../math/instance.js'

/** The parts of mathjs's nodes that are read here. */
interface Node {
  readonly type: string
  readonly op?: string
  readonly name?: string
  readonly args?: readonly Node[]
}

type Translation = (...args: string[]) => string

const call =
  (name: string): Translation =>
  (...args) =>
    `${name}(${args.join(', ')})`

const functions: Readonly<Record<string, Translation>> = {
  ...Object.fromEntries(
    ['abs', 'cos', 'exp', 'max', 'min', 'sin', 'sqrt'].map((name) => [name, call(name)]),
  ),
  // Vega's log takes no base
  log: (x, base) => (base === undefined ? `log(${x})` : `(log(${x}) / log(${base}))`),
  relu: (x) => `max(0, ${x})`,
  sigmoid: (x) => `(1 / (1 + exp(-(${x}))))`,
  step: (x) => `((${x}) > 0 ? 1 : 0)`,
  tanh: (x) => `(1 - 2 / (exp(2 * (${x})) + 1))`,
}

const operators = ['+', '-', '*', '/']

/**
 * @param parameters names that may occur beside x, which is a column of the data
 * @throws DomainError for a formula that mathjs cannot read, or a part that has no translation.
 */
export function vegaExpression(formula: string, parameters: readonly string[]): string {
  return translate(parsed(formula), formula, parameters)
}

/** What a parameter of Vega cannot be called: its own signals and constants, and reserved words. */
const taken = (
  'width height padding parent datum event item NaN E PI LN2 LN10 LOG2E LOG10E SQRT1_2 SQRT2 ' +
  'MIN_VALUE MAX_VALUE break case catch class const continue debugger default delete do else ' +
  'enum export extends finally for function if import in instanceof let new return static ' +
  'super switch this throw try typeof var void while with yield'
).split(' ')

/** @throws DomainError for a name that a formula or a chart cannot have as a parameter. */
export function requireParameterName(name: string): void {
  const isWord = /^[A-Za-z]\w*$/.test(name)
  const isFree = !taken.includes(name) && !Object.hasOwn(functions, name)
  if (isWord && isFree && isSymbol(name)) return
  throw new DomainError({
    where: 'formulaChart',
    expected: 'parameters with names of letters that mean nothing else in a formula or a chart',
    given: `'${name}'`,
    mend: "take another name, as in { name: 'w', value: 1, from: -5, to: 5 }",
  })
}

/** Whether mathjs takes its value: not so for 'true', 'mod' or 'constructor'. */
function isSymbol(name: string): boolean {
  try {
    return math.evaluate(name, { [name]: 1 }) === 1
  } catch {
    return false
  }
}

/**
 * Where on the curve its steps are: an expression that changes where the curve must not be joined;
 * undefined without a step.
 */
export function piecesOf(formula: string, parameters: readonly string[]): string | undefined {
  const steps = stepsIn(parsed(formula)).map((node) => translate(node, formula, parameters))
  if (steps.length === 0) return undefined
  // a digit for each step: 1, 10, 100, …
  return steps.map((expression, i) => `${10 ** i} * ${expression}`).join(' + ')
}

function parsed(formula: string): Node {
  try {
    return math.parse(formula) as Node // mathjs's union of nodes, read by its `type`
  } catch (error) {
    throw untranslatable(formula, error instanceof Error ? error.message : String(error))
  }
}

function stepsIn(node: Node): Node[] {
  const inside = (node.args ?? []).flatMap(stepsIn)
  return node.type === 'FunctionNode' && nameOf(node) === 'step' ? [node, ...inside] : inside
}

function translate(node: Node, formula: string, parameters: readonly string[]): string {
  const args = () => (node.args ?? []).map((part) => translate(part, formula, parameters))
  const name = nameOf(node)
  switch (node.type) {
    case 'ConstantNode':
      if (Number.isFinite(Number(String(node)))) return String(node)
      break
    case 'SymbolNode':
      if (name === 'x') return 'datum.x'
      if (parameters.includes(name)) return name
      break
    case 'ParenthesisNode':
      return translate((node as Node & { content: Node }).content, formula, parameters)
    case 'FunctionNode':
      if (Object.hasOwn(functions, name)) return functions[name](...args())
      break
    case 'OperatorNode':
      if (node.op === '^') return call('pow')(...args())
      if (operators.includes(node.op ?? '')) return operation(node.op ?? '', args())
  }
  throw untranslatable(formula, String(node))
}

function operation(sign: string, args: readonly string[]): string {
  return args.length === 1 ? `(${sign}${args[0]})` : `(${args.join(` ${sign} `)})`
}

/** Of a function node the name of its function, of a symbol its own. */
function nameOf(node: Node): string {
  return node.name ?? ''
}

function untranslatable(formula: string, given: string): DomainError {
  const signs = [...operators, '^'].join(' ')
  const names = Object.keys(functions).join(', ')
  return new DomainError({
    where: 'formulaChart',
    expected: `a formula of x, its parameters, numbers, ${signs} and ${names}`,
    given: `${given} in '${formula}'`,
    mend: "write it as in 'sigmoid(w * x + b)', and give each parameter a slider",
  })
}
