/**
 * From the ES module that the compiler makes of a cell to the text of an async function.
 *
 * - Imports are loaded first, through the kernel's loader, as `import()` would: a cell and a
 *   library that import the same package get the same module. Names are read from the module each
 *   time, for it may change them.
 * - The cell's own variables stay local, so that loops run at full speed; `__earlier` gets a getter
 *   and a setter for each, through which later cells see and change them.
 * - Nothing moves: what is taken out is replaced by blanks, and what is added stands on the line
 *   before the first, so that the compiler's source map fits as it is.
 */
import type * as ts from 'typescript'
import { isImportedName, type Place, placeOf } from '../tslab/compiledNames.js'
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
  const loads: string[] = []
  /** Where the names are found that are imported. */
  const places = new Map<string, string>()
  const edits: Edit[] = []
  for (const statement of file.statements) {
    const whole = { start: statement.getStart(file), end: statement.end }
    if (ts.isImportDeclaration(statement)) {
      const imported = importedPlaces(ts, statement)
      loads.push(loadStatements(ts, statement, `__module${loads.length}`, imported))
      for (const { name, module, member } of imported)
        places.set(name, `${module}[${JSON.stringify(member)}]`)
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
  const bindings = names.map((name) => {
    const place = places.get(name) ?? name
    return `${name}: [() => ${place}, (v) => { ${name} = v }]`
  })
  const head = [...loads, `__bind({ ${bindings.join(', ')} });`].join(' ')
  const parameters = cellParameters.join(', ')
  // The inner block lets a cell declare variables named like the parameters.
  const text = `(async function (${parameters}) { 'use strict'; { ${head}\n${body}\n}})`
  return { text, names }
}

function exportedNames(ts: TypeScript, { exportClause }: ts.ExportDeclaration): string[] {
  if (!exportClause || !ts.isNamedExports(exportClause)) return []
  return exportClause.elements.map(({ name }) => name.text)
}

/** Load a module, and name it for all that is imported from it. */
function loadStatements(
  ts: TypeScript,
  { moduleSpecifier, importClause }: ts.ImportDeclaration,
  module: string,
  places: readonly Place[],
): string {
  const statements = [`const ${module} = await __load(${moduleSpecifier.getText()});`]
  const bindings = importClause?.namedBindings
  if (bindings && ts.isNamespaceImport(bindings)) {
    statements.push(`const ${bindings.name.text} = ${module};`)
  }
  for (const { name, module: own, member } of places) {
    // the name is there to be a constant: where the cell assigns, it stands as the author wrote it
    const constant = `{ ${JSON.stringify(member)}: ${name} }`
    statements.push(`const ${own} = ${module}, ${constant} = ${module};`)
  }
  return statements.join(' ')
}

/** Where the imported names are found: `importedNames` has written the cell so. */
function importedPlaces(ts: TypeScript, { importClause }: ts.ImportDeclaration): Place[] {
  if (!importClause) return []
  const bindings = importClause.namedBindings
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : []
  return [importClause, ...named]
    .filter((node) => isImportedName(ts, node))
    .map((imported) => placeOf(ts, imported))
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
