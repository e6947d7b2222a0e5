import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { backend, flat, type Matrix, math, setBackend, tensor } from '../../../src/math/index.js'
import { isInResultMemory, uninitialized } from '../../../src/math/kernels/uninitialized.js'
import { isLasting, newHome } from '../../../src/math/kernels/wasm/homes.js'
import {
  WasmResultMemory,
  wasmResultMemory,
} from '../../../src/math/kernels/wasm/WasmResultMemory.js'
import { Random } from '../../../src/math/random.js'
import { storageOf } from '../../../src/math/storage.js'
import { SGD } from '../../../src/train/SGD.js'
import { collect } from '../../support/collect.js'

const MILLION = [1000, 1000]

const isInMemory = (x: Matrix) => isInResultMemory(storageOf(x))

describe('the memory for long results', () => {
  const before = backend()
  beforeEach(() => {
    setBackend('wasm')
    collectAll()
  })
  after(() => setBackend(before))

  it('gets the place of each dropped result back, in a loop that never waits', () => {
    let x = math.clone(tensor(new Float64Array(1e6), MILLION))
    for (let i = 0; i < 300; i++) {
      x = math.add(math.multiply(x, 0.5), 1) as Matrix
      assert.ok(isInMemory(x), `result ${i} lies elsewhere`)
    }
    assert.ok(Math.abs(math.sum(x) - 2e6) < 1e-6)
  })

  it('keeps every result that is held, however many come and go meanwhile', () => {
    const random = new Random(5)
    const whole = (low: number, high: number) => random.integers(1, { low, high })[0]
    const held = new Map<number, Matrix>()
    let pooled = 0
    for (let i = 0; i < 2000; i++) {
      const length = whole(2 ** 14, 2 ** 18)
      const made = math.add(tensor(new Float64Array(length), [length]), i) as Matrix
      if (isInMemory(made)) pooled++
      if (random.uniform() < 0.3) held.set(i, made)
      if (held.size > 40) {
        const [old] = [...held.keys()].slice(whole(0, held.size))
        assertAll(held.get(old), old)
        held.delete(old)
      }
    }
    assert.ok(pooled > 500, `${pooled} results of 2000`)
    for (const [i, x] of held) assertAll(x, i)
  })

  it('gives what `flat` returns an array of its own, of which any view may be kept', () => {
    const views = Array.from({ length: 40 }, (_, i) => {
      const x = math.add(tensor(new Float64Array(1e6), MILLION), i) as Matrix
      assert.ok(isInMemory(x))
      const elements = flat(x)
      assert.ok(!isInMemory(x))
      elements[7] = -1
      assert.equal(math.subset(x, math.index(0, 7)), -1)
      return elements.subarray(10, 20)
    })
    for (let i = 0; i < 100; i++) math.add(tensor(new Float64Array(1e6), MILLION), Number.NaN)
    for (const [i, view] of views.entries()) assert.deepEqual([...view], Array(10).fill(i))
  })

  it('lets a parameter move at its first update', () => {
    const W = math.ones(300, 300) as Matrix
    const sum = math.add(W, 1) as Matrix
    assert.ok(isInMemory(sum))
    new SGD({ lr: 1 }).update({ W: sum }, { W })
    assert.ok(!isInMemory(sum))
    assert.ok(isLasting(storageOf(sum)))
    assertAll(sum, 1)
  })

  it('holds what is copied and what gets another size, too', () => {
    const x = tensor(new Float64Array(1e6), MILLION)
    for (const copy of [math.clone(x), math.matrix(x), math.reshape(x, [500, -1])])
      assert.ok(isInMemory(copy as Matrix))
  })

  it('takes the first place that is long enough', () => {
    const memory = opened()
    const first = memory.take(1000)
    const place = (() => memory.take(3000)?.byteOffset)()
    const third = memory.take(1000)
    collect()
    memory.afterCollection()
    const [longer, shorter] = [memory.take(3100), memory.take(2900)]
    assert.ok(first && third && longer && shorter)
    assert.equal(shorter.byteOffset, place)
    assert.ok(longer.byteOffset > third.byteOffset)
  })

  it('sends elsewhere what is too long, or finds no place any more', () => {
    const memory = opened()
    const eighth = 2 ** 22 - 16
    assert.equal(memory.take(2 ** 22 + 1), undefined)
    const arrays = Array.from({ length: 9 }, () => memory.take(eighth))
    assert.deepEqual(
      arrays.map((array) => array?.length),
      [...Array(8).fill(eighth), undefined],
    )
    assert.equal(new Set(arrays.map((array) => array?.byteOffset)).size, 9)
  })

  it('lets the next collection wait for three times what has just survived its first one', () => {
    const memory = opened()
    const x = memory.take(2 ** 20)
    assert.ok(memory.afterCollection() >= 3 * 2 ** 23)
    assert.ok(memory.afterCollection() < 2 ** 23)
    assert.ok(x)
  })

  for (const [engine, shows] of Object.entries({
    'shows nothing': () => true,
    'does not come to the end of what it shows': (map: object) => {
      inspect(map, { showHidden: true, depth: 0 })
      return false
    },
  })) {
    it(`believes no array to be dropped where the engine ${engine}`, () => {
      const home = newHome(2 ** 20)
      assert.ok(home)
      const memory = new WasmResultMemory(home, shows)
      const places = Array.from({ length: 6 }, () => {
        const place = memory.take(200_000)?.byteOffset
        collect()
        memory.afterCollection()
        return place
      })
      assert.equal(places[5], undefined)
      assert.equal(new Set(places.slice(0, 5)).size, 5)
    })
  }

  it('is not disturbed by how a user has arrays inspected', () => {
    const how = Symbol.for('nodejs.util.inspect.custom')
    Object.defineProperty(Float64Array.prototype, how, {
      configurable: true,
      value() {
        throw new Error('no way')
      },
    })
    try {
      const sums = Array.from({ length: 6 }, (_, i) => {
        return math.add(tensor(new Float64Array(1e6), MILLION), i) as Matrix
      })
      for (const [i, sum] of sums.entries()) assertAll(sum, i)
    } finally {
      Reflect.deleteProperty(Float64Array.prototype, how)
    }
  })
})

/** What other tests have left: after the longest interval, of 64 MB, it is known what is free. */
function collectAll(): void {
  collect()
  for (let i = 0; i < 9; i++) uninitialized(2 ** 20)
}

function opened(): WasmResultMemory {
  const memory = wasmResultMemory()
  assert.ok(memory)
  return memory
}

function assertAll(x: Matrix | undefined, value: number): void {
  assert.ok(x && storageOf(x).every((element) => element === value), `not all are ${value}`)
}
