/**
 * docs/functions.md: what each function of `math` does, what computes it, and where it differs from
 * mathjs's. Made from the declarations; a test holds the committed file to be what they give.
 */
import '../../src/autodiff/index.js'
import { operations } from '../../src/autodiff/op.js'
import { type Difference, differences } from '../../src/math/differences.js'
import { type FunctionRow, functionRows, type UsedKernel } from '../../src/math/reference.js'
import { code, tableOf } from './tables.js'

export function functionsPage(): string {
  const rows = functionRows().map((row) => ({ ...row, ...corrected[row.name] }))
  const isOurs = ({ name, inMathjs, declared }: FunctionRow) =>
    !inMathjs || declared || operations.has(name)
  const ours = rows.filter(isOurs)
  return [
    INTRODUCTION,
    '## What mathjs lacks\n',
    table(ours.filter(({ inMathjs }) => !inMathjs)),
    '## What is faster or differentiable here\n',
    'These are functions of mathjs, with matrices of numbers on flat storage, or with a rule\n' +
      'for their gradient; everything else that they take goes to mathjs.\n',
    table(ours.filter(({ inMathjs }) => inMathjs)),
    '## Where we differ from mathjs\n',
    'All of it by intent; a test compares every function of mathjs ' +
      'and holds this table to be complete.\n',
    tableOf(['functions', 'in mathjs', 'here', 'reason'], differences.map(differenceCells)),
    FURTHER_DIFFERENCES,
    '## All other functions of mathjs\n',
    'They answer as in mathjs, on our matrices too: `math.help(name)` tells more.\n',
    tableOf(['function', 'kind', 'what it does'], rows.filter((row) => !isOurs(row)).map(cells)),
  ].join('\n')
}

const INTRODUCTION = `# Functions

All of mathjs is here, and what networks need besides. A function is called as \`math.exp(x)\` in
TypeScript, where axes and rows count from 0, or by its name in \`math.evaluate\`, where they count
from 1; the forms below are those of expressions, and \`math.help('exp')\` shows them with examples.

**Computed by** names the kernels that a call takes, in the order of a small example. Every kernel
has a plain loop as its reference (backend \`loops\`); the backend \`wasm\` computes the same bits
with SIMD, but for those marked with a circle °, whose loop is fast enough. The backend \`blas\` has
products and sums of its own ([backends](backends.md)). A dash means a loop of its own,
or mathjs.

**Outside its real domain** a function of real matrices gives what the column says; a shape or a
parameter that makes no sense is an error ([notation](notation.md#outside-the-domain)). **Gradient**
tells that a gradient flows back through it to Variables; where it says nothing, a Variable's value
is taken, or refused.

<!-- Made by \`npm run docs\` from the declarations (docs/build/functionsPage.ts). -->
`

const FURTHER_DIFFERENCES = `\
What a matrix holds is copied by \`valueOf()\`, \`toArray()\` and \`toJSON()\`: writing into that
changes no matrix. Compare matrices by \`math.deepEqual\` or \`toArray()\`, since their storage may
differ; a matrix that is frozen while it is nested cannot be computed with. Its size is of numbers,
also where \`reshape\` was given BigNumbers or fractions. Last digits of \`dotPow\` and \`log1p\`,
and the sign of a zero of \`abs\` and \`unaryMinus\`, may differ from mathjs’s, and an error that
explains itself may be of another class.
`

function table(rows: readonly FunctionRow[]): string {
  const titles = ['function', 'what it does', 'computed by', 'outside its real domain', 'gradient']
  return tableOf(
    titles,
    rows.map(({ name, syntax, description, kernels, outside }) => [
      formsOf(name, syntax).map(code).join(' '),
      description,
      kernels.length === 0 ? '–' : kernels.map(kernelCell).join(', '),
      outside ?? '',
      operations.has(name) ? 'yes' : '',
    ]),
  )
}

/** Slips in mathjs's own pages of help. */
const corrected: Readonly<Record<string, Partial<Pick<FunctionRow, 'syntax' | 'description'>>>> = {
  acoth: { description: 'Calculate the inverse hyperbolic cotangent of a value.' },
  acsc: { description: 'Calculate the inverse cosecant of a value.' },
  asech: { description: 'Calculate the inverse hyperbolic secant of a value.' },
  expm: { syntax: ['expm(x)'] },
  rotate: {
    description: 'Rotates a vector by an angle (in radians), in three dimensions around an axis.',
  },
}

/** Calls by the name; the name and its other forms, such as `x !`, where there are none. */
function formsOf(name: string, syntax: readonly string[]): readonly string[] {
  const calls = syntax.filter((form) => form.startsWith(`${name}(`))
  return calls.length > 0 ? calls : [name, ...syntax]
}

function kernelCell({ name, simd }: UsedKernel): string {
  return code(name) + (simd ? '' : '°')
}

function differenceCells({ functions, mathjs, here, reason }: Difference): string[] {
  return [functions.map(code).join(', '), mathjs, here, reason]
}

function cells({ name, category, description }: FunctionRow): string[] {
  return [code(name), category, description]
}
