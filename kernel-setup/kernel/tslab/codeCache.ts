/**
 * Loads a CommonJS file with the byte code that V8 made of it earlier. TypeScript's compiler is
 * 9 MB of JavaScript: with its cache the first cell takes little more than half the time.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { dirname } from 'node:path'
import vm from 'node:vm'

export interface Loaded {
  exports: object
  /**
   * Writes the cache. Only what has run is in it: so call this once the code has been used. There
   * is none when the cache was fit; V8 itself rejects one of another version or another source.
   */
  save?: () => void
}

/** @param cacheFile where the cache is, or will be */
export function loadWithCodeCache(file: string, cacheFile: string): Loaded {
  const code = readFileSync(file, 'utf8')
  const names = ['exports', 'require', 'module', '__filename', '__dirname']
  const script = new vm.Script(`(function (${names.join(', ')}) {${code}\n})`, {
    filename: file,
    cachedData: readIfThere(cacheFile),
  })
  const module = Object.assign(new Module(file), { filename: file, loaded: true })
  const require = createRequire(file)
  require.cache[file] = module
  script.runInThisContext()(module.exports, require, module, file, dirname(file))
  if (script.cachedDataRejected === false) return { exports: module.exports }
  return { exports: module.exports, save: () => write(cacheFile, script.createCachedData()) }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/** Written aside and renamed: several kernels may start at once. A cache is a luxury, no duty. */
function write(file: string, data: Buffer): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    const aside = `${file}.${process.pid}`
    writeFileSync(aside, data)
    renameSync(aside, file)
  } catch {
    // a folder that cannot be written to: the next start is as slow as this one
  }
}
