import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parseIdx } from '../../src/data/idx.js'
import { DomainError } from '../../src/math/errors.js'

/** An IDX file of unsigned bytes with these axes. */
function idxFile(size: readonly number[], data: readonly number[]): Uint8Array {
  const lengths = size.flatMap((n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255])
  return Uint8Array.from([0, 0, 8, size.length, ...lengths, ...data])
}

const sizes = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 4 })

/** The message must name the file and say what is wrong and how to mend it. */
function refuses(bytes: Uint8Array, expected: RegExp): void {
  assert.throws(
    () => parseIdx(bytes, 'digits-ubyte'),
    (error: unknown) => {
      assert.ok(error instanceof DomainError)
      assert.match(error.message, /digits-ubyte/)
      assert.match(error.message, expected)
      assert.match(error.message, /get digits-ubyte again/)
      return true
    },
  )
}

describe('parseIdx', () => {
  it('reads back any file of unsigned bytes', () => {
    fc.assert(
      fc.property(sizes, fc.infiniteStream(fc.nat({ max: 255 })), (size, stream) => {
        const count = size.reduce((product, n) => product * n, 1)
        const data = [...stream.take(count)]
        const idx = parseIdx(idxFile(size, data), 'made here')
        assert.deepEqual(idx.size, size)
        assert.deepEqual(Array.from(idx.data), data)
      }),
      { seed: 1 },
    )
  })

  it('looks at the bytes without copying them', () => {
    const bytes = idxFile([3], [7, 8, 9])
    assert.equal(parseIdx(bytes, 'x').data.buffer, bytes.buffer)
  })

  it('reads a file that lies inside a larger buffer', () => {
    const file = idxFile([2], [5, 6])
    const buffer = new Uint8Array(file.length + 3)
    buffer.set(file, 3)
    assert.deepEqual(Array.from(parseIdx(buffer.subarray(3), 'x').data), [5, 6])
  })

  it('refuses an empty file', () => refuses(new Uint8Array(), /at least 4 bytes.*0 bytes/s))

  it('refuses a file cut anywhere', () => {
    const whole = idxFile([2, 3], [1, 2, 3, 4, 5, 6])
    for (let length = 0; length < whole.length; length++) {
      refuses(whole.slice(0, length), new RegExp(`${length} bytes`))
    }
  })

  it('refuses a file with bytes too many', () => {
    refuses(idxFile([2], [1, 2, 3]), /10 bytes, as its header says 2.*11 bytes/s)
  })

  it('refuses foreign files by their first bytes', () => {
    refuses(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0), /beginning 1f 8b 08 00$/m)
    refuses(Uint8Array.of(0, 1, 8, 1, 0, 0, 0, 0), /beginning 00 01 08 01/)
    refuses(Uint8Array.of(1, 0, 8, 1, 0, 0, 0, 0), /beginning 01 00 08 01/)
    refuses(Uint8Array.of(0, 0, 0x0d, 1, 0, 0, 0, 0), /unsigned bytes/)
    refuses(Uint8Array.of(0, 0, 8, 0, 1), /unsigned bytes/)
  })

  it('refuses what is no bytes', () => {
    for (const [bytes, given] of [
      [[0, 0, 8, 1], '[0, 0, 8, 1]'],
      [new ArrayBuffer(4), 'an object of ArrayBuffer'],
      [new Uint16Array(4), 'an object of Uint16Array'],
      [undefined, 'undefined'],
    ] as const) {
      assert.throws(() => parseIdx(bytes as never, 'x'), { name: 'DomainError', given })
    }
  })
})
