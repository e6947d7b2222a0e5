import { readFileSync } from 'node:fs'
import Module, { createRequire, isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isMissing } from './isMissing.js'
import type { LocalModules } from './LocalModules.js'
import { asNamespace, isObject, type Namespace } from './namespace.js'
import { resolveLocal } from './resolveLocal.js'

/** `import()` as it works in a file of the given folder. */
type Importer = (specifier: string) => Promise<Namespace>

/**
 * Loads what cells and the files beside a notebook import: packages by Node's own loader, as seen
 * from the importing file, so that everybody gets the same module; files beside the notebook
 * through `LocalModules`, so that they may be TypeScript and edits are picked up.
 */
export class ModuleLoader {
  private readonly importers = new Map<string, Importer>()
  private readonly ownImporter = importerIn(dirname(fileURLToPath(import.meta.url)))

  constructor(
    private readonly local: LocalModules,
    /** Modules that the kernel provides itself, by name. */
    private readonly provided: Readonly<Record<string, object>>,
  ) {}

  /**
   * @param asked turned into text, as `import()` does
   * @param from the path of the importing file.
   */
  async load(asked: unknown, from: string): Promise<Namespace> {
    const specifier = `${asked}`
    if (Object.hasOwn(this.provided, specifier)) return asNamespace(this.provided[specifier])
    const file = pathOf(specifier, from)
    if (file === undefined) return this.loadPackage(specifier, from)
    const found = resolveLocal(file)
    if (found === undefined) throw notFound(specifier, from)
    if (found.endsWith('.json')) return asNamespace(JSON.parse(readFileSync(found, 'utf8')))
    if (isForNode(found)) return this.importFrom(from)(pathToFileURL(found).href)
    return this.local.load(found, (inner) => this.load(inner, found))
  }

  private async loadPackage(specifier: string, from: string): Promise<Namespace> {
    let namespace: Namespace
    let resolver = createRequire(from)
    try {
      namespace = await this.importFrom(from)(specifier)
    } catch (error) {
      if (!isMissing(error, specifier)) throw error
      namespace = await this.ownImporter(specifier).catch((second) => {
        throw isMissing(second, specifier) ? error : second
      })
      resolver = createRequire(import.meta.url)
    }
    return withCommonJsNames(namespace, specifier, resolver)
  }

  private importFrom(file: string): Importer {
    const folder = dirname(file)
    const importer = this.importers.get(folder) ?? importerIn(folder)
    this.importers.set(folder, importer)
    return importer
  }
}

/** A CommonJS module that Node takes to lie in the folder; its `import()` looks from there. */
function importerIn(folder: string): Importer {
  const file = join(folder, '__import__.cjs')
  const module = Object.assign(new Module(file), { filename: file }) as CompilableModule
  module._compile('module.exports = (specifier) => import(specifier)', file)
  const load: Importer = module.exports
  const require = createRequire(file)
  return (specifier) =>
    load(specifier).catch((error) => {
      const path = pathIn(require, specifier)
      const isJson = path.endsWith('.json')
      if (isJson && wantsAttribute.test(error?.code)) return { default: require(path) }
      // of what the module itself imports in vain, the error tells another importer
      const isAsked = path !== '' && String(error?.message).includes(`imported from ${file}`)
      if (!isAsked || !wantsEnding.test(error?.code)) throw error
      return load(pathToFileURL(path).href)
    })
}

/** Of a JSON file: Node wants `with { type: 'json' }`, and calls it experimental. */
const wantsAttribute = /^ERR_IMPORT_(ATTRIBUTE|ASSERTION_TYPE)_MISSING$/

/** Of a file or folder in a package: TypeScript finds it without its ending, as `require` does. */
const wantsEnding = /^ERR_(MODULE_NOT_FOUND|UNSUPPORTED_DIR_IMPORT)$/

/** `_compile` is what `require` calls; it is missing from the typings. */
interface CompilableModule extends Module {
  _compile(code: string, file: string): void
}

/** The path that a relative, absolute or file: specifier names; undefined for packages. */
function pathOf(specifier: string, from: string): string | undefined {
  if (specifier.startsWith('file:')) return fileURLToPath(specifier)
  if (/^\.{0,2}\//.test(specifier))
    return join(specifier.startsWith('/') ? '/' : dirname(from), specifier)
  return undefined
}

/** Files that Node loads itself: what packages bring, native addons and WebAssembly. */
function isForNode(path: string): boolean {
  return path.includes('/node_modules/') || !/\.[cm]?[jt]sx?$/.test(path)
}

function notFound(specifier: string, from: string): Error {
  const error = new Error(`Cannot find module '${specifier}' from ${dirname(from)}`)
  return Object.assign(error, { code: 'ERR_MODULE_NOT_FOUND' })
}

/**
 * Node shows of a CommonJS module `default` and the names that it guesses; TypeScript promises all
 * names, and for a compiled ES module its own `default`.
 */
function withCommonJsNames(
  namespace: Namespace,
  specifier: string,
  resolver: NodeJS.Require,
): Namespace {
  const { default: exports } = namespace
  if (!isObject(exports) || isBuiltin(specifier)) return namespace
  const isCommonJs = resolver.cache[pathIn(resolver, specifier)]?.exports === exports
  return isCommonJs ? asNamespace(exports) : namespace
}

function pathIn(resolver: NodeJS.Require, specifier: string): string {
  try {
    return resolver.resolve(specifier)
  } catch {
    return ''
  }
}
