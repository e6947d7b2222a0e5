/**
 * What the docs tell of each function of `math`, from its declaration: nobody keeps a second list.
 */
import type { Extension } from './extension.js'
import { extensions } from './functions/index.js'
import type { HelpPage } from './help.js'
import { math, namesInMathjs } from './instance.js'
import { hasSimd, kernelsCalledBy } from './kernels/index.js'
import type { PlainFunction } from './variables.js'

export interface FunctionRow extends HelpPage {
  readonly name: string
  /** As in mathjs. */
  readonly category: string
  readonly inMathjs: boolean
  /** Whether a declaration of ours stands behind it. */
  readonly declared: boolean
  readonly kernels: readonly UsedKernel[]
  readonly outside: string | undefined
}

export interface UsedKernel {
  readonly name: string
  /** Whether the backend wasm has one of its own; otherwise the plain loop runs there too. */
  readonly simd: boolean
}

/** Every function that has a page of help, by name. */
export function functionRows(): FunctionRow[] {
  const inMathjs = namesInMathjs()
  const declared = new Map(extensions.map((extension) => [extension.name, extension]))
  return Object.keys(math)
    .filter((name) => typeof Reflect.get(math, name) === 'function')
    .sort()
    .flatMap((name) => {
      const page = pageOf(name)
      return page ? [rowOf(name, page, inMathjs.has(name), declared.get(name))] : []
    })
}

/** Of mathjs, whose descriptions are sometimes lists of lines. */
interface Page extends Omit<HelpPage, 'description'> {
  readonly category?: string
  readonly description: string | readonly string[]
}

function pageOf(name: string): Page | undefined {
  try {
    // mathjs's typings leave out what an object of help holds
    return (math.help(name) as unknown as { doc: Page }).doc
  } catch {
    return undefined // types and parts of expressions have none
  }
}

function rowOf(
  name: string,
  page: Page,
  inMathjs: boolean,
  extension: Extension | undefined,
): FunctionRow {
  const { category = 'Other', description, syntax, examples = [] } = page
  const used = extension === undefined ? [] : kernelsOf(name, extension.help?.examples)
  return {
    name,
    category,
    description: [description].flat().join(' '),
    syntax,
    examples,
    inMathjs,
    declared: extension !== undefined,
    kernels: used.map((kernel) => ({ name: kernel, simd: hasSimd(kernel) })),
    outside: extension?.outside,
  }
}

const A = [
  [0.4, 0.6],
  [0.7, 0.5],
]
const v = [0.3, 0.7]

/** Arguments that a function of mathjs may take. */
const ARGUMENTS: readonly (readonly (number[] | number[][])[])[] = [[A], [A, A], [v, v]]

/** Those of the first call that needs any. */
function kernelsOf(name: string, examples: readonly string[] | undefined): readonly string[] {
  const compute: PlainFunction = Reflect.get(math, name)
  const calls = examples
    ? examples.map((example) => () => math.evaluate(example))
    : ARGUMENTS.map((args) => () => compute(...args.map((x) => math.matrix(x))))
  for (const call of calls) {
    const called = kernelsCalledBy(() => {
      try {
        call()
      } catch {
        // not every function takes all of these arguments
      }
    })
    if (called.length > 0) return called
  }
  return []
}
