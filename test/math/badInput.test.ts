import assert from 'node:assert/strict'
import fc from 'fast-check'
import { DomainError, ShapeError } from '../../src/math/errors.js'
import { extensions } from '../../src/math/functions/index.js'
import { math } from '../../src/math/instance.js'
import { flat, tensor } from '../../src/math/storage.js'
import { isMatrix } from '../../src/math/types.js'

type AnyFunction = (...args: unknown[]) => unknown
const ofMath = math as unknown as Record<string, AnyFunction>

/** Arguments that may or may not make sense together. */
const argument: fc.Arbitrary<unknown> = fc.oneof(
  fc
    .array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 })
    .map((size) => tensor(new Float64Array(size.reduce((a, b) => a * b)).fill(1.5), size)),
  fc.constantFrom<unknown>(0, 1, 2, -1, 0.5, Number.NaN, Infinity),
  fc.constantFrom<unknown>('a', '', undefined, null, true, {}, () => 1),
  fc.constantFrom<unknown>([1, 2], [[1, 2], [3]], [], [1, 'a'], [0, 1], [1, 0], [-1]),
)

/** What a mistake inside the library says, rather than one in the call. */
const CRASH = /cannot read|is not a function|is not iterable|call stack|not a constructor/i

function isClear(error: unknown): boolean {
  return error instanceof Error && error.message.length > 10 && !CRASH.test(error.message)
}

describe('whatever the arguments', () => {
  for (const { name } of extensions) {
    it(`${name} gives a value, or an error that says what is wrong`, () => {
      fc.assert(
        fc.property(fc.array(argument, { minLength: 1, maxLength: 3 }), (args) => {
          let result: unknown
          try {
            result = ofMath[name](...args)
          } catch (error) {
            assert.ok(isClear(error), `${name}: ${String(error)}`)
            return
          }
          // mathjs's transpose hands anything but matrices back
          assert.ok(result !== undefined || name === 'transpose', `${name} gave nothing`)
          checkConsistent(result)
        }),
        { seed: 1, numRuns: 300 },
      )
    })
  }
})

/** A matrix must hold as many elements as its size says. */
function checkConsistent(result: unknown): void {
  if (!isMatrix(result) || math.typeOf(result) !== 'DenseMatrix') return
  const size = result.size()
  const elements = size.reduce((a, b) => a * b, 1)
  try {
    assert.equal(flat(result).length, elements)
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
