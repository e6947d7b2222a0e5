import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Content } from '../protocol/message.js'

type Entry = [session: number, line: number, source: string]

/** Cells that are kept: beyond the larger number the file is shortened to the smaller. */
const kept = { most: 6000, least: 5000 }
/** Characters of a cell that is kept. */
const longest = 20_000

/**
 * What was run, in this kernel and in those before it. Source: Jupyter client documentation,
 * "History".
 */
export class History {
  private earlier: Entry[] | undefined
  private readonly own: Entry[] = []

  /**
   * @param file where it is kept from one kernel to the next, a JSON array a line; '' for nowhere
   */
  constructor(private readonly file: string) {}

  add(line: number, source: string): void {
    const entry: Entry = [this.session, line, source.slice(0, longest)]
    this.own.push(entry)
    if (this.own.length > kept.most) this.own.splice(0, kept.most - kept.least)
    if (this.file === '') return
    try {
      mkdirSync(dirname(this.file), { recursive: true })
      appendFileSync(this.file, `${JSON.stringify(entry)}\n`)
    } catch {
      // a folder that cannot be written to: this history ends with its kernel
    }
  }

  answer(request: Content): Content {
    const found = this.find(request)
    const history = request.output ? found.map(([s, l, source]) => [s, l, [source, null]]) : found
    return { status: 'ok', history }
  }

  /** Sessions are numbered from 1. Kernels that run at once mix their lines in the file. */
  private get session(): number {
    return this.before.reduce((greatest, [session]) => Math.max(greatest, session), 0) + 1
  }

  /** The cells of earlier kernels. */
  private get before(): Entry[] {
    this.earlier ??= this.file === '' ? [] : readBounded(this.file)
    return this.earlier
  }

  private find(request: Content): Entry[] {
    const all = [...this.before, ...this.own]
    const limit = Number(request.n ?? 10)
    switch (request.hist_access_type) {
      case 'tail':
        return newest(all, limit)
      case 'range':
        return this.range(request)
      case 'search':
        return newest(search(all, request), limit)
      default:
        return []
    }
  }

  /** Session 0 is this one; negative sessions count back from it. */
  private range({ session: asked = 0, start = 0, stop }: Content): Entry[] {
    const wanted = Number(asked) > 0 ? Number(asked) : this.session + Number(asked)
    const from =
      wanted === this.session ? this.own : this.before.filter(([session]) => session === wanted)
    const end = typeof stop === 'number' ? stop : Number.POSITIVE_INFINITY
    return from.filter(([, line]) => line >= Number(start) && line < end)
  }
}

function newest(entries: readonly Entry[], limit: number): Entry[] {
  return limit > 0 ? entries.slice(-limit) : []
}

/** The entries of the file; damaged lines are passed over. A file that is too long is shortened. */
function readBounded(file: string): Entry[] {
  let entries: Entry[]
  try {
    entries = readFileSync(file, 'utf8').split('\n').flatMap(parseEntry)
  } catch {
    return []
  }
  if (entries.length <= kept.most) return entries
  const newest = entries.slice(-kept.least)
  try {
    const aside = `${file}.${process.pid}`
    writeFileSync(aside, newest.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
    renameSync(aside, file)
  } catch {
    // it stays too long
  }
  return newest
}

function parseEntry(line: string): Entry[] {
  try {
    const [session, number, source] = JSON.parse(line)
    const isEntry = Number.isInteger(session) && Number.isInteger(number)
    return isEntry && typeof source === 'string' ? [[session, number, source]] : []
  } catch {
    return []
  }
}

function search(entries: readonly Entry[], { pattern = '*', unique }: Content): Entry[] {
  const expression = globExpression(String(pattern))
  const found = entries.filter(([, , source]) => expression.test(source))
  return unique ? [...new Map(found.map((entry) => [entry[2], entry])).values()] : found
}

/** `*` stands for any text and `?` for any character, as in SQLite's GLOB. */
function globExpression(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 's')
}
