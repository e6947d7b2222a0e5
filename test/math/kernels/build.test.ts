import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { appendFile, cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { wasmBase64 } from '../../../src/math/kernels/wasmBinary.generated.js'
import { root } from '../../support/repository.js'

const kernels = 'src/math/kernels'

describe('building the kernels', () => {
  let folder: string
  let made: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'notegrad-wasm-'))
    made = join(folder, kernels, 'wasmBinary.generated.ts')
    const sources = join(kernels, 'assembly')
    await cp(join(root, sources), join(folder, sources), { recursive: true })
  })

  after(() => rm(folder, { recursive: true, force: true }))

  it('gives the same module again from the same sources', async () => {
    await build(folder)
    assert.ok((await readFile(made, 'utf8')).includes(`'${wasmBase64}'`))
  })

  it('does nothing while the sources stay as they are', async () => {
    const { mtimeMs } = await stat(made)
    await build(folder)
    assert.equal((await stat(made)).mtimeMs, mtimeMs)
  })

  it('refuses sources with a mistake, says where it is, and keeps the last module', async () => {
    const before = await readFile(made, 'utf8')
    await appendFile(
      join(folder, kernels, 'assembly/update.ts'),
      'export const wrong: u32 = noSuchName\n',
    )
    await assert.rejects(build(folder), /noSuchName[\s\S]*update\.ts/)
    assert.equal(await readFile(made, 'utf8'), before)
  })
})

/**
 * In a plain Node process, as `npm run build` does: a TypeScript loader would take on the compiler
 * too.
 */
async function build(folder: string): Promise<void> {
  const module = pathToFileURL(join(root, 'kernel-setup/build/wasm.mjs')).href
  const script = `import { buildWasm } from '${module}'; await buildWasm(process.argv[1])`
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, folder])
}
