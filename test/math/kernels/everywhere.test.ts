import assert from 'node:assert/strict'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { chromiumPath } from '../../../kernel-setup/environment/chromium.js'
import { loops } from '../../../src/math/kernels/loops/index.js'
import { wasmKernels } from '../../../src/math/kernels/wasm/index.js'
import { wasmBase64 } from '../../../src/math/kernels/wasmBinary.generated.js'
import { root } from '../../support/repository.js'
import { requires } from '../../support/requirements.js'
import { fingerprint } from './fingerprint.js'

/** Computed once, on x86-64 with Node 20. A change of any kernel's rounding changes it. */
const RECORDED = -941369362

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
    const browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: ['--no-sandbox'],
    })
    try {
      const page = await browser.newPage()
      await page.addScriptTag({ content: await bundle() })
      assert.equal(await page.evaluate('prints.wasm()'), RECORDED)
      assert.equal(await page.evaluate('prints.plain()'), RECORDED)
    } finally {
      await browser.close()
    }
  })
})

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
