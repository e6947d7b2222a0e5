import type { CompletionEntry } from 'typescript'
import type { Notebook } from '../cells/Notebook.js'
import type { Content } from '../protocol/message.js'
import type { Completions } from '../tslab/cellCompiler.js'
import { cellOffset } from '../tslab/tslab.js'
import { toCodePoints, toUtf16 } from './cursor.js'
import { pathCompletions } from './pathCompletions.js'

/** Source: Jupyter client documentation, "Completion". */
export function complete(notebook: Notebook, { code, cursor_pos }: Content): Content {
  const source = String(code)
  const cursor = toUtf16(source, Number(cursor_pos))
  const found = notebook.complete(source, cursor)
  const typed = withoutRange(found, source, cursor) ?? found
  const paths = typed.candidates.length === 0 ? pathCompletions(source, cursor) : undefined
  const { start, end, candidates } = paths ?? typed
  const range = { start: toCodePoints(source, start), end: toCodePoints(source, end) }
  const kinds = new Map(found.original?.entries.map(({ name, kind }) => [name, String(kind)]))
  const types = candidates.map((text) => {
    const kind = kinds.get(text) ?? (paths ? 'file' : '')
    return { text, type: typeNames[kind] ?? kind, ...range }
  })
  return {
    status: 'ok',
    matches: candidates,
    cursor_start: range.start,
    cursor_end: range.end,
    metadata: { _jupyter_types_experimental: types },
  }
}

/**
 * Where tslab gives no range (in strings: paths, module names, keys), what was typed is replaced.
 */
function withoutRange(
  { start: from, end: to, original }: Completions,
  source: string,
  cursor: number,
): Omit<Completions, 'original'> | undefined {
  if (!original || from !== to) return undefined
  const span = original.entries.find(({ replacementSpan }) => replacementSpan)?.replacementSpan
  const word = /[\w$]*$/.exec(source.slice(0, cursor))?.[0] ?? ''
  const start = span ? span.start - cellOffset : cursor - word.length
  const typed = source.slice(start, cursor)
  const fits = ({ name }: CompletionEntry) => name.startsWith(typed)
  const candidates = original.entries.filter(fits).map(({ name }) => name)
  return { start, end: span ? start + span.length : cursor, candidates }
}

/** JupyterLab's words, which choose the icons, where they differ from TypeScript's. */
const typeNames: Readonly<Record<string, string>> = {
  var: 'variable',
  let: 'variable',
  const: 'constant',
  'local var': 'variable',
  'local function': 'function',
  parameter: 'variable',
  getter: 'property',
  setter: 'property',
  alias: 'module',
  script: 'file',
  'enum member': 'enum',
  'primitive type': 'keyword',
  'type parameter': 'type',
}
