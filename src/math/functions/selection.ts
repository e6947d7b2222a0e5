/** The choice between elements. */
import { DomainError } from '../errors.js'
import type { Extension, Given, Signatures } from '../extension.js'
import type { FlatMatrix } from '../flatStorage.js'
import { kernels } from '../kernels/index.js'
import { broadcastSize, written } from '../shapes.js'
import { applyBinary, operand, ourFunctionOfTwo } from './elementwise.js'

type Operand = FlatMatrix | number

/** Every way in which three operands can be numbers or matrices, but for three numbers. */
function triples(implementation: (x: Operand, y: Operand, z: Operand) => unknown): Signatures {
  const types = ['FlatMatrix', 'number']
  const all = types.flatMap((x) => types.flatMap((y) => types.map((z) => `${x},${y},${z}`)))
  const some = all.filter((signature) => signature.includes('FlatMatrix'))
  return Object.fromEntries(some.map((signature) => [signature, implementation]))
}

const clip: Extension = {
  name: 'clip',
  help: {
    description: 'x with what is below low raised to low, and what is above high lowered to high.',
    syntax: ['clip(x, low, high)'],
    examples: ['clip([-2, 0.5, 3], 0, 1)', 'clip(5, 0, 1)', 'clip([1, 2; 3, 4], [2, 2], 3)'],
  },
  signatures: ({ create }) => ({
    'number,number,number': (x: number, low: number, high: number) => {
      checkBounds(low, high)
      return Math.min(Math.max(x, low), high)
    },
    ...triples((x, low, high) => {
      checkBounds(low, high)
      return clipped(x, low, high, create)
    }),
  }),
}

function clipped(x: Operand, low: Operand, high: Operand, create: Given['create']): FlatMatrix {
  const size = broadcastSize(operand(x).size, operand(low).size, 'math.clip')
  broadcastSize(size, operand(high).size, 'math.clip')
  return applyBinary('minimum', applyBinary('maximum', x, low, create), high, create)
}

/** @throws DomainError unless low ≤ high everywhere. */
function checkBounds(low: Operand, high: Operand): void {
  const [a, b] = [operand(low), operand(high)]
  const size = broadcastSize(a.size, b.size, 'math.clip')
  if (!kernels().binary('smallerEq', a, b, size).includes(0)) return
  throw new DomainError({
    where: 'math.clip',
    expected: 'low at most high, and neither NaN',
    given: `low ${told(low)}, high ${told(high)}`,
    mend: 'the lower bound comes first',
  })
}

function told(x: Operand): string {
  return typeof x === 'number' ? String(x) : `a matrix ${written(x._size)}`
}

const where: Extension = {
  name: 'where',
  help: {
    description: 'Elements of x where the condition is true (not 0), and of y elsewhere.',
    syntax: ['where(condition, x, y)'],
    examples: ['where([true, false], [1, 2], [3, 4])', 'where(larger([1, 5], 2), 1, -1)'],
  },
  signatures: ({ create }) => ({
    'number,number,number': (condition: number, x: number, y: number) => (condition ? x : y),
    ...triples((condition, x, y) => {
      const [c, a, b] = [operand(condition), operand(x), operand(y)]
      const size = broadcastSize(broadcastSize(c.size, a.size, 'math.where'), b.size, 'math.where')
      return create(kernels().where(c, a, b, size), size, isBoolean(x) && isBoolean(y))
    }),
  }),
}

function isBoolean(x: Operand): boolean {
  return typeof x !== 'number' && x._boolean
}

export const selection: readonly Extension[] = [
  ourFunctionOfTwo('maximum', Math.max, 'The larger of x and y, element by element.'),
  ourFunctionOfTwo('minimum', Math.min, 'The smaller of x and y, element by element.'),
  clip,
  where,
]
