/** The notebooks in tslab as it comes, without our kernel. */
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { KernelDied } from '../../kernel-setup/client/KernelClient.js'
import type { KernelSpec } from '../../kernel-setup/client/kernelSpec.js'
import type { Output } from '../../kernel-setup/client/output.js'
import { type CellRun, hasFailed } from '../../kernel-setup/notebook/NotebookSession.js'
import type { Notebook } from '../../kernel-setup/notebook/nbformat.js'
import { readNotebook } from '../../kernel-setup/notebook/readNotebook.js'
import { runNotebook } from '../../kernel-setup/notebook/runNotebook.js'
import { root } from '../support/repository.js'

const spec: KernelSpec = {
  name: 'stock',
  argv: [
    process.execPath,
    createRequire(import.meta.url).resolve('tslab/bin/tslab'),
    'kernel',
    '--config-path',
    '{connection_file}',
  ],
  env: {},
  interruptMode: 'signal',
}
const folder = join(root, 'notebooks/en')
const names = ['00-start-here', '03-activation-functions', '09-layers']

describe('in a tslab as it comes', function () {
  this.timeout(400_000)
  for (const name of names) {
    it(`every cell of ${name} runs, and its charts show`, async () => {
      const { notebook } = await readNotebook(join(folder, `${name}.ipynb`))
      const runs = await runInStock(notebook)
      const failed = runs.filter(hasFailed).map(({ index, error }) => [index + 1, error?.evalue])
      assert.deepEqual(failed, [])
      const recorded = notebook.cells.flatMap((cell) => ('outputs' in cell ? cell.outputs : []))
      const shown = runs.flatMap(({ outputs }) => outputs)
      assert.ok(charts(shown) > 0)
      assert.equal(charts(shown), charts(recorded))
    })
  }
})

/** A stock tslab sometimes ends by itself: a question that comes while it binds is its death. */
async function runInStock(notebook: Notebook, attempts = 4): Promise<CellRun[]> {
  try {
    return await runNotebook(notebook, { spec, folder, timeout: 60_000 })
  } catch (error) {
    const isItsStart = error instanceof KernelDied && /blocked by a bind/.test(error.message)
    if (!isItsStart || attempts === 1) throw error
    return runInStock(notebook, attempts - 1)
  }
}

function charts(outputs: readonly Output[]): number {
  const isChart = (mime: string) => mime.startsWith('application/vnd.vegalite')
  return outputs.filter((o) => 'data' in o && Object.keys(o.data).some(isChart)).length
}
