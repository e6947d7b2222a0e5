import assert from 'node:assert/strict'
import type { MathJsInstance } from 'mathjs'
import * as mathjs from 'mathjs'
import { differences } from '../../src/math/differences.js'
import { math } from '../../src/math/instance.js'
import { flat } from '../../src/math/storage.js'
import type { Matrix } from '../../src/math/types.js'

/** Plain mathjs, as others use it. */
const plain = mathjs.create(mathjs.all)

/** mathjs's typings leave out the pages of its help. */
const { docs } = mathjs as unknown as { docs: Record<string, { examples?: readonly string[] }> }

const knownToDiffer = new Set(differences.flatMap(({ functions }) => functions))

/** Type, size and value in one line; numbers to 11 digits, for sums in another order. */
function told(x: unknown): string {
  if (typeof x === 'function') return 'a function'
  const size = plain.isMatrix(x) ? JSON.stringify(x.size()) : ''
  return `${plain.typeOf(x)}${size} ${plain.format(x, { precision: 11 })}`
}

function toldOrThrown(compute: () => unknown): string {
  try {
    return told(compute())
  } catch {
    return 'an error'
  }
}

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
        if (found !== expected) differing.add(name)
      }
    }
    assert.ok(compared > 850, `${compared} examples`)
    assert.deepEqual([...differing].sort(), ['ones', 'zeros'])
  })
})

/**
 * Lists of arguments, made anew by each call; `store` may change the storage of their matrices.
 */
function argumentLists(m: MathJsInstance, store: (matrix: Matrix) => Matrix): (() => unknown[])[] {
  const A = () =>
    store(
      m.matrix([
        [4, 1],
        [1.5, 3],
      ]),
    )
  const B = () =>
    store(
      m.matrix([
        [-1, 2],
        [0.5, 5],
      ]),
    )
  const v = () => store(m.matrix([1, -2, 3]))
  const cube = () =>
    store(
      m.matrix([
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      ] as never),
    )
  const booleans = () =>
    store(
      m.matrix([
        [true, false],
        [true, true],
      ] as never),
    )
  const sparse = () =>
    m.sparse([
      [4, 1],
      [1.5, 3],
    ])
  const complex = () => m.matrix([m.complex(1, 2), m.complex(3, -1)] as never)
  const array = [
    [-1, 2],
    [0.5, 5],
  ]
  const special = () => store(m.matrix([1, Number.NaN, Infinity, -0]))
  return [
    () => [A()],
    () => [v()],
    () => [cube()],
    () => [booleans()],
    () => [sparse()],
    () => [complex()],
    () => [special()],
    () => [array],
    () => [[2, 3]],
    () => [m.matrix([m.bignumber(1), m.bignumber(2)] as never)],
    () => [m.matrix([m.fraction(1, 3)] as never)],
    () => [m.matrix(['a', 'b'] as never)],
    () => [m.matrix([])],
    ...[2, 0, 1, -1, 0.5, true, 'a', undefined].map((x) => () => [A(), x]),
    ...[2, 0].map((x) => () => [x, A()]),
    () => [B(), 0.5],
    () => [A(), B()],
    () => [A(), array],
    () => [array, A()],
    () => [array, array],
    () => [A(), sparse()],
    () => [sparse(), A()],
    () => [cube(), cube()],
    () => [cube(), A()],
    () => [v(), v()],
    () => [v(), 2],
    () => [v(), 0],
    () => [A(), v()],
    () => [A(), store(m.matrix([1, 2]))],
    () => [store(m.matrix([1, 2])), A()],
    () => [complex(), store(m.matrix([1, 2]))],
    () => [store(m.matrix([1, 2])), complex()],
    () => [A(), m.complex(0, 1)],
    () => [A(), m.bignumber(2)],
    () => [A(), m.unit('3 cm')],
    () => [booleans(), A()],
    () => [booleans(), booleans()],
    () => [booleans(), 0],
    () => [special(), special()],
    () => [store(m.matrix([1, 2])), store(m.matrix([1 + 1e-14, 2.1]))],
    () => [A(), m.matrix([])],
    () => [store(m.matrix([[1, 2]])), 0],
    () => [A(), (x: number) => x * 2],
    () => [A(), [1, 4]],
    () => [A(), B(), A()],
    () => [v(), v(), v()],
    () => [A(), m.index(0, 1)],
    () => [A(), m.index([0, 1], 1)],
    () => [A(), m.index(5, 1)],
    () => [A(), m.index(0, 1), 9],
    () => [A(), m.index(2, 1), 9],
  ]
}

/**
 * Not compared: what is random (eigs starts from a random vector), makes functions or listens; and
 * isPrime, which never ends on Infinity, in mathjs too.
 */
const LEFT_OUT = new RegExp(
  '^(on|off|once|emit|import|config|create|factory|typed|chain|parser|help|random|randomInt|' +
    'pickRandom|distribution|eigs|reviver|replacer|createUnit|isPrime)$',
)

describe('every function of mathjs', () => {
  type Functions = Record<string, (...args: unknown[]) => unknown>
  const [theirs, ours] = [plain, math].map((m) => m as unknown as Functions)
  const names = Object.keys(plain).filter(
    (name) => typeof theirs[name] === 'function' && /^[a-z]/.test(name) && !LEFT_OUT.test(name),
  )
  const storages: [string, (m: Matrix) => Matrix][] = [
    [
      'flat',
      (m) => {
        flat(m)
        return m
      },
    ],
    ['nested', (m) => m],
  ]

  for (const [storage, store] of storages) {
    it(`answers as plain mathjs, or is in the table of differences: ${storage} storage`, () => {
      const given = argumentLists(plain, (m) => m)
      const own = argumentLists(math, store)
      const forms = own.length
      const differing = new Map<string, string>()
      for (const name of names) {
        for (let form = 0; form < forms; form++) {
          const expected = toldOrThrown(() => theirs[name](...given[form]()))
          const found = toldOrThrown(() => ours[name](...own[form]()))
          if (found !== expected) differing.set(name, `form ${form}: ${found}, not ${expected}`)
        }
      }
      const unexpected = [...differing].filter(([name]) => !knownToDiffer.has(name))
      assert.deepEqual(unexpected, [])
      assert.ok(names.length > 270 && forms > 50, `${names.length} functions, ${forms} forms`)
      const known = [...knownToDiffer].filter((name) => names.includes(name)).sort()
      assert.deepEqual([...differing.keys()].sort(), known)
    })
  }
})
