import { SourceMap } from 'node:module'

export interface ScriptMap {
  /** The source map's JSON. */
  map: string
  /** What stack traces call the script. */
  name: string
  /** How many lines stand above the author's text in what the compiler was given. */
  addedLines: number
}

export interface Place {
  name: string
  /** One-based. */
  line: number
  /** One-based. */
  column: number
}

/** From places in compiled scripts to the places that the author wrote. */
export class ScriptMaps {
  private readonly scripts = new Map<string, ScriptMap & { parsed?: SourceMap }>()

  add(script: string, map: ScriptMap): void {
    this.scripts.set(script, map)
  }

  has(script: string): boolean {
    return this.scripts.has(script)
  }

  /** @returns undefined when the script is not one of ours. */
  locate(script: string, line: number, column: number): Place | undefined {
    const known = this.scripts.get(script)
    if (!known) return undefined
    known.parsed ??= new SourceMap(JSON.parse(known.map))
    const entry = known.parsed.findEntry(line - 1, column - 1)
    if (!('originalLine' in entry)) return { name: known.name, line, column }
    return {
      name: known.name,
      line: entry.originalLine + 1 - known.addedLines,
      column: entry.originalColumn + 1,
    }
  }
}
