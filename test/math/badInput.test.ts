import assert from 'node:assert/strict'
import fc from 'fast-check'
import { all, create } from 'mathjs'
import { differences } from '../../src/math/differences.js'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { extensions } from '../../src/math/functions/index.js'
import { math } from '../../src/math/instance.js'
import { type BackendName, backend, setBackend } from '../../src/math/kernels/index.js'
import { flat } from '../../src/math/storage.js'
import { isMatrix } from '../../src/math/types.js'
import { type Argument, anyArguments } from './anyArguments.js'

type AnyFunction = (...args: unknown[]) => unknown
const ours = math as unknown as Record<string, AnyFunction>

/** Plain mathjs, as others use it. */
const plain = create(all)
const theirs = plain as unknown as Record<string, AnyFunction | undefined>

const differing = new Set(
  differences.flatMap(({ functions, lastDigits, ofEmpty }) =>
    lastDigits || ofEmpty ? [] : functions,
  ),
)

/** What a call gave: a value, or an error. */
type Outcome = { readonly value: unknown } | { readonly error: unknown }

function outcome(f: AnyFunction, args: readonly unknown[]): Outcome {
  try {
    return { value: f(...args) }
  } catch (error) {
    return { error }
  }
}

function by(name: BackendName, compute: () => Outcome): Outcome {
  const before = backend()
  setBackend(name)
  try {
    return compute()
  } finally {
    setBackend(before)
  }
}

describe('whatever the arguments', () => {
  for (const { name } of extensions) {
    it(`${name} gives the right value, or an error that says what is wrong`, () => {
      fc.assert(
        fc.property(anyArguments, (args) => checkCall(name, args)),
        { seed: 1, numRuns: 200 },
      )
    })
  }
})

function checkCall(name: string, args: readonly Argument[]): void {
  const call = `math.${name}(${args.map(({ written }) => written).join(', ')})`
  const made = () => args.map(({ make }) => make(math))
  const found = outcome(ours[name], made())
  const expected = () =>
    theirs[name] &&
    outcome(
      theirs[name],
      args.map(({ make }) => make(plain)),
    )
  if ('error' in found) {
    if (isClear(found.error, name)) return
    const alsoTheirs = expected()
    const refused = alsoTheirs !== undefined && 'error' in alsoTheirs
    assert.ok(refused, `${call} threw ${String(found.error)}`)
    return
  }
  const { value } = found
  assert.ok(value !== undefined || alsoUndefined(expected()), `${call} gave nothing`)
  checkConsistent(value)
  const byLoops = by('loops', () => outcome(ours[name], made()))
  assert.deepEqual(elements(byLoops), elements(found), `${call}: loops give other bits`)
  if (args.length > 1 && args.every(({ ordinary }) => ordinary) && !LOGARITHMS.has(name)) {
    assert.ok(!hasNaN(value), `${call} gave ${String(value)}`)
  }
  const byIntent = differing.has(name) && args.some(({ collection }) => collection)
  const plainly = byIntent || args.some(({ empty }) => empty) ? undefined : expected()
  if (plainly === undefined) return
  assert.ok('value' in plainly, `${call} gave ${String(value)}, where mathjs refuses`)
  assert.equal(told(value), told(plainly.value), call)
}

/** To a base below 0 they are NaN. */
const LOGARITHMS: ReadonlySet<string> = new Set(['log', 'log1p'])

/** Three parts, or the words of mathjs about types of arguments. */
function isClear(error: unknown, name: string): boolean {
  if (error instanceof ShapeError || error instanceof DomainError) {
    const { where, expected, given, mend } = error
    return where === `math.${name}` && [expected, given, mend].every((part) => /\S/.test(part))
  }
  return error instanceof Error && ABOUT_TYPES.test(error.message)
}

const ABOUT_TYPES = /arguments? in function|doesn't apply to matrices|^Cannot convert "/

/** mathjs's transpose hands anything but matrices back. */
function alsoUndefined(expected: Outcome | undefined): boolean {
  return expected !== undefined && 'value' in expected && expected.value === undefined
}

/**
 * Type, size and value in one line; numbers to 11 digits, for sums in another order, and those
 * below 1e-14, rounding all of them, as 0.
 */
function told(x: unknown): string {
  const size = plain.isMatrix(x) ? JSON.stringify(x.size()) : ''
  const rounded = (y: unknown): string => {
    if (typeof y !== 'number') return plain.format(y)
    return Math.abs(y) < 1e-14 ? '0' : plain.format(y, { precision: 11 })
  }
  return `${plain.typeOf(x)}${size} ${plain.format(x, rounded)}`
}

/** Every number, with its bits, in order. */
function elements(result: Outcome): unknown {
  if ('error' in result) return result.error
  const { value } = result
  return isMatrix(value) ? [value.size(), value.valueOf()] : value
}

/** A matrix must hold as many elements as its size says. */
function checkConsistent(result: unknown): void {
  if (!isMatrix(result) || math.typeOf(result) !== 'DenseMatrix') return
  const size = result.size()
  const elements = size.reduce((a, b) => a * b, 1)
  try {
    assert.ok(flat(result).length === elements)
  } catch (error) {
    assert.ok(error instanceof DomainError, String(error)) // other elements than numbers
  }
}

describe('a wrong shape', () => {
  const mistakes: [string, () => unknown][] = [
    ['add', () => math.add(math.ones([2, 3]), math.ones([3, 2]))],
    ['dotMultiply', () => math.dotMultiply(math.ones([4]), math.ones([3]))],
    ['larger', () => math.larger(math.ones([4]), math.ones([3]))],
    ['multiply', () => math.multiply(math.ones([2]), math.ones([3]))],
    ['sum', () => math.sum(math.ones([2]), 1)],
    ['softmax', () => math.softmax(math.ones([2]), 1)],
    ['logSumExp', () => math.logSumExp(math.ones([2]), -1)],
    ['argMax', () => math.argMax(math.ones([2]), 2)],
    ['reshape', () => math.reshape(math.ones([2]), [3])],
    ['permute', () => math.permute(math.ones([2]), [1])],
    ['take', () => math.take(math.ones([2]), [2])],
    ['broadcastTo', () => math.broadcastTo(math.ones([2]), [3])],
    ['zeros', () => math.zeros([-1])],
  ]

  for (const [name, mistake] of mistakes) {
    it(`in ${name} is told with the three parts`, () => {
      assert.throws(mistake, (error: unknown) => {
        assert.ok(error instanceof ShapeError)
        assert.equal(error.where, `math.${name}`)
        for (const part of [error.expected, error.given, error.mend]) {
          assert.ok(part.length > 2 && !/undefined|NaN/.test(part), part)
        }
        return true
      })
    })
  }
})

function hasNaN(x: unknown): boolean {
  return isMatrix(x) && math.typeOf(x) === 'DenseMatrix' ? /NaN/.test(String(x)) : Number.isNaN(x)
}
