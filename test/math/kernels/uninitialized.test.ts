import assert from 'node:assert/strict'
import { uninitialized } from '../../../src/math/kernels/uninitialized.js'

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

  it('comes back from large results that were dropped, within the turn', () => {
    const held = () => process.memoryUsage().arrayBuffers
    const before = held()
    const peaks = Array.from({ length: 100 }, () => {
      uninitialized(2 ** 20)
      return held() - before
    })
    assert.ok(Math.max(...peaks) < 6 * 2 ** 23, `${Math.max(...peaks)} bytes`)
  })

  it('does not come back where the engine offers no collection, as in a browser with a Buffer', async () => {
    const again = '../../../src/math/kernels/droppedResults.js?again'
    const { beforeResultOf }: typeof import('../../../src/math/kernels/droppedResults.js') =
      await import(again)
    const { getBuiltinModule } = process
    Reflect.deleteProperty(process, 'getBuiltinModule')
    try {
      for (let i = 0; i < 3; i++) beforeResultOf(2 ** 24)
    } finally {
      process.getBuiltinModule = getBuiltinModule
    }
  })

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
