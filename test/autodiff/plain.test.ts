import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { math } from '../../src/math/instance.js'
import { isPlain } from '../../src/math/plainMode.js'
import { tensor } from '../../src/math/storage.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The tests of this folder in a process of their own, in plain mode. */
async function inPlainMode(): Promise<{ code: number | null; output: string }> {
  const mocha = fileURLToPath(new URL('../../node_modules/mocha/bin/mocha.js', import.meta.url))
  const args = [mocha, 'test/autodiff/**/*.test.ts', '--reporter', 'dot']
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NOTEGRAD_PLAIN: '1' },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, output }
}

if (isPlain) {
  describe('plain mode', () => {
    it('has mathjs’s own storage, in which mathjs computes', () => {
      const matrix = tensor([1, 2, 3, 4], [2, 2])
      assert.ok(Object.hasOwn(matrix, '_data') && !Object.hasOwn(matrix, '_flat'))
      assert.equal(math.add(matrix, matrix).toString(), '[[2, 4], [6, 8]]')
    })
  })
} else {
  describe('plain mode, without flat storage and kernels', () => {
    it('passes the tests of autodiff all the same', async function () {
      this.timeout(600_000)
      const { code, output } = await inPlainMode()
      const passing = /(\d+) passing/.exec(output)?.[1]
      assert.equal(code, 0, output.slice(-4000))
      assert.ok(Number(passing) > 400, `${passing} passing`)
      process.stdout.write(`    ${passing} tests of autodiff pass in plain mode\n`)
    })
  })
}
