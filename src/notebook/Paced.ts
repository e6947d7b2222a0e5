/** Least time between two drawings, in milliseconds. */
const INTERVAL = 250

/** Drawing may take at most this share of the time, however slow it is. */
const SHARE = 0.1

/**
 * Draws the newest of many requests, at most about four times a second, never two at once. What is
 * asked for in between is dropped, but the last request is always drawn by `finish`.
 */
export class Paced<T> {
  readonly #draw: (item: T) => Promise<void>
  #waiting: { item: T } | undefined
  #running: Promise<void> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #notBefore = 0
  #finishing = false
  #failure: { error: unknown } | undefined

  constructor(draw: (item: T) => Promise<void>) {
    this.#draw = draw
  }

  request(item: T): void {
    this.#waiting = { item }
    if (!this.#running && !this.#timer) this.#schedule()
  }

  /** Draws what still waits, and throws what an earlier drawing threw. */
  async finish(): Promise<void> {
    this.#finishing = true
    clearTimeout(this.#timer)
    await this.#running
    if (this.#failure) throw this.#failure.error
    if (this.#waiting) await this.#draw(this.#waiting.item)
    this.#waiting = undefined
  }

  #schedule(): void {
    const wait = this.#notBefore - performance.now()
    if (wait <= 0) this.#start()
    else this.#timer = setTimeout(() => this.#start(), wait)
  }

  #start(): void {
    this.#timer = undefined
    this.#running = this.#drawWaiting().finally(() => {
      this.#running = undefined
      if (this.#waiting && !this.#finishing) this.#schedule()
    })
  }

  async #drawWaiting(): Promise<void> {
    const next = this.#waiting
    this.#waiting = undefined
    if (!next || this.#failure) return
    const start = performance.now()
    try {
      await this.#draw(next.item)
    } catch (error) {
      this.#failure = { error }
    }
    const end = performance.now()
    this.#notBefore = Math.max(start + INTERVAL, end + (end - start) / SHARE)
  }
}
