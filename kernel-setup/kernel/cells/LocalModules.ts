/**
 * Files beside the notebook that cells import: TypeScript or JavaScript, compiled as they are
 * loaded. A file is run again when it, or anything that it imports from here, has changed.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import vm from 'node:vm'
import type * as ts from 'typescript'
import type { ScriptMaps } from '../output/ScriptMaps.js'
import type { TypeScript } from '../tslab/typescript.js'
import { importMeta } from './importMeta.js'
import { asNamespace, type Namespace } from './namespace.js'

/** Loads what a local module imports. */
export type LoadInner = (specifier: unknown) => Promise<Namespace>

interface LocalModule {
  text: string
  exports: Namespace
  /** The local modules that it imports. */
  imports: Set<string>
  /** Whether its code has run to its end. */
  done: boolean
  running: Promise<void>
}

const parameters = ['exports', 'require', 'module', '__filename', '__dirname', '__load']

export class LocalModules {
  private readonly modules = new Map<string, LocalModule>()
  /** The modules whose code runs now, outermost first. */
  private readonly stack: string[] = []

  constructor(
    private readonly ts: TypeScript,
    private readonly maps: ScriptMaps,
  ) {}

  async load(path: string, loadInner: LoadInner): Promise<Namespace> {
    const importer = this.stack.at(-1)
    if (importer !== undefined) this.modules.get(importer)?.imports.add(path)
    const known = this.modules.get(path)
    if (known && !known.done && this.stack.includes(path)) return known.exports // a cycle
    if (known && this.isFresh(path, new Set())) {
      await known.running
      return known.exports
    }
    return this.run(path, loadInner)
  }

  private isFresh(path: string, checked: Set<string>): boolean {
    if (checked.has(path)) return true
    checked.add(path)
    const module = this.modules.get(path)
    if (!module || module.text !== readIfThere(path)) return false
    return [...module.imports].every((inner) => this.isFresh(inner, checked))
  }

  private async run(path: string, loadInner: LoadInner): Promise<Namespace> {
    const text = readFileSync(path, 'utf8')
    const body = this.compile(path, text)
    const commonJs = { exports: {} as Namespace }
    const load = Object.assign(loadInner, { meta: importMeta(path) })
    const start = vm.runInThisContext(body, { filename: path, lineOffset: -1 })
    const module: LocalModule = {
      text,
      exports: commonJs.exports,
      imports: new Set(),
      done: false,
      running: Promise.resolve(),
    }
    this.modules.set(path, module)
    this.stack.push(path)
    module.running = start(
      commonJs.exports,
      createRequire(path),
      commonJs,
      path,
      dirname(path),
      load,
    )
    try {
      await module.running
      module.exports = asNamespace(commonJs.exports)
      module.done = true
    } catch (error) {
      this.modules.delete(path)
      throw error
    } finally {
      this.stack.splice(this.stack.lastIndexOf(path), 1)
    }
    return module.exports
  }

  /** The text of an async function of `parameters`. */
  private compile(path: string, text: string): string {
    const { ts } = this
    const { outputText, sourceMapText } = ts.transpileModule(text, {
      // `.mts` and `.mjs` would stay ES modules
      fileName: path.replace(/\.[cm](?=[jt]s$)/, '.'),
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        esModuleInterop: true,
        allowJs: true,
        jsx: ts.JsxEmit.React,
        sourceMap: true,
      },
      transformers: { before: [loadDynamically(ts)], after: [awaitImports(ts)] },
    })
    this.maps.add(path, { map: sourceMapText ?? '', name: path, addedLines: 0 })
    const code = outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, '')
    return `(async function (${parameters.join(', ')}) {\n${code}\n})`
  }
}

/** `import('x')` becomes `__load('x')`, and `import.meta` `__load.meta`. */
function loadDynamically(ts: TypeScript): ts.TransformerFactory<ts.SourceFile> {
  const { factory } = ts
  return (context) => {
    const visit = (node: ts.Node): ts.Node => {
      if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
        return factory.createPropertyAccessExpression(factory.createIdentifier('__load'), 'meta')
      }
      const visited = ts.visitEachChild(node, visit, context)
      const isImport =
        ts.isCallExpression(visited) && visited.expression.kind === ts.SyntaxKind.ImportKeyword
      return isImport ? callLoad(ts, visited) : visited
    }
    return (file) => ts.visitEachChild(file, visit, context)
  }
}

/**
 * In the CommonJS that the compiler makes of an import, `require('x')` becomes `await __load('x')`,
 * without the helper around it, for `__load` gives what an import sees. A `require` that the author
 * wrote stays.
 */
function awaitImports(ts: TypeScript): ts.TransformerFactory<ts.SourceFile> {
  const { factory } = ts
  return (context) => {
    const visit = (node: ts.Node): ts.Node => {
      const call = generatedRequire(ts, node)
      if (!call) return ts.visitEachChild(node, visit, context)
      return factory.createParenthesizedExpression(
        factory.createAwaitExpression(callLoad(ts, call)),
      )
    }
    return (file) => ts.visitEachChild(file, visit, context)
  }
}

/** The call of `require` that the compiler made, also inside its helpers for imports. */
function generatedRequire(ts: TypeScript, node: ts.Node): ts.CallExpression | undefined {
  const isGenerated = ts.isCallExpression(node) && node.pos < 0 && ts.isIdentifier(node.expression)
  if (!isGenerated) return undefined
  const { text } = node.expression
  if (text === 'require') return node
  const isHelper = text === '__importStar' || text === '__importDefault'
  return isHelper ? generatedRequire(ts, node.arguments[0]) : undefined
}

function callLoad(ts: TypeScript, call: ts.CallExpression): ts.CallExpression {
  const load = ts.factory.createIdentifier('__load')
  return ts.factory.createCallExpression(load, undefined, call.arguments)
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
