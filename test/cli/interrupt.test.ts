import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '../../kernel-setup/environment/lock.mjs'
import { code, notebook } from '../notebooks/build.js'
import { mainArguments } from './commandLine.js'

describe('Ctrl-C while a notebook runs in our kernel', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'notegrad-interrupt-'))
    mkdirSync(join(folder, 'tmp'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const endless: [string, string][] = [
    ['a cell that waits', 'await new Promise(() => {})'],
    ['a cell that computes', 'for (;;);'],
  ]
  for (const [what, source] of endless) {
    it(`ends ${what} with exit code 130; nothing is written, and nothing is left`, async () => {
      const path = join(folder, 'a.ipynb')
      const tellPid =
        "import { writeFileSync } from 'node:fs'\nwriteFileSync('pid', String(process.pid))"
      const text = JSON.stringify(notebook(code(tellPid), code(source)))
      writeFileSync(path, text)
      const child = spawn(process.execPath, mainArguments('run', '--write', 'a.ipynb'), {
        cwd: folder,
        env: { ...process.env, TMPDIR: join(folder, 'tmp') },
      })
      const ended = once(child, 'exit')
      await firstCell(child.stdout)
      const kernel = Number(readFileSync(join(folder, 'pid'), 'utf8'))
      assert.equal(isAlive(kernel), true)
      child.kill('SIGINT')
      const [status] = await ended
      assert.equal(status, 130)
      assert.equal(readFileSync(path, 'utf8'), text)
      assert.equal(isAlive(kernel), false)
      assert.deepEqual(readdirSync(folder), ['a.ipynb', 'pid', 'tmp'])
      assert.deepEqual(connections(join(folder, 'tmp')), [])
    })
  }
})

/** Resolves when the first cell has been reported. */
async function firstCell(output: AsyncIterable<Buffer>): Promise<void> {
  let printed = ''
  for await (const chunk of output) {
    printed += chunk.toString()
    if (printed.includes('[1] ok')) return
  }
  assert.fail(`the first cell did not run: ${printed}`)
}

function connections(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('notegrad-kernel-'))
}
