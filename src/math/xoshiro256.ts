/**
 * xoshiro256** 1.0 and splitmix64, public-domain algorithms of Blackman and Vigna
 * (prng.di.unimi.it), with each 64-bit word as two unsigned 32-bit halves.
 */
import { DomainError } from './errors.js'

/** High and low half of a 64-bit word. */
type Word = readonly [high: number, low: number]

function add([aHigh, aLow]: Word, [bHigh, bLow]: Word): Word {
  const low = aLow + bLow
  return [(aHigh + bHigh + (low > 0xffffffff ? 1 : 0)) >>> 0, low >>> 0]
}

function xor([aHigh, aLow]: Word, [bHigh, bLow]: Word): Word {
  return [(aHigh ^ bHigh) >>> 0, (aLow ^ bLow) >>> 0]
}

/** Shift to the right by 0 < k < 32. */
function shiftRight([high, low]: Word, k: number): Word {
  return [high >>> k, ((low >>> k) | (high << (32 - k))) >>> 0]
}

/** The low 64 bits of a product, by 16-bit digits, so that no partial product is rounded. */
function multiply([aHigh, aLow]: Word, [bHigh, bLow]: Word): Word {
  const a0 = aLow & 0xffff
  const a1 = aLow >>> 16
  const b0 = bLow & 0xffff
  const b1 = bLow >>> 16
  const middle = a1 * b0 + ((a0 * b0) >>> 16)
  const cross = a0 * b1 + (middle & 0xffff)
  const carry = a1 * b1 + Math.floor(middle / 65536) + Math.floor(cross / 65536)
  const high = (carry + Math.imul(aHigh, bLow) + Math.imul(aLow, bHigh)) >>> 0
  return [high, Math.imul(aLow, bLow) >>> 0]
}

/** The seeding generator: 64 well-mixed bits for each step of a counter, or from any 64. */
function splitmix64(counter: Word): Word {
  let z = counter
  z = multiply(xor(z, shiftRight(z, 30)), [0xbf58476d, 0x1ce4e5b9])
  z = multiply(xor(z, shiftRight(z, 27)), [0x94d049bb, 0x133111eb])
  return xor(z, shiftRight(z, 31))
}

const GOLDEN: Word = [0x9e3779b9, 0x7f4a7c15]

export function noState(given: string): DomainError {
  return new DomainError({
    where: 'Random.restore',
    expected: 'a state as Random.save gave it: eight 32-bit words, not all 0, and a spare number',
    given,
    mend: 'keep what save returned, whole',
  })
}

export class Xoshiro256 {
  /** The last 64 bits made by `next`. */
  high = 0
  low = 0
  /** s0 high, s0 low, …, s3 low. */
  readonly #s = new Uint32Array(8)

  constructor(seed: number) {
    let counter: Word = [Math.floor(seed / 2 ** 32) >>> 0, seed >>> 0]
    for (let i = 0; i < 4; i++) {
      counter = add(counter, GOLDEN)
      this.#s.set(splitmix64(counter), 2 * i)
    }
  }

  words(): number[] {
    return Array.from(this.#s)
  }

  /** @throws DomainError unless these are eight words, not all 0. */
  setWords(words: readonly number[]): void {
    if (!Array.isArray(words)) throw noState(`words: ${words}`)
    const valid = words.every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32)
    if (words.length !== 8 || !valid || words.every((word) => word === 0)) {
      throw noState(`words: [${words.join(', ')}]`)
    }
    this.#s.set(words)
  }

  /** The words of another generator: four outputs of this one, mixed once more by splitmix64. */
  split(): number[] {
    return Array.from({ length: 4 }, () => {
      this.next()
      return splitmix64([this.high, this.low])
    }).flat()
  }

  /** Advances the state; result = rotl(s1 · 5, 7) · 9. */
  next(): void {
    const s = this.#s
    const fiveHigh = (Math.imul(s[2], 5) + Math.floor((s[3] * 5) / 2 ** 32)) >>> 0
    const fiveLow = (s[3] * 5) >>> 0
    const rotatedHigh = ((fiveHigh << 7) | (fiveLow >>> 25)) >>> 0
    const rotatedLow = ((fiveLow << 7) | (fiveHigh >>> 25)) >>> 0
    this.high = (Math.imul(rotatedHigh, 9) + Math.floor((rotatedLow * 9) / 2 ** 32)) >>> 0
    this.low = (rotatedLow * 9) >>> 0
    this.#advance()
  }

  #advance(): void {
    const s = this.#s
    const shiftedHigh = ((s[2] << 17) | (s[3] >>> 15)) >>> 0
    const shiftedLow = (s[3] << 17) >>> 0
    s[4] ^= s[0]
    s[5] ^= s[1]
    s[6] ^= s[2]
    s[7] ^= s[3]
    s[2] ^= s[4]
    s[3] ^= s[5]
    s[0] ^= s[6]
    s[1] ^= s[7]
    s[4] ^= shiftedHigh
    s[5] ^= shiftedLow
    // s3 = rotl(s3, 45): the halves exchanged, then 13 to the left
    const [high, low] = [s[7], s[6]]
    s[6] = (high << 13) | (low >>> 19)
    s[7] = (low << 13) | (high >>> 19)
  }
}
