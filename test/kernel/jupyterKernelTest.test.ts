/** The conformance tests of the Jupyter project: jupyter_kernel_test, all twelve methods. */
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ourKernelSpec } from '../../kernel-setup/client/kernelSpec.js'
import { pythonSettings } from '../../kernel-setup/environment/makeEnvironment.js'
import { run } from '../../kernel-setup/environment/steps.mjs'
import { root } from '../support/repository.js'
import { requires } from '../support/requirements.js'
import { testPython } from '../support/testPython.js'

const methods = [
  'clear_output',
  'completion',
  'display_data',
  'error',
  'execute_result',
  'execute_stderr',
  'execute_stdout',
  'history',
  'inspect',
  'is_complete',
  'kernel_info',
  'pager',
]

interface Results {
  /** By method: `passed`, or what became of it instead. */
  methods: Record<string, string>
  /** Errors outside any method: the kernel did not start, say. */
  outside: string[]
}

describe('jupyter_kernel_test', function () {
  this.timeout(300_000)
  let folder: string | undefined
  let results: Results

  before(async function () {
    await requires(this, 'python')
    folder = mkdtempSync(join(tmpdir(), 'notegrad-test-'))
    results = await runMethods(await testPython(), folder)
  })

  after(() => {
    if (folder) rmSync(folder, { recursive: true, force: true })
  })

  for (const method of methods) {
    it(`accepts ${method}`, () => assert.equal(results.methods[`test_${method}`], 'passed'))
  }

  it('has these twelve methods, and no trouble outside them', () => {
    const names = methods.map((method) => `test_${method}`)
    assert.deepEqual(Object.keys(results.methods).sort(), names)
    assert.deepEqual(results.outside, [])
  })
})

/** Runs the methods in a folder of their own, where Jupyter finds this kernel and no other. */
async function runMethods(python: string, folder: string): Promise<Results> {
  const spec = 'share/jupyter/kernels/tslab'
  cpSync(join(root, 'kernel-setup', spec), join(folder, 'kernels/tslab'), { recursive: true })
  const file = join(folder, 'kernels/tslab/kernel.json')
  const { argv } = ourKernelSpec()
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), argv }))
  const resultFile = join(folder, 'results.json')
  const { status, output } = await run(
    python,
    [join(root, 'test/python/kernelTests.py'), resultFile],
    {
      cwd: folder,
      env: {
        ...pythonSettings(),
        JUPYTER_PATH: folder,
        JUPYTER_DATA_DIR: join(folder, 'data'),
        JUPYTER_CONFIG_DIR: join(folder, 'config'),
        JUPYTER_RUNTIME_DIR: join(folder, 'runtime'),
      },
    },
  )
  assert.equal(status, 0, output)
  return JSON.parse(readFileSync(resultFile, 'utf8'))
}
