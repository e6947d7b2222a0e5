import type { Notebook } from '../cells/Notebook.js'
import type { Content } from '../protocol/message.js'
import { toCodePoints, toUtf16 } from './cursor.js'

/** Source: Jupyter client documentation, "Completion". */
export function complete(notebook: Notebook, { code, cursor_pos }: Content): Content {
  const source = String(code)
  const cursor = toUtf16(source, Number(cursor_pos))
  const { start, end, candidates, original } = notebook.complete(source, cursor)
  const range = {
    cursor_start: toCodePoints(source, start),
    cursor_end: toCodePoints(source, end),
  }
  const kinds = new Map(original?.entries.map(({ name, kind }) => [name, String(kind)]))
  return {
    status: 'ok',
    matches: candidates,
    ...range,
    metadata: {
      _jupyter_types_experimental: candidates.map((text) => ({
        text,
        type: typeNames[kinds.get(text) ?? ''] ?? kinds.get(text) ?? '',
        start: range.cursor_start,
        end: range.cursor_end,
      })),
    },
  }
}

/** JupyterLab's words, which choose the icons, where they differ from TypeScript's. */
const typeNames: Readonly<Record<string, string>> = {
  var: 'variable',
  let: 'variable',
  const: 'constant',
  'local var': 'variable',
  'local function': 'function',
  parameter: 'variable',
  method: 'method',
  getter: 'property',
  setter: 'property',
  alias: 'module',
  'enum member': 'enum',
  'primitive type': 'keyword',
  'type parameter': 'type',
}
