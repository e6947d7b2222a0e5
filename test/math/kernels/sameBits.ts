import assert from 'node:assert/strict'

/** Equal lengths and equal elements, −0 and 0 told apart; one NaN is as good as another. */
export function assertSameBits(actual: Float64Array, expected: Float64Array, what = ''): void {
  assert.equal(actual.length, expected.length, `${what} length`)
  for (let i = 0; i < expected.length; i++) {
    if (!Object.is(actual[i], expected[i])) {
      assert.fail(`${what}[${i}] is ${show(actual[i])}, expected ${show(expected[i])}`)
    }
  }
}

function show(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}
