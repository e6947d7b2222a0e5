import type { Content } from '../protocol/message.js'

type Entry = [session: number, line: number, source: string]

const session = 1
const longest = 10_000

/** What was run in this kernel. Source: Jupyter client documentation, "History". */
export class History {
  private readonly entries: Entry[] = []

  add(line: number, source: string): void {
    this.entries.push([session, line, source])
    if (this.entries.length > longest) this.entries.shift()
  }

  answer(request: Content): Content {
    const found = this.find(request)
    const history = request.output ? found.map(([s, l, source]) => [s, l, [source, null]]) : found
    return { status: 'ok', history }
  }

  private find(request: Content): Entry[] {
    const limit = Number(request.n ?? 10)
    switch (request.hist_access_type) {
      case 'tail':
        return this.entries.slice(-limit)
      case 'range':
        return this.range(request)
      case 'search':
        return this.search(request).slice(-limit)
      default:
        return []
    }
  }

  /** Session 0 is this one; negative sessions are earlier ones, which are not kept. */
  private range({ session: asked = 0, start = 0, stop }: Content): Entry[] {
    if (asked !== 0 && asked !== session) return []
    const end = typeof stop === 'number' ? stop : Number.POSITIVE_INFINITY
    return this.entries.filter(([, line]) => line >= Number(start) && line < end)
  }

  private search({ pattern = '*', unique }: Content): Entry[] {
    const expression = globExpression(String(pattern))
    const found = this.entries.filter(([, , source]) => expression.test(source))
    return unique ? [...new Map(found.map((entry) => [entry[2], entry])).values()] : found
  }
}

/** `*` stands for any text and `?` for any character, as in SQLite's GLOB. */
function globExpression(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 's')
}
