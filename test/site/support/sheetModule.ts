/** The TypeScript of the cheat sheet as one module: a function for each line. */
import type { Group, Row, Sheet } from '../../../docs/build/cheatSheet/sheet.js'

/** What the sheet's lines may use; charts are looked into. */
const helpers = `
const at = (value: any, ...path: (string | number)[]): any =>
  path.reduce((part, name) => part[name], value)
const drawn = (chart: unknown, field: string) =>
  at(chart, 'data', 'values').map((row: Record<string, unknown>) => row[field])
const axis = (chart: any, channel: string) => (chart.layer?.[0] ?? chart).encoding[channel]
const titleOf = (chart: unknown, channel: string) => axis(chart, channel).title
const domainOf = (chart: unknown, channel: string) => axis(chart, channel).scale.domain
`

export async function sheetModule(sheet: Sheet): Promise<string> {
  const lines = sheet.groups.flatMap((group) => group.rows.map((row) => line(sheet, group, row)))
  const text = lines.join('\n')
  const exported = Object.keys(await import('notegrad'))
  const names = exported.filter((name) => new RegExp(`\\b${name}\\b`).test(text))
  return `import { ${names.join(', ')}, type Value } from 'notegrad'
import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs'
import { basename, resolve } from 'node:path'
${helpers}
export const lines: (() => unknown)[] = [
${text}
]
`
}

function line(sheet: Sheet, group: Group, { python, typescript, shows }: Row): string {
  const common = sheet.setup.map(([, code]) => code).filter((code) => !code.startsWith('import'))
  const setup = [...common, group.setup?.[1] ?? ''].join('\n')
  const body = shows ? `${typescript}\nreturn ${shows[1]}` : `return ${typescript}`
  // in a scope of its own: a line may give a name of the setup to something else
  return `// cell ${JSON.stringify(python)}\n() => {\n${setup}\n{\n${body}\n}\n},`
}
