import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { History } from '../../kernel-setup/kernel/requests/History.js'

describe('the history of cells', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'notegrad-history-'))
    file = join(folder, 'state/history')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const ask = (history: History, request: object) => history.answer({ ...request }).history

  it('lasts from one kernel to the next, each a session of its own', () => {
    const first = new History(file)
    first.add(1, 'const a = 1')
    first.add(2, 'a')
    const second = new History(file)
    second.add(1, 'const b = 2')
    const third = new History(file)
    assert.deepEqual(ask(third, { hist_access_type: 'tail', n: 2 }), [
      [1, 2, 'a'],
      [2, 1, 'const b = 2'],
    ])
    const previous = { hist_access_type: 'range', session: -2, start: 1, stop: 2 }
    assert.deepEqual(ask(third, previous), [[1, 1, 'const a = 1']])
    const found = { hist_access_type: 'search', pattern: 'const*', n: 10 }
    assert.deepEqual(ask(third, found), [
      [1, 1, 'const a = 1'],
      [2, 1, 'const b = 2'],
    ])
  })

  it('gives the newest of what fits, no more than asked for', () => {
    const history = new History('')
    for (const [i, source] of ['a1', 'b', 'a2', 'a2'].entries()) history.add(i + 1, source)
    const tail = (n: number) => ask(history, { hist_access_type: 'tail', n })
    const search = (n: number) => ask(history, { hist_access_type: 'search', pattern: 'a?', n })
    assert.deepEqual(tail(1), [[1, 4, 'a2']])
    assert.deepEqual(search(2), [
      [1, 3, 'a2'],
      [1, 4, 'a2'],
    ])
    for (const none of [0, -1]) assert.deepEqual([tail(none), search(none)], [[], []])
    const unique = { hist_access_type: 'search', pattern: 'a?', unique: true }
    assert.deepEqual(ask(history, unique), [
      [1, 1, 'a1'],
      [1, 4, 'a2'],
    ])
  })

  it('gives each cell with an output of null when it is asked for outputs', () => {
    const history = new History('')
    history.add(1, 'a')
    assert.deepEqual(ask(history, { hist_access_type: 'tail', n: 1, output: true }), [
      [1, 1, ['a', null]],
    ])
  })

  it('keeps the first 20,000 characters of a cell', () => {
    const history = new History('')
    history.add(1, `${'a'.repeat(20_000)}b`)
    assert.deepEqual(ask(history, { hist_access_type: 'tail' }), [[1, 1, 'a'.repeat(20_000)]])
  })

  it('takes all but * and ? in a pattern for itself', () => {
    const history = new History('')
    const sources = ['f(x)', 'f[x]', 'fx', 'a.b', 'acb', 'a+b', '^a$', 'a\\b', 'a{1}|b']
    for (const [i, source] of sources.entries()) history.add(i + 1, source)
    for (const pattern of sources)
      assert.deepEqual(ask(history, { hist_access_type: 'search', pattern }), [
        [1, sources.indexOf(pattern) + 1, pattern],
      ])
  })

  it('numbers a new session above all others, also when two kernels wrote in turn', () => {
    const first = new History(file)
    first.add(1, 'first')
    const second = new History(file)
    second.add(1, 'second')
    first.add(2, 'first again')
    const third = new History(file)
    third.add(1, 'third')
    assert.deepEqual(ask(third, { hist_access_type: 'tail', n: 1 }), [[3, 1, 'third']])
    const previous = { hist_access_type: 'range', session: -1 }
    assert.deepEqual(ask(third, previous), [[2, 1, 'second']])
  })

  it('is bounded: the oldest cells are dropped', () => {
    const lines = Array.from({ length: 7000 }, (_, i) => JSON.stringify([i, 1, `cell ${i}`]))
    new History(file).add(1, 'makes the folder')
    writeFileSync(file, `${lines.join('\n')}\n`)
    new History(file).add(1, 'newest')
    const kept = readFileSync(file, 'utf8').trim().split('\n')
    assert.equal(kept.length, 5001)
    assert.deepEqual(JSON.parse(kept[0]), [2000, 1, 'cell 2000'])
    assert.deepEqual(JSON.parse(kept[5000]), [7000, 1, 'newest'])
  })

  it('passes over what is damaged, and lives without a file', () => {
    new History(file).add(1, 'good')
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"damaged\n[1]\n[1,2,"also good"]\n`)
    assert.deepEqual(ask(new History(file), { hist_access_type: 'tail', n: 9 }), [
      [1, 1, 'good'],
      [1, 2, 'also good'],
    ])
    const nowhere = new History('/dev/null/history')
    nowhere.add(1, 'kept in memory')
    assert.deepEqual(ask(nowhere, { hist_access_type: 'tail', n: 9 }), [[1, 1, 'kept in memory']])
  })
})
