/**
 * Modules of Node that few notebooks use, and that take nearly half of Node's declarations. Only
 * their names are declared until a cell, or what it imports, asks for one of them: a kernel starts
 * from a smaller snapshot. Of Node's other declarations only `process.getBuiltinModule` refers to
 * them; it gives `any` for their names as long as none is imported.
 */
const rare = [
  'child_process',
  'cluster',
  'dgram',
  'http2',
  'https',
  'inspector',
  'repl',
  'sea',
  'test',
  'trace_events',
  'wasi',
  'zlib',
]

const file = new RegExp(`/@types/node/(${rare.join('|')})(\\.generated)?\\.d\\.ts$`)
const module = new RegExp(`^(node:)?(${rare.join('|')})(/|$)`)

/** Whether the file declares such a module. */
export function declaresRareModule(path: string): boolean {
  return file.test(path)
}

export function isRareModule(name: string): boolean {
  return module.test(name)
}

/** Declarations of the same modules, without what is in them. */
export function namesOf(declarations: string): string {
  return (declarations.match(/^declare module "[^"]+"/gm) ?? []).join('\n')
}
