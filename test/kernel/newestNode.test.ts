/** Notebooks on a Node that is newer than the one that built the kernel. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { type KernelSpec, ourKernelSpec } from '../../kernel-setup/client/kernelSpec.js'
import { checkRun } from '../../kernel-setup/notebook/checkRun.js'
import { readNotebook } from '../../kernel-setup/notebook/readNotebook.js'
import { runNotebook } from '../../kernel-setup/notebook/runNotebook.js'
import { newestNode, newestNodeVersion } from '../support/newestNode.js'
import { root } from '../support/repository.js'
import { requires } from '../support/requirements.js'

const folder = join(root, 'notebooks/en')

describe('on the newest Node', function () {
  this.timeout(600_000)
  let spec: KernelSpec

  before(async function () {
    await requires(this, 'newest Node')
    const program = await newestNode()
    assert.equal(
      execFileSync(program, ['--version'], { encoding: 'utf8' }).trim(),
      `v${newestNodeVersion}`,
    )
    const ours = ourKernelSpec()
    const [, ...rest] = ours.argv
    spec = { ...ours, argv: [program, ...rest] }
  })

  for (const name of ['00-start-here', '03-activation-functions', '09-layers']) {
    it(`every cell of ${name} gives what is recorded`, async () => {
      const { notebook } = await readNotebook(join(folder, `${name}.ipynb`))
      const runs = await runNotebook(notebook, { spec, folder, timeout: 300_000 })
      const code = notebook.cells.filter(({ cell_type }) => cell_type === 'code')
      assert.equal(runs.length, code.length)
      const problems = runs.flatMap((run) => checkRun(run) ?? [])
      assert.deepEqual(problems, [])
    })
  }
})
