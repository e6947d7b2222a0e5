/** How a cell lets others see a variable: a getter and a setter. */
export type Accessors = [get: () => unknown, set: (value: unknown) => void]

type Saved = Map<string, PropertyDescriptor | undefined>

/** The variables of all cells. Each lives in the cell that declared it last. */
export class Variables {
  /**
   * What compiled cells call `__earlier`; `exports` as well, until they use the name themselves.
   */
  readonly exports: Record<string, unknown> = {}

  bind(accessors: Readonly<Record<string, Accessors>>): void {
    for (const [name, [get, set]] of Object.entries(accessors)) {
      Object.defineProperty(this.exports, name, { get, set, enumerable: true, configurable: true })
    }
  }

  /** Removes a variable and gives its value. */
  take(name: string): unknown {
    const value = this.exports[name]
    delete this.exports[name]
    return value
  }

  save(names: readonly string[]): Saved {
    return new Map(names.map((name) => [name, Object.getOwnPropertyDescriptor(this.exports, name)]))
  }

  /** A variable that a stopped cell declared and never set is again what it was before. */
  restoreUnset(saved: Saved): void {
    for (const [name, earlier] of saved) {
      if (earlier && !this.isSet(name)) Object.defineProperty(this.exports, name, earlier)
    }
  }

  private isSet(name: string): boolean {
    try {
      void this.exports[name]
      return true
    } catch {
      return false // `let`, `const` and `class` throw before their line has run
    }
  }
}
