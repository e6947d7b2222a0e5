import assert from 'node:assert/strict'
import {
  inSpareMemory,
  SpareMemory,
  uninitialized,
} from '../../../src/math/kernels/uninitialized.js'

describe('memory for results', () => {
  for (const length of [0, 1, 2 ** 17 - 1, 2 ** 17, 200_000]) {
    it(`holds ${length} numbers and belongs to nobody else`, () => {
      const first = uninitialized(length).fill(1)
      const second = uninitialized(length).fill(2)
      assert.equal(first.length, length)
      assert.equal(first.buffer.byteLength, 8 * length)
      assert.ok(first.every((value) => value === 1))
      assert.notEqual(first.buffer, second.buffer)
    })
  }

  it('is not asked of Buffer where there is none, as in a browser', () => {
    const { Buffer } = globalThis
    Reflect.deleteProperty(globalThis, 'Buffer')
    try {
      assert.deepEqual(uninitialized(200_000), new Float64Array(200_000))
    } finally {
      Object.defineProperty(globalThis, 'Buffer', {
        value: Buffer,
        configurable: true,
        writable: true,
      })
    }
  })
})

describe('spare memory', () => {
  const given = () => {
    const memory = new SpareMemory()
    const array = new Float64Array(5000)
    memory.give(array)
    return { memory, array }
  }

  it('serves a result of its length, once, where it is asked for', () => {
    const { memory, array } = given()
    assert.notEqual(uninitialized(5000), array)
    inSpareMemory(memory, () => {
      assert.notEqual(uninitialized(5001), array)
      assert.equal(uninitialized(5000), array)
      assert.notEqual(uninitialized(5000), array)
    })
  })

  it('is let go when a whole repetition has not used it', () => {
    const { memory, array } = given()
    memory.begin()
    assert.equal(memory.take(5000), array)
    memory.give(array)
    memory.begin()
    memory.begin()
    assert.equal(memory.take(5000), undefined)
  })

  it('is never a part of a buffer that others may have a part of', () => {
    const { memory } = given()
    memory.give(new Float64Array(9000).subarray(0, 6000))
    assert.equal(memory.take(6000), undefined)
  })
})
