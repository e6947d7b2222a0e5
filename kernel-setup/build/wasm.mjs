/**
 * Compiles src/math/kernels/assembly to WebAssembly and writes it, as base64, into a module.
 *
 * Inlined so that the library stays one file, which browsers, bundlers and `require` load alike.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** @param {string} root the package's folder */
export async function buildWasm(root) {
  const folder = join(root, 'src/math/kernels')
  const sources = join(folder, 'assembly')
  const target = join(folder, 'wasmBinary.generated.ts')
  const hash = hashOf(sources)
  const stamp = `// Made by kernel-setup/build/wasm.mjs from assembly/ (sha256 ${hash}).\n`
  if (existsSync(target) && readFileSync(target, 'utf8').startsWith(stamp)) return
  const binary = await compile(sources)
  const base64 = Buffer.from(binary).toString('base64')
  replaceFile(target, `${stamp}export const wasmBase64 = '${base64}'\n`)
}

/** At one stroke, so that whoever reads meanwhile finds the old file or the new one. */
function replaceFile(target, contents) {
  const unfinished = `${target}.${process.pid}`
  writeFileSync(unfinished, contents)
  renameSync(unfinished, target)
}

/** Changes with any source, with their settings, and with the compiler. */
function hashOf(sources) {
  const compiler = createRequire(import.meta.url)('assemblyscript/package.json').version
  const hash = createHash('sha256').update(compiler)
  for (const name of readdirSync(sources).sort()) {
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(join(sources, name)))
      .update('\0')
  }
  return hash.digest('hex')
}

async function compile(sources) {
  const { default: asc } = await import('assemblyscript/asc')
  let binary
  const { error, stderr } = await asc.main(
    ['--config', 'asconfig.json', '--baseDir', sources, '--outFile', 'kernels.wasm'],
    {
      writeFile: (_name, contents) => {
        binary = contents
      },
    },
  )
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`)
  return binary
}
