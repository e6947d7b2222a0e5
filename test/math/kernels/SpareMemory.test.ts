import assert from 'node:assert/strict'
import { loops } from '../../../src/math/kernels/loops/index.js'
import { SpareMemory } from '../../../src/math/kernels/SpareMemory.js'
import { inMemoryOf, resultOver, uninitialized } from '../../../src/math/kernels/uninitialized.js'
import { wasmKernels } from '../../../src/math/kernels/wasm/index.js'

const memoryOf = (kernels = loops) => new SpareMemory(kernels.resident)

/** An array that was lent and given back. */
function given(memory: SpareMemory, length = 5000): Float64Array {
  const array = inMemoryOf(memory, () => uninitialized(length))
  memory.give(array)
  return array
}

/** Arrays of these lengths, all in use at once for a repetition. */
function repetition(memory: SpareMemory, lengths: readonly number[]): Float64Array[] {
  memory.begin()
  const arrays = inMemoryOf(memory, () => lengths.map(uninitialized))
  for (const array of arrays) memory.give(array)
  return arrays
}

const buffersOf = (arrays: readonly Float64Array[]) => new Set(arrays.map(({ buffer }) => buffer))

describe('spare memory', () => {
  it('serves a result of its length, once, where it is asked for', () => {
    const memory = memoryOf()
    const array = given(memory)
    assert.notEqual(uninitialized(5000), array)
    inMemoryOf(memory, () => {
      assert.notEqual(uninitialized(5001), array)
      assert.equal(uninitialized(5000), array)
      assert.notEqual(uninitialized(5000), array)
    })
  })

  it('is let go when a whole repetition has not used it', () => {
    const memory = memoryOf()
    const array = given(memory)
    memory.begin()
    assert.equal(memory.take(5000), array)
    memory.give(array)
    memory.begin()
    memory.begin()
    assert.notEqual(memory.take(5000), array)
  })

  it('takes no array that it has not made', () => {
    const memory = memoryOf()
    const array = new Float64Array(5000)
    memory.give(array)
    assert.notEqual(memory.take(5000), array)
  })

  it('serves again what a computation made, but for its result', () => {
    const memory = memoryOf()
    const made: Float64Array[] = []
    const compute = () => {
      made.push(uninitialized(5000), uninitialized(5000))
      return made[1]
    }
    const result = memory.lendTo(compute, (array) => [array])
    assert.equal(memory.take(5000), made[0])
    assert.notEqual(memory.take(5000), result)
  })

  it('serves a computation within a computation, whose results both keep', () => {
    const memory = memoryOf()
    let inner: Float64Array[] = []
    const compute = () => {
      const mine = uninitialized(5000)
      const both = () => [uninitialized(5000), uninitialized(5000)]
      inner = memory.lendTo(both, (arrays) => arrays)
      return mine
    }
    const outer = memory.lendTo(compute, (array) => [array])
    assert.equal(new Set([outer, ...inner, memory.take(5000)]).size, 4)
  })

  it('puts a result in the place of what is read for the last time, and of nothing else', () => {
    const memory = memoryOf()
    const [x, y] = [new Float64Array(5000), new Float64Array(5000)]
    const both = () => [resultOver(x), resultOver(y)]
    const [overX, overY] = memory.lendTo(both, () => [], x)
    assert.equal(overX, x)
    assert.notEqual(overY, y)
    assert.notEqual(resultOver(x), x)
  })

  it('moves to a memory of the kernels after a repetition without new arrays', () => {
    const memory = memoryOf(wasmKernels)
    const lengths = [20_001, 20_001, 5000]
    const first = repetition(memory, lengths)
    const second = repetition(memory, lengths)
    assert.deepEqual(new Set(second), new Set(first))
    for (let i = 0; i < 3; i++) {
      const arrays = repetition(memory, lengths)
      assert.equal(buffersOf(arrays).size, 1)
      assert.equal(new Set(arrays).size, 3)
      assert.ok(arrays.every((array, j) => array.length === lengths[j] && !first.includes(array)))
    }
  })

  it('stays there where some repetitions need less than others, in any order', () => {
    const [training, inference] = [
      [9000, 4000, 9000, 4000],
      [9000, 4000],
    ]
    for (const order of [
      [training, inference],
      [training, inference, inference],
      [training, training, inference],
    ]) {
      const memory = memoryOf(wasmKernels)
      const rounds = () => order.flatMap((lengths) => repetition(memory, lengths))
      for (let i = 0; i < 2; i++) rounds()
      const arrays = [1, 2, 3].flatMap(rounds)
      assert.equal(buffersOf(arrays).size, 1)
      assert.notEqual(arrays[0].buffer.byteLength, arrays[0].byteLength)
    }
  })

  it('leaves it for other lengths, and finds another one for those', () => {
    const memory = memoryOf(wasmKernels)
    const [small, large] = [
      [9000, 2000],
      [18_000, 4000],
    ]
    for (let i = 0; i < 2; i++) repetition(memory, small)
    const [home] = buffersOf(repetition(memory, small))
    for (let i = 0; i < 2; i++) {
      assert.ok(!buffersOf(repetition(memory, large)).has(home))
    }
    const arrays = repetition(memory, large)
    assert.equal(buffersOf(arrays).size, 1)
    assert.ok(!buffersOf(arrays).has(home))
  })

  it('holds no memory for lengths that change each time', () => {
    const memory = memoryOf(wasmKernels)
    for (let i = 0; i < 10; i++) {
      const arrays = repetition(memory, [9000 + i, 12_000])
      assert.ok(arrays.every(({ buffer, byteLength }) => buffer.byteLength === byteLength))
    }
  })

  it('stays ordinary where the system refuses the memory', () => {
    const memory = memoryOf(wasmKernels)
    const { grow } = WebAssembly.Memory.prototype
    let refused = 0
    WebAssembly.Memory.prototype.grow = () => {
      refused++
      throw new RangeError('no memory')
    }
    try {
      for (let i = 0; i < 5; i++) {
        assert.equal(buffersOf(repetition(memory, [20_000, 20_000])).size, 2)
      }
      assert.equal(refused, 1)
    } finally {
      WebAssembly.Memory.prototype.grow = grow
    }
  })
})
