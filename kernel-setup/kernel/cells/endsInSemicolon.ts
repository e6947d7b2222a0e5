import type { TypeScript } from '../tslab/typescript.js'

/** Whether a cell's last statement ends in a semicolon: then its value is not shown. */
export function endsInSemicolon(ts: TypeScript, source: string): boolean {
  if (!source.includes(';')) return false
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.Latest)
  return file.statements.at(-1)?.getText(file).endsWith(';') ?? false
}
