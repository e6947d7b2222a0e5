import assert from 'node:assert/strict'
import * as mathjs from 'mathjs'
import { type Difference, differences } from '../../../src/math/differences.js'
import { DomainError, ShapeError } from '../../../src/math/errors.js'
import { math } from '../../../src/math/instance.js'
import { flat } from '../../../src/math/storage.js'
import { argumentLists, type Store } from './argumentLists.js'

/** Plain mathjs, as others use it. */
const plain = mathjs.create(mathjs.all)

/** mathjs's typings leave out the pages of its help. */
const { docs } = mathjs as unknown as { docs: Record<string, { examples?: readonly string[] }> }

/** Type, size and value in one line; numbers to 11 digits, for sums in another order. */
function told(x: unknown): string {
  if (typeof x === 'function') return 'a function'
  const size = plain.isMatrix(x) ? JSON.stringify(x.size()) : ''
  return `${plain.typeOf(x)}${size} ${plain.format(x, { precision: 11 })}`
}

const ERRORS = { explained: 'an error of three parts', type: 'a TypeError', other: 'an error' }

function toldOrThrown(compute: () => unknown): string {
  try {
    return told(compute())
  } catch (error) {
    const explained = error instanceof ShapeError || error instanceof DomainError
    return explained ? ERRORS.explained : error instanceof TypeError ? ERRORS.type : ERRORS.other
  }
}

const isError = (outcome: string) => Object.values(ERRORS).includes(outcome)

/** Where mathjs has an error of any kind, ours may explain itself. */
function agree(found: string, expected: string): boolean {
  return found === expected || (found === ERRORS.explained && isError(expected))
}

/** How much was compared, and how much of it differs without being in the table. */
function report(compared: string, differing: number): void {
  process.stdout.write(`      compared: ${compared}; differing beyond the table: ${differing}\n`)
}

/** Functions that answer otherwise than mathjs where mathjs has an answer. */
const inTable = new Set(
  differences.flatMap(({ functions, mathjsRefuses, ofNaN, ofEmpty, lastDigits }) =>
    mathjsRefuses || ofNaN || ofEmpty || lastDigits ? [] : functions,
  ),
)

describe('the documented examples of mathjs', () => {
  const pages = Object.entries(docs)
  /** Random numbers, and settings, which would stay for the tests that follow. */
  const NOT_COMPARED = /random|distribution|partitionSelect|config/i

  it('give the same in our instance', () => {
    let compared = 0
    const differing = new Set<string>()
    for (const [name, { examples = [] }] of pages) {
      const [theirs, ours] = [plain.parser(), math.parser()]
      for (const example of examples) {
        if (NOT_COMPARED.test(`${name}: ${example}`)) continue
        const expected = toldOrThrown(() => theirs.evaluate(example))
        const found = toldOrThrown(() => ours.evaluate(example))
        compared++
        if (!agree(found, expected)) differing.add(name)
      }
    }
    const beyond = [...differing].filter((name) => !inTable.has(name))
    report(`${compared} examples of ${pages.length} pages`, beyond.length)
    assert.ok(compared > 850, `${compared} examples`)
    assert.deepEqual(beyond, [])
  })
})

/** The matrix in flat storage, as our functions leave it. */
const flatStorage: Store = (matrix) => {
  flat(matrix)
  return matrix
}

const asItIs: Store = (matrix) => matrix

function alternately(first: Store, second: Store): Store {
  return (matrix, m, place) => (place % 2 === 0 ? first : second)(matrix, m, place)
}

const ofPlainMathjs: Store = (matrix) => plain.matrix(matrix)
const ofOurs: Store = (matrix, ...rest) => flatStorage(math.matrix(matrix), ...rest)

const sparse: Store = (matrix, m) =>
  matrix.size().length === 2 ? m.sparse(matrix.toArray() as number[][]) : matrix

const array: Store = (matrix) => matrix.toArray()

interface Comparison {
  /** What our instance is given, and what plain mathjs. */
  readonly ours: Store
  readonly theirs: Store
  /** Both are given to plain mathjs. */
  readonly byTheirs?: boolean
}

const comparisons: Readonly<Record<string, Comparison>> = {
  'flat matrices': { ours: flatStorage, theirs: asItIs },
  'nested matrices': { ours: asItIs, theirs: asItIs },
  'flat and nested ones mixed': { ours: alternately(flatStorage, asItIs), theirs: asItIs },
  'matrices of plain mathjs': { ours: ofPlainMathjs, theirs: asItIs },
  'those and ours mixed': { ours: alternately(ofPlainMathjs, flatStorage), theirs: asItIs },
  'sparse matrices': { ours: sparse, theirs: sparse },
  'sparse and flat ones mixed': {
    ours: alternately(sparse, flatStorage),
    theirs: alternately(sparse, asItIs),
  },
  arrays: { ours: array, theirs: array },
  'arrays and flat matrices mixed': {
    ours: alternately(array, flatStorage),
    theirs: alternately(array, asItIs),
  },
  'our matrices in plain mathjs': { ours: ofOurs, theirs: asItIs, byTheirs: true },
}

type Functions = Record<string, (...args: unknown[]) => unknown>

/** They change the instance, listen to it, or make functions: none of them computes a value. */
const OF_NO_VALUES = /^(on|off|once|emit|import|config|create|factory|typed|createUnit)$/

/**
 * What of a result is compared, where it is random (eigs begins with a random vector), or 0 but for
 * rounding (lgamma of 1 and of 2).
 */
const compared: Readonly<Record<string, (result: unknown) => unknown>> = {
  random: kindOf,
  randomInt: kindOf,
  pickRandom: (result) => (plain.isCollection(result) ? plain.size(result) : 'an element'),
  distribution: kindOf,
  eigs: (result) => (result as { values: unknown }).values,
  lgamma: (y) => (typeof y === 'number' ? plain.round(y, 14) : y),
  parser: kindOf,
  chain: (result) => (result as { done(): unknown }).done(),
  help: (result) => (result as { toJSON(): unknown }).toJSON(),
}

function kindOf(x: unknown): unknown {
  return plain.isMatrix(x) ? [plain.typeOf(x), x.size()] : plain.typeOf(x)
}

/** In mathjs too, isPrime never ends on Infinity. */
function neverEnds(name: string, args: readonly unknown[]): boolean {
  return name === 'isPrime' && /Infinity/.test(plain.format(args))
}

const rows = new Map<string, Difference[]>()
for (const row of differences.filter(({ lastDigits }) => !lastDigits))
  for (const name of row.functions) rows.set(name, [...(rows.get(name) ?? []), row])

describe('every function of mathjs', function () {
  this.timeout(300_000)

  const [theirs, ours] = [plain, math].map((m) => m as unknown as Functions)
  const names = Object.keys(plain).filter(
    (name) => typeof theirs[name] === 'function' && /^[a-z]/.test(name) && !OF_NO_VALUES.test(name),
  )
  const seen = new Set<string>()

  for (const [title, { ours: store, theirs: other, byTheirs = false }] of Object.entries(
    comparisons,
  )) {
    it(`answers as plain mathjs, or as the table of differences says: ${title}`, () => {
      const given = argumentLists(plain, other)
      const own = argumentLists(byTheirs ? plain : math, store)
      const differing: string[] = []
      for (const name of names) {
        const of = compared[name] ?? ((result) => result)
        const f = byTheirs ? theirs[name] : ours[name]
        given.forEach((list, form) => {
          if (neverEnds(name, list())) return
          const expected = once(other, `${name} ${form}`, () =>
            toldOrThrown(() => of(theirs[name](...list()))),
          )
          const found = toldOrThrown(() => of(f(...own[form]())))
          if (agree(found, expected)) return
          const isInTable =
            !byTheirs && rows.get(name)?.some((row) => covers(row, list(), expected))
          if (isInTable) seen.add(name)
          else differing.push(`${name}(${list().map(told)}): ${found}, not ${expected}`)
        })
      }
      report(`${names.length} functions × ${given.length} lists of arguments`, differing.length)
      assert.deepEqual(differing, [])
      assert.ok(names.length > 280 && given.length > 70)
    })
  }

  it('differs somewhere, if the table says so', () => {
    const listed = [...rows.keys()].filter((name) => names.includes(name))
    assert.deepEqual([...seen].sort(), listed.sort())
    outcomes.clear()
  })
})

const outcomes = new Map<Store, Map<string, string>>()

/** The outcome of plain mathjs for arguments stored so: many comparisons need the same one. */
function once(store: Store, call: string, compute: () => string): string {
  const known = outcomes.get(store) ?? new Map<string, string>()
  outcomes.set(store, known)
  const found = known.get(call) ?? compute()
  known.set(call, found)
  return found
}

function isEmpty(x: unknown): boolean {
  return plain.isCollection(x) && (plain.size(x).valueOf() as number[]).includes(0)
}

/** Only calls with a collection differ; and most rows are of calls that mathjs refuses. */
function covers(
  { mathjsRefuses, ofNaN, ofEmpty }: Difference,
  args: readonly unknown[],
  expected: string,
): boolean {
  const ofCollection = args.some((x) => plain.isCollection(x))
  if (ofNaN && !args.some((x) => told(x).includes('NaN'))) return false
  if (ofEmpty && !args.some(isEmpty)) return false
  return ofCollection && (!mathjsRefuses || isError(expected))
}

describe('whole powers of complex numbers', () => {
  /** A call of each function that is listed for its last digits. */
  const calls: Readonly<Record<string, (m: mathjs.MathJsInstance) => unknown>> = {
    pow: (m) => m.pow(m.complex(1, 2), 2),
    dotPow: (m) => m.dotPow([m.complex(1, 2)] as never, 2),
    fft: (m) => m.fft([1, 2, 3]),
    ifft: (m) => m.ifft([1, 2, 3]),
  }
  const ours = math as unknown as mathjs.MathJsInstance

  function assertNear(found: unknown, expected: unknown, call: string): void {
    const [x, y] = [found, expected].map((result) => plain.matrix([result].flat() as never))
    const distance = plain.norm(plain.subtract(x, y)) as number
    assert.ok(distance <= 1e-13 * (plain.norm(y) as number), call)
  }

  it('differ from those of mathjs in the last digits, as the table says', () => {
    const listed = differences.flatMap(({ functions, lastDigits }) => (lastDigits ? functions : []))
    assert.deepEqual([...listed].sort(), Object.keys(calls).sort())
    for (const [name, call] of Object.entries(calls)) {
      const [found, expected] = [call(ours), call(plain)]
      assert.notEqual(String(found), String(expected), name)
      assertNear(found, expected, name)
    }
  })

  it('are exact where whole numbers allow it, up to the 64th', () => {
    const z = plain.complex(1, 2)
    assert.equal(String(math.pow(z, 2)), '-3 + 4i')
    for (let n = -64; n <= 64; n++) assertNear(math.pow(z, n), plain.pow(z, n), `power ${n}`)
  })
})
