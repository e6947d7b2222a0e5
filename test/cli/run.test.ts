import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunCommand, runFiles } from '../../kernel-setup/cli/run.js'
import type { Cell } from '../../kernel-setup/notebook/nbformat.js'
import { readNotebook } from '../../kernel-setup/notebook/readNotebook.js'
import { fakeSpec } from '../client/fake.js'
import { code, notebook } from '../notebooks/build.js'

describe('notegrad run', () => {
  let folder = ''
  let path = ''

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'notegrad-run-'))
    path = join(folder, 'a.ipynb')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  /** Runs a notebook of these cells: the exit code and what was printed. */
  async function run(cells: Cell[], options: Partial<RunCommand> = {}, signal = never) {
    if (cells.length > 0) writeFileSync(path, JSON.stringify(notebook(...cells)))
    const files = [await readNotebook(path)]
    const printed = capture()
    try {
      const status = await runFiles(files, { timeout: 10, ...options }, fakeSpec, signal)
      return { status, ...printed.texts }
    } finally {
      printed.end()
    }
  }

  it('prints a line per cell with its status, time and beginning, and answers 0', async () => {
    const cells = [code('1 // one\n2'), code('3', { metadata: { tags: ['skip-execution'] } })]
    const { status, stdout } = await run(cells)
    assert.equal(status, 0)
    const lines = stdout.split('\n').slice(1)
    assert.match(lines[0], /^ {3}\[1\] ok +\d+\.\d\d s {2}1 \/\/ one$/)
    assert.match(lines[1], /^ {3}\[2\] skipped +3$/)
    assert.match(lines[2], /^2 code cells, all good \(\d+\.\d\d s\)$/)
    assert.match((await run(cells.slice(0, 1))).stdout, /^1 code cell, all good/m)
  })

  it('answers 1 when a cell fails, shows its error and leaves the file alone', async () => {
    const cells = [code("throw new TypeError('no')"), code('2')]
    const { status, stdout } = await run(cells, { write: true })
    assert.equal(status, 1)
    assert.match(stdout, /\[1\] error .*\n {7}TypeError: no\ncell 1 failed, 1 below it was not run/)
    assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), notebook(...cells))
  })

  it('answers 1 when a cell takes too long or the kernel dies', async () => {
    const slow = await run([code('await sleep(60000)')], { timeout: 0.1 })
    assert.equal(slow.status, 1)
    assert.match(slow.stdout, /\[1\] timeout .*\n {7}Timeout: no end after 0\.1 s/)
    const dead = await run([code('process.exit(5)')])
    assert.equal(dead.status, 1)
    assert.match(dead.stdout, /\[1\] kernel died .*\n {7}KernelDied: the kernel exited with code 5/)
  })

  it('stores outputs only when asked', async () => {
    const cells = [code("await print('a')")]
    await run(cells)
    assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), notebook(...cells))
    const { stdout } = await run(cells, { write: true })
    assert.match(stdout, /all good \(.*\), written/)
    const [cell] = JSON.parse(readFileSync(path, 'utf8')).cells
    assert.deepEqual(cell.outputs, [{ name: 'stdout', output_type: 'stream', text: ['a'] }])
    assert.equal(cell.execution_count, 1)
  })

  it('changes no byte, and does not touch the file, when the same is recorded again', async () => {
    await run([code("await show({ 'text/plain': 'a', 'application/json': { z: 1e-5 } })")], {
      write: true,
    })
    const first = { text: readFileSync(path, 'utf8'), changed: statSync(path).mtimeMs }
    const { stdout } = await run([], { write: true })
    assert.doesNotMatch(stdout, /written/)
    assert.deepEqual({ text: readFileSync(path, 'utf8'), changed: statSync(path).mtimeMs }, first)
    assert.deepEqual(readdirSync(folder), ['a.ipynb'])
  })

  it('keeps the permissions of the file that it replaces', async () => {
    writeFileSync(path, JSON.stringify(notebook(code('1'))), { mode: 0o640 })
    await run([], { write: true })
    assert.equal(statSync(path).mode & 0o777, 0o640)
  })

  it('does not write over what was saved while it ran', async () => {
    const save = `process.getBuiltinModule('node:fs').appendFileSync(${JSON.stringify(path)}, ' ')`
    const { status, stderr } = await run([code(save)], { write: true })
    assert.equal(status, 1)
    assert.match(stderr, /changed while it ran, so it is not written/)
    assert.match(readFileSync(path, 'utf8'), / $/)
  })

  it('shows what changed since the outputs were recorded, when asked to check', async () => {
    const [good, changed] = [code("await print('a')"), code("await print('b\\nc')")]
    good.outputs = [{ output_type: 'stream', name: 'stdout', text: 'a' }]
    good.execution_count = 1
    changed.outputs = [{ output_type: 'stream', name: 'stdout', text: 'b\nx' }]
    changed.execution_count = 2
    const { status, stdout } = await run([good, changed], { check: true })
    assert.equal(status, 1)
    assert.match(stdout, /\[2\] ok .*\n {7}the outputs are not those recorded\n/)
    assert.match(stdout, / {7}- x\n {7}\+ c\n1 of 2 code cells changed/)
    assert.equal((await run([good], { check: true })).status, 0)
    assert.equal((await run([good, changed])).status, 0)
  })

  it('runs several notebooks at once, and reports each as a whole', async () => {
    const paths = ['a', 'b', 'c'].map((name) => join(folder, `${name}.ipynb`))
    const cells = [code('await sleep(400)'), code("await print('x')")]
    for (const each of paths) writeFileSync(each, JSON.stringify(notebook(...cells)))
    writeFileSync(paths[1], JSON.stringify(notebook(code("throw new Error('no')"))))
    const files = await Promise.all(paths.map(readNotebook))
    const printed = capture()
    let status: number
    try {
      status = await runFiles(files, { timeout: 10, jobs: 3 }, fakeSpec, never)
    } finally {
      printed.end()
    }
    assert.equal(status, 1)
    const lines = printed.texts.stdout.trimEnd().split('\n')
    const starts = lines.flatMap((line, i) => (paths.includes(line) ? [i] : []))
    assert.deepEqual(starts.map((i) => lines[i]).sort(), paths)
    for (const i of starts) assert.match(lines[i + 1], /^ {3}\[1\]/)
    assert.equal(lines[starts[0]], paths[1], 'the quickest is told first')
  })

  it('sets parameters', async () => {
    const { stdout } = await run([code('1')], { parameter: { rate: 0.5 } })
    assert.match(stdout, /\[1\] ok .* let rate = 0\.5\n.*\[2\] ok/)
  })

  it('checks a run with parameters, whose cell shifts the execution counts', async () => {
    const cell = code("await print('a')")
    cell.outputs = [{ output_type: 'stream', name: 'stdout', text: 'a' }]
    cell.execution_count = 1
    const options = { check: true, parameter: { rate: 0.5 } }
    const same = await run([cell], options)
    assert.equal(same.status, 0, same.stdout)
    cell.outputs = []
    assert.equal((await run([cell], options)).status, 1)
    cell.outputs = [{ output_type: 'stream', name: 'stdout', text: 'a' }]
    cell.execution_count = 2
    assert.equal((await run([cell], { check: true })).status, 1)
  })

  it('answers 130 when it is interrupted, and writes nothing', async () => {
    const controller = new AbortController()
    const cells = [code('await sleep(60000)')]
    setTimeout(() => controller.abort(), 300)
    const { status, stderr } = await run(cells, { write: true }, controller.signal)
    assert.equal(status, 130)
    assert.match(stderr, /interrupted, nothing was written/)
    assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), notebook(...cells))
  })

  it('answers 130 when it is interrupted between two notebooks', async () => {
    const { status, stdout } = await run([code('1')], {}, AbortSignal.abort())
    assert.equal(status, 130)
    assert.equal(stdout, '')
  })
})

const never = new AbortController().signal

/** Collects what this process prints until `end()`. */
function capture() {
  const texts = { stdout: '', stderr: '' }
  const ends = (['stdout', 'stderr'] as const).map((name) => {
    const { write } = process[name]
    process[name].write = (chunk: string | Uint8Array) => {
      texts[name] += chunk.toString()
      return true
    }
    return () => {
      process[name].write = write
    }
  })
  return { texts, end: () => ends.forEach((restore) => void restore()) }
}
