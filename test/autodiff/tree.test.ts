import assert from 'node:assert/strict'
import { grad, vjp } from '../../src/autodiff/grad.js'
import { jacobian, jvp } from '../../src/autodiff/jacobian.js'
import { math } from '../../src/math/instance.js'
import type { Value } from '../../src/math/types.js'

describe('a function that gives no values', () => {
  it('is refused, be it an async one, whose gradient would be empty', () => {
    const results: readonly (readonly [result: unknown, given: string, mend: RegExp])[] = [
      [Promise.resolve(1), 'an object of Promise', /without async/],
      [new Map([['y', 1]]), 'an object of Map', /Object\.fromEntries/],
      [{ y: [new Date(0)] }, 'y.0: an object of Date', /no parameter/],
      [math.complex(1, 2), 'an object of Complex', /no parameter/],
      [{ y: math.fraction(1, 3) }, 'y: an object of Fraction', /no parameter/],
    ]
    for (const [result, given, mend] of results) {
      const f = (_: number) => result as Value
      const calls = [() => grad(f)(2), () => vjp(f)(2), () => jvp(f)(2), () => jacobian(f)(2)]
      for (const call of calls) assert.throws(call, { name: 'DomainError', given, mend })
    }
    const bare = Object.assign(Object.create(null), { x: 3 })
    assert.deepEqual(grad((p: { x: number }) => math.square(p.x))(bare), { x: 6 })
    class Point {
      x = 3
    }
    assert.deepEqual(grad((p: Point) => math.square(p.x))(new Point()), { x: 6 })
  })
})
