import type { JSDocTagInfo, QuickInfo, SymbolDisplayPart } from 'typescript'
import type { Notebook } from '../cells/Notebook.js'
import type { Content } from '../protocol/message.js'
import { toUtf16 } from './cursor.js'

/** Source: Jupyter client documentation, "Introspection". */
export function inspect(notebook: Notebook, { code, cursor_pos }: Content): Content {
  const source = String(code)
  const info = notebook.inspect(source, toUtf16(source, Number(cursor_pos)))
  if (!info) return { status: 'ok', found: false, data: {}, metadata: {} }
  const signature = textOf(info.displayParts)
  const documentation = documentationOf(info)
  const data = {
    'text/plain': [signature, documentation].filter(Boolean).join('\n\n'),
    'text/markdown': [`\`\`\`typescript\n${signature}\n\`\`\``, documentation]
      .filter(Boolean)
      .join('\n\n'),
  }
  return { status: 'ok', found: true, data, metadata: {} }
}

function textOf(parts: readonly SymbolDisplayPart[] | undefined): string {
  return (parts ?? []).map(({ text }) => text).join('')
}

function documentationOf({ documentation, tags }: QuickInfo): string {
  return [textOf(documentation), ...(tags ?? []).map(describeTag)].filter(Boolean).join('\n\n')
}

function describeTag({ name, text }: JSDocTagInfo): string {
  return `*@${name}* ${textOf(text)}`.trim()
}
