import assert from 'node:assert/strict'
import { tensor } from '../../src/math/storage.js'

export const named = {
  W1: tensor([0.1, -0, 1e-320, Number.MAX_VALUE, -2.5, 3], [2, 3]),
  b1: tensor([7], [1]),
  empty: tensor([], [0, 4]),
}

export const refuses = (run: () => Promise<unknown>, given: RegExp) =>
  assert.rejects(run, { name: 'DomainError', given })
