import assert from 'node:assert/strict'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { loops } from '../../../src/math/kernels/loops/index.js'
import { wasmKernels } from '../../../src/math/kernels/wasm/index.js'
import { wasmBase64 } from '../../../src/math/kernels/wasmBinary.generated.js'
import { launch } from '../../support/chromium.js'
import { root } from '../../support/repository.js'
import { requires } from '../../support/requirements.js'
import { fingerprint } from './fingerprint.js'

/** Computed once, on x86-64 with Node 20. A change of any kernel's rounding changes it. */
const RECORDED = 2024424478

describe('the kernels on another machine', () => {
  it('give the bits that are recorded here', () => {
    assert.equal(fingerprint(wasmKernels), RECORDED)
    assert.equal(fingerprint(loops), RECORDED)
  })

  it('fit into 30 kB when compressed', () => {
    const size = gzipSync(Buffer.from(wasmBase64, 'base64')).length
    assert.ok(size < 30_000, `${size} bytes`)
  })
})

describe('the kernels in a browser', () => {
  before(async function () {
    await requires(this, 'chromium')
  })

  it('compile without a promise on the main thread, and give the same bits', async () => {
    const browser = await launch()
    try {
      const page = await browser.newPage()
      await page.addScriptTag({ content: await bundle() })
      assert.equal(await page.evaluate('prints.wasm()'), RECORDED)
      assert.equal(await page.evaluate('prints.plain()'), RECORDED)
    } finally {
      await browser.close()
    }
  })

  it('are in the built library, which trains a network there to the same bits', async () => {
    const program = join(root, 'test/math/kernels/program.mjs')
    const { bitsOf } = await import(pathToFileURL(program).href)
    const here = bitsOf(await import('notegrad'))
    assert.ok(here.last < here.first, 'the network learns')
    const served = { '/notegrad.js': join(root, 'dist/index.js'), '/program.js': program }
    const there = await inBrowser(
      served,
      `Promise.all([import('/notegrad.js'), import('/program.js')]).then(
        ([library, { bitsOf }]) => ({ backend: library.backend(), ...bitsOf(library) }))`,
    )
    assert.deepEqual(there, { backend: 'wasm', ...here })
  })

  it('are all that a browser has: the backend blas is refused, with the reason', async () => {
    const message = await inBrowser(
      { '/notegrad.js': join(root, 'dist/index.js') },
      `import('/notegrad.js').then(({ setBackend }) => {
        try { setBackend('blas') } catch (error) { return error.message }
      })`,
    )
    assert.match(String(message), /setBackend[\s\S]*a browser[\s\S]*the backend wasm needs nothing/)
  })
})

/** The value of an expression on an empty page, whose server has these modules. */
async function inBrowser(files: Readonly<Record<string, string>>, expression: string) {
  const browser = await launch()
  try {
    const page = await browser.newPage()
    await page.route('http://library.test/**', (route) => {
      const path = files[new URL(route.request().url()).pathname]
      return path ? route.fulfill({ path }) : route.fulfill({ contentType: 'text/html', body: '' })
    })
    await page.goto('http://library.test/')
    return await page.evaluate(expression)
  } finally {
    await browser.close()
  }
}

/** A script that leaves `prints`, the two fingerprints, in the page. */
async function bundle(): Promise<string> {
  const source = join(root, 'src/math/kernels')
  const contents = `
    import { fingerprint } from '${join(root, 'test/math/kernels/fingerprint.ts')}'
    import { loops } from '${join(source, 'loops/index.ts')}'
    import { wasmKernels } from '${join(source, 'wasm/index.ts')}'
    export const wasm = () => fingerprint(wasmKernels)
    export const plain = () => fingerprint(loops)`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'prints',
  })
  return outputFiles[0].text
}
