import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../support/repository.js'
import { requires } from '../../support/requirements.js'

/** Everything that is built on products: gradients, layers, training. */
const suites = ['autodiff', 'nn', 'train'].map((floor) => `test/${floor}/**/*.test.ts`)

/** Not again for each backend: memory has its own test, and the experiments are long. */
const ignored = ['memory', 'experiments'].flatMap((name) => [
  '--ignore',
  `test/train/${name}.test.ts`,
])

/** Three tests take the loops half a minute; the loops' bits are those of wasm, by other tests. */
const long = ['--invert', '--grep', 'on three digits|at each of 200 iterations']

describe('the tests of gradients, layers and training', function () {
  this.timeout(300_000)

  it('pass on the backend loops', () => assertPass('loops', long))

  it('pass on the backend blas', async function () {
    await requires(this, 'blas')
    assertPass('blas')
  })
})

function assertPass(backend: string, options: readonly string[] = []): void {
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js')
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [mocha, ...suites, ...ignored, ...options],
    {
      cwd: root,
      env: { ...process.env, NOTEGRAD_BACKEND: backend },
      encoding: 'utf8',
    },
  )
  const last = stdout.trim().split('\n').at(-1) ?? ''
  assert.match(last, /^\d{3,} passed, 0 failed$/, `${stdout.slice(-3000)}${stderr}`)
}
