import fc from 'fast-check'
import type { MathJsInstance } from 'mathjs'
import { count } from '../../src/math/flatStorage.js'
import { math } from '../../src/math/instance.js'
import { tensor } from '../../src/math/storage.js'

/** An argument for our instance, and the same one for another, made anew by each call. */
export interface Argument {
  readonly written: string
  /** A matrix without elements: mathjs has no nested arrays for most of their shapes. */
  readonly empty?: boolean
  /** A matrix of any kind, or an array. */
  readonly collection?: boolean
  /** Of finite numbers between 0 and 1, or a finite number, from which no NaN may come. */
  readonly ordinary?: boolean
  make(instance: MathJsInstance): unknown
}

/** Different numbers between 0 and 1, row-major. */
const element = (i: number) => 0.1 + ((i * 7) % 11) / 13

function nested(size: readonly number[], of: (i: number) => unknown): unknown[] {
  let place = 0
  const fill = (axis: number): unknown[] =>
    Array.from({ length: size[axis] }, () =>
      axis === size.length - 1 ? of(place++) : fill(axis + 1),
    )
  return fill(0)
}

const size = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 4 }) },
  ),
  { minLength: 1, maxLength: 4 },
)

const flatMatrix: fc.Arbitrary<Argument> = size.map((lengths) => ({
  written: `matrix ${lengths.join('×')}`,
  empty: count(lengths) === 0,
  collection: true,
  ordinary: count(lengths) > 0,
  make: (instance) =>
    instance === math || count(lengths) === 0
      ? tensor(
          Float64Array.from({ length: count(lengths) }, (_, i) => element(i)),
          lengths,
        )
      : instance.matrix(nested(lengths, element) as number[]),
}))

/** Elements of other kinds, in matrices and in arrays. */
const kinds: Readonly<Record<string, (m: MathJsInstance, i: number) => unknown>> = {
  boolean: (_, i) => i % 2 === 0,
  complex: (m, i) => m.complex(element(i), 1),
  BigNumber: (m, i) => m.bignumber(i + 1),
  string: (_, i) => `${'abc'[i % 3]}`,
  mixed: (_, i) => (i % 2 === 0 ? 'a' : i),
  number: (_, i) => element(i),
}

const ofKind: fc.Arbitrary<Argument> = fc
  .record({
    kind: fc.constantFrom(...Object.keys(kinds)),
    lengths: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
    container: fc.constantFrom('matrix', 'array'),
  })
  .map(({ kind, lengths, container }) => ({
    written: `${container} ${lengths.join('×')} of ${kind}`,
    collection: true,
    ordinary: kind === 'number',
    make: (m) => {
      const data = nested(lengths, (i) => kinds[kind](m, i))
      return container === 'array' ? data : m.matrix(data as number[])
    },
  }))

const sparse: fc.Arbitrary<Argument> = fc.constant({
  written: 'sparse 2×2',
  collection: true,
  make: (m) =>
    m.sparse([
      [0, 0.5],
      [0.25, 0],
    ]),
})

const constants = (...values: readonly unknown[]): fc.Arbitrary<Argument> =>
  fc.constantFrom(...values).map((value) => ({
    written: toldOf(value),
    collection: Array.isArray(value),
    ordinary: Array.isArray(value) || isOption(value) || Number.isFinite(value),
    make: () => structuredCloneOf(value),
  }))

function isOption(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

function toldOf(value: unknown): string {
  return typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value))
}

/** Functions cannot be cloned; nobody changes them. */
function structuredCloneOf(value: unknown): unknown {
  return typeof value === 'object' ? structuredClone(value) : value
}

const numbers = constants(0, 1, 2, 3, -1, -2, 0.5, 1e10, -0, Number.NaN, Infinity)
const otherTypes = constants('a', '', '2', undefined, null, true, {}, () => 1)
const ragged = constants([[1, 2], [3]], [[], [1]], [1, [2]], [[1, 'a']], [[[1]], [2]], [undefined])
const lists = constants([0], [1], [0, 1], [1, 0], [0, 0], [-1], [0.5], [2, 2], [9], [], [1e6, 1e6])
const options = constants(
  { keepDims: true },
  { keepDims: 1 },
  { keepdims: true },
  { transposeA: true },
  { stride: 2 },
  { stride: 0 },
  { pad: -1 },
  { pad: 1 },
  { axis: 0 },
)

const anyArgument: fc.Arbitrary<Argument> = fc.oneof(
  { weight: 6, arbitrary: flatMatrix },
  { weight: 2, arbitrary: ofKind },
  { weight: 1, arbitrary: sparse },
  { weight: 4, arbitrary: numbers },
  { weight: 1, arbitrary: otherTypes },
  { weight: 1, arbitrary: ragged },
  { weight: 3, arbitrary: lists },
  { weight: 2, arbitrary: options },
)

/** From none to four of them; a matrix more often than not comes first. */
export const anyArguments: fc.Arbitrary<Argument[]> = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: flatMatrix }, { weight: 1, arbitrary: anyArgument }),
    fc.array(anyArgument, { maxLength: 3 }),
    fc.boolean(),
  )
  .map(([first, rest, turned]) => (turned ? [...rest, first] : [first, ...rest]))
