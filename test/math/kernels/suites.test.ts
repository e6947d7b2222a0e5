import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
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

/** Milliseconds until what still runs is ended. */
const LONGEST = 300_000

describe('the tests of gradients, layers and training', function () {
  this.timeout(LONGEST + 10_000)

  /** Runs beside the other one: a machine with two processors takes two thirds of the time. */
  let byLoops: Promise<string> | undefined
  const outputOfLoops = () => {
    byLoops ??= outputOf('loops', long)
    return byLoops
  }

  it('pass on the backend blas', async function () {
    await requires(this, 'blas')
    const output = outputOf('blas')
    void outputOfLoops()
    assertPassed(await output)
  })

  it('pass on the backend loops', async () => assertPassed(await outputOfLoops()))
})

/** What mocha prints, and behind it what went wrong with the process, if anything did. */
function outputOf(backend: string, more: readonly string[] = []): Promise<string> {
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js')
  const env = { ...process.env, NOTEGRAD_BACKEND: backend }
  const given = [mocha, ...suites, ...ignored, ...more]
  return new Promise((resolve) => {
    const options = { cwd: root, env, maxBuffer: 2 ** 26, timeout: LONGEST }
    execFile(process.execPath, given, options, (error, stdout, stderr) =>
      resolve(error === null ? stdout : `${stdout}${stderr}${error.message}`),
    )
  })
}

function assertPassed(output: string): void {
  const last = output.trim().split('\n').at(-1) ?? ''
  assert.match(last, /^\d{3,} passed, 0 failed$/, output.slice(-4000))
}
