import assert from 'node:assert/strict'
import { DomainError, ShapeError } from '../../src/math/errors.js'

/** Checks that each of these calls is refused with an error of three parts, from `where`. */
export function assertRefused(where: string, calls: readonly (() => unknown)[]): void {
  for (const call of calls) {
    assert.throws(
      call,
      (error: unknown) => {
        assert.ok(error instanceof ShapeError || error instanceof DomainError, String(error))
        assert.equal(error.where, where)
        for (const part of [error.expected, error.given, error.mend]) assert.ok(part !== '')
        return true
      },
      String(call),
    )
  }
}

/** What no function takes for a matrix. */
export const NO_MATRICES = ['a', undefined, null, {}, () => 1, [[1, 2], [3]], [1, 'a']]

/** What is no axis of a matrix with two of them. */
export const NO_AXES = [-1, 2, 0.5, Number.NaN, Infinity]
