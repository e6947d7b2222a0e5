import assert from 'node:assert/strict'
import { flips } from '../../src/math/storage.js'
import type { Num } from '../../src/math/types.js'
import { type GoldenCase, inOurs } from '../autodiff/goldenCases.js'
import { assertClose, type GoldenValue, golden, numbers } from '../golden/golden.js'

const { cases } = golden<{ readonly cases: readonly GoldenCase[] }>('ops')

/** How many cases of each kind the file has. */
const expected: Readonly<Record<string, number>> = {
  broadcastTo: 1,
  concat: 2,
  flatten: 1,
  flip: 1,
  gather: 1,
  pad: 1,
  permute: 1,
  reshape: 1,
  slice: 1,
  'slice with step': 1,
  'squeeze and expand': 1,
  stack: 1,
  tile: 1,
  transpose: 1,
}

const ours = cases.filter(({ op, x }) => op in expected && typeof x !== 'number')

describe('golden: elements moved, by jax', () => {
  it('are all compared', () => {
    const found: Record<string, number> = {}
    for (const { op } of ours) found[op] = (found[op] ?? 0) + 1
    assert.deepEqual(found, expected)
  })

  ours.forEach((c, number) => {
    it(`${c.op}, case ${number}: the same bits, without a switch of storage`, () => {
      const names = Object.keys(c.gradient)
      const inputs = Object.fromEntries(
        names.map((name) => [name, numbers(c[name] as GoldenValue)]),
      )
      const before = flips()
      const moved = inOurs({ ...c, thenCubed: false })(inputs)
      assert.equal(flips(), before)
      // the file holds cubes: three roundings at most
      const cubed = c.thenCubed ? inOurs(c)(inputs) : moved
      assertClose(cubed as Num, numbers(c.out), { relative: 4e-16, absolute: 0 })
    })
  })
})
