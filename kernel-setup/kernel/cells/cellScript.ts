/**
 * From the ES module that the compiler makes of a cell to the text of an async function.
 *
 * - Imports are loaded first, through the kernel's loader, as `import()` would: a cell and a library
 *   that import the same package get the same module.
 * - The cell's own variables stay local, so that loops run at full speed; `__earlier` gets a getter
 *   and a setter for each, through which later cells see and change them.
 * - Nothing moves: what is taken out is replaced by blanks, and what is added stands on the line
 *   before the first, so that the compiler's source map fits as it is.
 */
import type * as ts from 'typescript'
import type { TypeScript } from '../tslab/typescript.js'

/** The names that a cell's code may use besides its own; `__load` is as long as `import`. */
export const cellParameters = [
  'exports',
  '__earlier',
  'require',
  'console',
  'display',
  'input',
  'password',
  '__filename',
  '__dirname',
  '__load',
  '__bind',
]

export interface CellScript {
  /** The text of an async function of `cellParameters`. */
  text: string
  /** The value names that the cell declares or imports. */
  names: string[]
}

interface Edit {
  start: number
  end: number
  text?: string
}

export function cellScript(ts: TypeScript, module: string): CellScript {
  const file = ts.createSourceFile('cell.js', module, ts.ScriptTarget.Latest, true)
  const names: string[] = []
  const imports: string[] = []
  const edits: Edit[] = []
  for (const statement of file.statements) {
    const whole = { start: statement.getStart(file), end: statement.end }
    if (ts.isImportDeclaration(statement)) {
      imports.push(...loadStatements(ts, statement, imports.length))
      edits.push(whole)
    } else if (ts.isExportDeclaration(statement)) {
      names.push(...exportedNames(ts, statement))
      edits.push(whole)
    } else if (ts.isVariableStatement(statement) && statement.modifiers) {
      // tslab's variable for the value of the last expression
      names.push(...statement.declarationList.declarations.map((x) => x.name.getText(file)))
      edits.push({ start: whole.start, end: statement.declarationList.getStart(file) })
    }
  }
  const body = applyEdits(module, [...edits, ...importExpressions(ts, file)])
  const bindings = names.map((name) => `${name}: [() => ${name}, (v) => { ${name} = v }]`)
  const head = [...imports, `__bind({ ${bindings.join(', ')} });`].join(' ')
  // The inner block lets a cell declare variables named like the parameters.
  const text = `(async function (${cellParameters.join(', ')}) { 'use strict'; { ${head}\n${body}\n}})`
  return { text, names }
}

function exportedNames(ts: TypeScript, { exportClause }: ts.ExportDeclaration): string[] {
  if (!exportClause || !ts.isNamedExports(exportClause)) return []
  return exportClause.elements.map(({ name }) => name.text)
}

/** `const` statements that load a module and take what the import names. */
function loadStatements(
  ts: TypeScript,
  { moduleSpecifier, importClause }: ts.ImportDeclaration,
  serial: number,
): string[] {
  const load = `await __load(${moduleSpecifier.getText()})`
  if (!importClause) return [`${load};`]
  const module = `__module${serial}`
  const taken: string[] = []
  if (importClause.name) taken.push(`default: ${importClause.name.text}`)
  const bindings = importClause.namedBindings
  if (bindings && ts.isNamedImports(bindings)) {
    taken.push(
      ...bindings.elements.map((x) => `${(x.propertyName ?? x.name).getText()}: ${x.name.text}`),
    )
  }
  const statements = [`const ${module} = ${load};`]
  if (taken.length > 0) statements.push(`const { ${taken.join(', ')} } = ${module};`)
  if (bindings && ts.isNamespaceImport(bindings)) {
    statements.push(`const ${bindings.name.text} = ${module};`)
  }
  return statements
}

/** The word `import` of `import(...)` and `import.meta`, to be written `__load`. */
function importExpressions(ts: TypeScript, file: ts.SourceFile): Edit[] {
  const edits: Edit[] = []
  const visit = (node: ts.Node): void => {
    const isImport =
      node.kind === ts.SyntaxKind.ImportKeyword ||
      (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
    if (isImport && !ts.isImportDeclaration(node.parent)) {
      const start = node.getStart(file)
      edits.push({ start, end: start + 'import'.length, text: '__load' })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return edits
}

/** Applies edits that do not overlap and keep lines where they are. */
function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = ''
  let position = 0
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    const replaced = text.slice(edit.start, edit.end)
    result += text.slice(position, edit.start) + (edit.text ?? replaced.replace(/[^\n]/g, ' '))
    position = edit.end
  }
  return result + text.slice(position)
}
