/**
 * The notebooks by the runners of the Jupyter project: their outputs are those that are recorded.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prefixKernels, writeKernelSpec } from '../../kernel-setup/environment/kernelSpecs.js'
import { pythonSettings } from '../../kernel-setup/environment/makeEnvironment.js'
import { run } from '../../kernel-setup/environment/steps.mjs'
import { compareOutputs } from '../../kernel-setup/notebook/compareOutputs.js'
import { readNotebook } from '../../kernel-setup/notebook/readNotebook.js'
import { root } from '../support/repository.js'
import { requires } from '../support/requirements.js'
import { testPython } from '../support/testPython.js'

const notebooks = join(root, 'notebooks/en')
const names = readdirSync(notebooks).filter((name) => name.endsWith('.ipynb'))

/** Some, and with `npm run test:lab` every notebook with both: that takes a quarter of an hour. */
const all = process.env.NOTEGRAD_LAB === 'all'
const chosen: readonly [runner: string, notebooks: RegExp][] = [
  ['nbclient', all ? /./ : /^(00|03|09|10|17)-/],
  ['papermill', all ? /./ : /^(00|03)-/],
]

describe('the notebooks', function () {
  this.timeout(600_000)
  let folder: string | undefined
  let python = ''
  before(async function () {
    await requires(this, 'python')
    folder = mkdtempSync(join(tmpdir(), 'notegrad-test-'))
    writeKernelSpec(prefixKernels(folder))
    python = await testPython()
  })
  after(() => {
    if (folder) rmSync(folder, { recursive: true, force: true })
  })

  const runs = chosen.flatMap(([runner, which]) =>
    names.filter((name) => which.test(name)).map((name) => [name, runner]),
  )
  for (const [name, runner] of runs) {
    it(`${name} gives with ${runner} what it gives with our own runner`, async () => {
      const source = join(notebooks, name)
      const target = join(folder ?? '', `${runner}-${name}`)
      const script = join(root, 'test/python/runNotebook.py')
      const { status, output } = await run(python, [script, runner, source, target], {
        env: {
          ...pythonSettings(),
          JUPYTER_PATH: join(folder ?? '', 'share/jupyter'),
          JUPYTER_RUNTIME_DIR: join(folder ?? '', 'runtime'),
          NOTEGRAD_HISTORY: '',
        },
      })
      assert.equal(status, 0, output)
      const recorded = (await readNotebook(source)).notebook.cells
      const now = (await readNotebook(target)).notebook.cells
      const differences = recorded.flatMap((cell, i) => {
        const other = now[i]
        if (cell.cell_type !== 'code' || other.cell_type !== 'code') return []
        return compareOutputs(cell.outputs, other.outputs)
      })
      assert.deepEqual(differences, [])
      assert.ok(recorded.length > 0 && recorded.length === now.length)
    })
  }
})
