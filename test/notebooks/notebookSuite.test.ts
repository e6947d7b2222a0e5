import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatNotebook } from '../../kernel-setup/notebook/formatNotebook.js'
import type { Notebook } from '../../kernel-setup/notebook/nbformat.js'
import { root } from '../support/repository.js'
import { code, notebook, stdout } from './build.js'

/** What mocha says when it runs the suite of a notebook. */
describe('the suite of a notebook', () => {
  let folder = ''

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'notegrad-suite-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function write(path: string, content: Notebook) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), formatNotebook(content))
  }

  function runMocha() {
    const mocha = join(root, 'node_modules/mocha/bin/mocha.js')
    const args = [mocha, '--no-config', '--no-package', '--import=tsx', '--reporter=json']
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [...args, 'test/notebooks/fixtures/suite.ts'],
      { cwd: root, encoding: 'utf8', env: { ...process.env, FIXTURE_ROOT: folder } },
    )
    const start = stdout.indexOf('{\n  "stats"')
    assert.notEqual(start, -1, stdout + stderr)
    const result: MochaResult = JSON.parse(stdout.slice(start))
    return { status, said: stdout.slice(0, start), ...result }
  }

  const counted = (n: number, source: string, text: string) =>
    code(source, { execution_count: n, outputs: [stdout(text)] })
  const good = (): Notebook =>
    notebook(counted(1, "await print('a')", 'a'), counted(2, "await print('b')", 'b'))

  it('passes, a test for each cell and one for all, when all is as recorded', () => {
    write('notebooks/en/a.ipynb', good())
    const { status, passes } = runMocha()
    assert.equal(status, 0)
    assert.deepEqual(
      passes.map(({ fullTitle }) => fullTitle),
      [
        "notebooks/en/a.ipynb [1] await print('a')",
        "notebooks/en/a.ipynb [2] await print('b')",
        'notebooks/en/a.ipynb changes no byte when it is recorded again',
      ],
    )
  })

  it('fails where a recording would change nothing but bytes', () => {
    write('notebooks/en/a.ipynb', good())
    writeFileSync(join(folder, 'notebooks/en/a.ipynb'), JSON.stringify(good()))
    const { failures } = runMocha()
    assert.deepEqual(
      failures.map(({ fullTitle }) => fullTitle),
      ['notebooks/en/a.ipynb changes no byte when it is recorded again'],
    )
  })

  it('fails at a tampered output, and the other cells pass', () => {
    const tampered = good()
    Object.assign(tampered.cells[0], { outputs: [stdout('A')] })
    write('notebooks/en/a.ipynb', tampered)
    const { status, passes, failures } = runMocha()
    assert.notEqual(status, 0)
    assert.equal(passes.length, 1)
    assert.match(failures[0].err.message, /a\.ipynb, cell 1: the outputs are not.*- A\n\+ a/s)
  })

  it('fails at a cell that throws, and at each below it, which says why it did not run', () => {
    const broken = notebook(code("throw new TypeError('no')"), ...good().cells)
    write('notebooks/en/a.ipynb', broken)
    const { failures, passes } = runMocha()
    assert.equal(passes.length, 0)
    const messages = failures.map(({ err }) => err.message)
    assert.match(messages[0], /cell 1: TypeError: no/)
    for (const message of messages.slice(1))
      assert.match(message, /not run, as cell 1 failed \(TypeError: no\)/)
    assert.equal(messages.length, 3)
  })

  it('tests the shipped version where a reader changed the cells, and reports theirs as theirs', () => {
    write('dist/notebooks/en/a.ipynb', good())
    const changed = good()
    Object.assign(changed.cells[1], { source: "throw new TypeError('my own')" })
    write('notebooks/en/a.ipynb', changed)
    const { status, passes, pending, said } = runMocha()
    assert.equal(status, 0)
    assert.equal(passes.length, 3)
    assert.match(passes[0].fullTitle, /changed by its reader; the shipped version is tested/)
    assert.equal(pending.length, 1)
    assert.match(said, /a\.ipynb was changed by its reader, and there cell 2: .*my own/)
  })

  it('tests the shipped version where a reader made the file unreadable', () => {
    write('dist/notebooks/en/a.ipynb', good())
    mkdirSync(join(folder, 'notebooks/en'), { recursive: true })
    writeFileSync(join(folder, 'notebooks/en/a.ipynb'), '{')
    const { status, passes, said } = runMocha()
    assert.deepEqual([status, passes.length], [0, 3])
    assert.match(said, /changed by its reader, and there notebooks\/en\/a\.ipynb: not a notebook/)
  })

  it('passes over the copies that reset kept', () => {
    write('notebooks/en/a.ipynb', good())
    write('notebooks/en/a.mine-1.ipynb', notebook(code("throw new Error('mine')")))
    assert.equal(runMocha().status, 0)
  })
})

interface MochaResult {
  passes: { fullTitle: string }[]
  failures: { fullTitle: string; err: { message: string } }[]
  pending: { fullTitle: string }[]
}
