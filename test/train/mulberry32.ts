/**
 * The portable generator of the golden training runs (recipe in test/golden/training.json): it lets
 * several languages start from the same weights and draw the same batches.
 */
export class Mulberry32 {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }

  /** Box–Muller; every number takes two uniforms, and the sine is not used. */
  normal(): number {
    const u = this.uniform()
    const v = this.uniform()
    return Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v)
  }

  normals(count: number, std: number): number[] {
    return Array.from({ length: count }, () => std * this.normal())
  }

  indices(count: number, length: number): number[] {
    return Array.from({ length: count }, () => Math.floor(this.uniform() * length))
  }
}
