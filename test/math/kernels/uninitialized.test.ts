import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { constants, PerformanceObserver } from 'node:perf_hooks'
import { ordinaryArray, uninitialized } from '../../../src/math/kernels/uninitialized.js'
import { root } from '../../support/repository.js'

/** Counts the garbage collections of a kind. */
async function collectionsDuring(run: () => void): Promise<(kind: number) => number> {
  const collections = new Map<unknown, number>()
  const observer = new PerformanceObserver((list) => {
    for (const { detail } of list.getEntries() as unknown as { detail: { kind: number } }[])
      collections.set(detail.kind, (collections.get(detail.kind) ?? 0) + 1)
  })
  observer.observe({ entryTypes: ['gc'] })
  run()
  await new Promise((resolve) => setTimeout(resolve, 50))
  observer.disconnect()
  return (kind) => collections.get(kind) ?? 0
}

/** The module once more, which has no such memory, after the longest wait for a collection. */
async function outsideOfResultMemory(): Promise<(length: number) => Float64Array> {
  const again = '../../../src/math/kernels/uninitialized.js?again'
  const { resultArray }: typeof import('../../../src/math/kernels/uninitialized.js') = await import(
    again
  )
  for (let i = 0; i < 9; i++) resultArray(2 ** 20)
  return resultArray
}

describe('memory for results', () => {
  for (const length of [0, 1, 2 ** 14 - 1, 2 ** 14, 200_000]) {
    it(`holds ${length} numbers and belongs to nobody else`, () => {
      const first = uninitialized(length).fill(1)
      const second = uninitialized(length).fill(2)
      assert.equal(first.length, length)
      assert.ok(first.every((value) => value === 1))
      assert.ok(second.every((value) => value === 2))
    })
  }

  it('comes back from long results that were dropped, before V8 marks its heap', async () => {
    const resultArray = await outsideOfResultMemory()
    const count = await collectionsDuring(() => {
      for (let i = 0; i < 200; i++) resultArray(2 ** 20)
    })
    assert.ok(count(constants.NODE_PERFORMANCE_GC_MINOR) >= 190)
    assert.ok(count(constants.NODE_PERFORMANCE_GC_MAJOR) <= 5)
  })

  it('comes back for the next result of 8 MB', async () => {
    const resultArray = await outsideOfResultMemory()
    const held = Array.from({ length: 50 }, () => {
      assert.equal(resultArray(2 ** 20).buffer.byteLength, 2 ** 23)
      return process.memoryUsage().arrayBuffers
    })
    assert.ok(Math.max(...held) - Math.min(...held) < 2 ** 22, held.join(' '))
  })

  it('leaves --expose-gc as it was given', () => {
    const program = `
      import { uninitialized } from './src/math/kernels/uninitialized.ts'
      import { runInNewContext } from 'node:vm'
      for (let i = 0; i < 4; i++) uninitialized(2 ** 20)
      console.log(runInNewContext('typeof gc'))`
    const given = (...options: string[]) =>
      execFileSync(
        process.execPath,
        [...options, '--import', 'tsx', '--input-type=module', '--eval', program],
        { cwd: root, encoding: 'utf8' },
      ).trim()
    assert.equal(given('--expose-gc'), 'function')
    assert.equal(given(), 'undefined')
  })

  it('waits for the engine where that offers no collection, as in a browser', async () => {
    const again = '../../../src/math/kernels/droppedResults.js?again'
    const { beforeResultOf }: typeof import('../../../src/math/kernels/droppedResults.js') =
      await import(again)
    const { getBuiltinModule } = process
    Reflect.deleteProperty(process, 'getBuiltinModule')
    try {
      const count = await collectionsDuring(() => {
        for (let i = 0; i < 1000; i++) beforeResultOf(2 ** 24)
      })
      assert.ok(count(constants.NODE_PERFORMANCE_GC_MINOR) < 100)
    } finally {
      process.getBuiltinModule = getBuiltinModule
    }
  })

  it('waits longer where that is wished for, but for no more than 64 MB', async () => {
    const again = '../../../src/math/kernels/droppedResults.js?longer'
    const { beforeResultOf }: typeof import('../../../src/math/kernels/droppedResults.js') =
      await import(again)
    let collections = 0
    const wish = () => {
      collections++
      return 1e12
    }
    beforeResultOf(8e6, wish)
    for (let i = 0; i < 16; i++) beforeResultOf(2 ** 23, wish)
    assert.equal(collections, 3)
  })

  it('is not asked of Buffer where there is none, as in a browser', () => {
    const { Buffer } = globalThis
    Reflect.deleteProperty(globalThis, 'Buffer')
    try {
      assert.deepEqual(ordinaryArray(200_000), new Float64Array(200_000))
    } finally {
      Object.defineProperty(globalThis, 'Buffer', {
        value: Buffer,
        configurable: true,
        writable: true,
      })
    }
  })
})
