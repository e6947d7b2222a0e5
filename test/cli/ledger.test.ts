import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mainArguments } from './commandLine.js'

describe('notegrad experiment and ledger', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'notegrad-test-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const notegrad = (...words: string[]) =>
    spawnSync(process.execPath, mainArguments(...words), { cwd: folder, encoding: 'utf8' })

  it('lists the experiments with their settings', () => {
    const { status, stdout } = notegrad('experiment', 'list')
    assert.equal(status, 0)
    assert.match(stdout, /^two-layer-relu +A network of two layers/m)
    assert.match(stdout, /784-50-10, weights std 0.01, SGD 0.1, .*; seeds 1, 2, 3, 4, 5$/m)
  })

  it('runs one, and shows it beside the book', () => {
    const { status, stdout } = notegrad('experiment', 'run', 'activations', '--seed', '7')
    assert.equal(status, 0)
    const [headings, ...lines] = stdout.trim().split('\n')
    assert.match(headings, /^experiment +measure +the book +ours, by seed +verdict$/)
    assert.equal(lines.length, 2)
    assert.match(lines[0], /^activations +std 0.01 +0.012–0.013 +0\.01\d+ +\w+/)
  })

  it('refuses names, seeds and shards that there are not', () => {
    const unknown = notegrad('experiment', 'run', 'alchemy')
    assert.equal(unknown.status, 2)
    assert.match(unknown.stderr, /expected: one of perceptron, .*\n.*given: +'alchemy'/)
    assert.equal(notegrad('experiment', 'run', 'activations', '--seed', 'x').status, 2)
    assert.equal(notegrad('ledger', '--shard', '3/2').status, 2)
  })

  it('refuses files that it cannot read or write, before anything runs', () => {
    const refuses = (words: readonly string[], message: string) => {
      const { status, stdout, stderr } = notegrad('ledger', ...words)
      assert.deepEqual([status, stdout, stderr.split('\n')[0]], [2, '', `error: ${message}`])
    }
    refuses(['--quick', '--write', 'nodir/x.json'], 'nodir/x.json: there is no such folder')
    refuses(['--quick', '--write', '.'], '.: it is a folder; name a file in it')
    const { stderr: told } = notegrad('ledger', '--quick', '--write', 'x'.repeat(250))
    assert.match(told, /^ENAMETOOLONG/)
    refuses(['--merge', 'nope.json'], 'nope.json: there is no such file')
    refuses(['--missing'], '--missing asks for the file that has the others: --write <file>')
    const file = 'spoiled.json'
    writeFileSync(join(folder, file), '{"runs":[{"experiment":"alchemy"}]}')
    for (const words of [
      ['--merge', file],
      ['--write', file, '--missing', '--quick'],
    ]) {
      const { status, stderr } = notegrad('ledger', ...words)
      assert.equal(status, 2)
      assert.ok(stderr.startsWith(`error: ${file}: `) && stderr.includes("given:    'alchemy'"))
    }
  })

  it('puts shares together, and keeps what the file had', () => {
    const share = (name: string, seed: number) => {
      const file = join(folder, `${name}-${seed}.json`)
      const known = { date: '2026-01-01', backend: 'wasm', seconds: 1 }
      const found = { 'test accuracy': 0.97 }
      const runs = [{ experiment: name, seed, ...known, found }]
      writeFileSync(file, JSON.stringify({ runs }))
      return file
    }
    const whole = join(folder, 'ledger.json')
    const files = [share('two-layer-relu', 2), share('two-layer-relu', 1)]
    assert.equal(notegrad('ledger', '--merge', ...files, '--write', whole).status, 0)
    const more = notegrad('ledger', '--merge', share('two-layer-sigmoid', 1), '--write', whole)
    assert.match(
      more.stdout,
      /^two-layer-relu +test accuracy +0.968–0.973 +0.97 0.97 +inside so far$/m,
    )
    const { runs } = JSON.parse(readFileSync(whole, 'utf8'))
    assert.deepEqual(
      runs.map(({ experiment, seed }: { experiment: string; seed: number }) => [experiment, seed]),
      [
        ['two-layer-sigmoid', 1],
        ['two-layer-relu', 1],
        ['two-layer-relu', 2],
      ],
    )
    const foreign = join(folder, 'foreign.json')
    for (const text of ['{}', 'null', '{ broken']) {
      writeFileSync(foreign, text)
      const { status, stderr } = notegrad('ledger', '--merge', foreign)
      assert.equal(status, 2)
      assert.equal(stderr, `error: ${foreign} holds no ledger, which is JSON with a list of runs\n`)
    }
  })
})
