import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { checkRun } from '../../kernel-setup/notebook/checkRun.js'
import type { Cell, CodeCell } from '../../kernel-setup/notebook/nbformat.js'
import { recordOutputs } from '../../kernel-setup/notebook/recordOutputs.js'
import { runNotebook } from '../../kernel-setup/notebook/runNotebook.js'
import { fakeSpec } from '../client/fake.js'
import { code, markdown, notebook, stdout } from './build.js'

const options = { spec: fakeSpec, folder: tmpdir() }

function run(...cells: Cell[]) {
  return runNotebook(notebook(...cells), options)
}

async function statuses(...cells: Cell[]) {
  return (await run(...cells)).map(({ index, status }) => `${index} ${status}`)
}

const throws = "throw new TypeError('no')"

describe('running a notebook', () => {
  it('runs the code cells in order, in one kernel, and passes over the others', async () => {
    const cells = [code('globalThis.a = 1'), markdown('# text'), code('await print(String(a))')]
    const runs = await run(...cells)
    assert.deepEqual(
      runs.map(({ index, status, executionCount }) => [index, status, executionCount]),
      [
        [0, 'ok', 1],
        [2, 'ok', 2],
      ],
    )
    assert.deepEqual(runs[1].outputs, [stdout('1')])
  })

  it('starts a fresh kernel for every run', async () => {
    await run(code('globalThis.a = 1'))
    assert.deepEqual(await statuses(code('if (globalThis.a) throw new Error()')), ['0 ok'])
  })

  it('stops at the first cell that fails', async () => {
    assert.deepEqual(await statuses(code(''), code(throws), code('1')), ['0 skipped', '1 error'])
  })

  it('goes on after a cell that may throw, and passes over those not to be executed', async () => {
    const mayThrow = code(throws, { metadata: { tags: ['raises-exception'] } })
    const skipped = code(throws, { metadata: { tags: ['skip-execution'] } })
    assert.deepEqual(await statuses(mayThrow, skipped, code('1')), [
      '0 raised',
      '1 skipped',
      '2 ok',
    ])
  })

  it('interrupts a cell that takes too long', async () => {
    const [only] = await runNotebook(notebook(code('await sleep(60000)')), {
      ...options,
      timeout: 100,
    })
    assert.equal(only.status, 'timeout')
    assert.equal(only.error?.evalue, 'no end after 0.1 s')
  })

  it('calls a cell that may throw raised only where it threw', async () => {
    const metadata = { tags: ['raises-exception'] }
    const cells = [code('1', { metadata }), code('await sleep(60000)', { metadata })]
    const runs = await runNotebook(notebook(...cells), { ...options, timeout: 500 })
    assert.deepEqual(
      runs.map(({ status }) => status),
      ['ok', 'timeout'],
    )
  })

  it('reports a kernel that dies as the cell’s failure', async () => {
    const [only] = await run(code('process.exit(3)'))
    assert.equal(only.status, 'kernel died')
    assert.match(only.error?.evalue ?? '', /exited with code 3/)
  })

  it('ends with the reason of its signal when it is aborted', async () => {
    const controller = new AbortController()
    const cells = notebook(code('1'), code('await sleep(60000)'))
    const onCell = () => controller.abort(new Error('enough'))
    await assert.rejects(
      runNotebook(cells, { ...options, signal: controller.signal, onCell }),
      /enough/,
    )
  })
})

describe('a notebook as a test', () => {
  const cells = () => [
    code("await print('loss 2.302585')"),
    code("await show({ 'application/json': { y: [1, 2] }, 'text/plain': 'a' })"),
    code(throws, { metadata: { tags: ['raises-exception'] } }),
  ]
  let recorded: CodeCell[]

  before(async () => {
    const given = notebook(...cells())
    const { cells: made } = recordOutputs(given, await runNotebook(given, options))
    recorded = made as CodeCell[] // all are code
  })

  /** What is wrong with each cell, when the notebook is run after this change. */
  async function problems(change: (cells: CodeCell[]) => void): Promise<(string | undefined)[]> {
    const changed = structuredClone(recorded)
    change(changed)
    return (await run(...changed)).map((each) => checkRun(each))
  }

  it('is good when nothing changed', async () => {
    assert.deepEqual(await problems(() => undefined), [undefined, undefined, undefined])
  })

  it('fails where a recorded output was tampered with, and nowhere else', async () => {
    const [first, second, third] = await problems(([cell]) => {
      cell.outputs = [stdout('loss 2.302586')]
    })
    assert.match(first ?? '', /- loss 2\.302586\n\+ loss 2\.302585/)
    assert.deepEqual([second, third], [undefined, undefined])
  })

  it('fails where the number of a chart was tampered with', async () => {
    const [, second] = await problems(([, cell]) => {
      Object.assign(cell.outputs[0], {
        data: { 'application/json': { y: [1, 3] }, 'text/plain': 'a' },
      })
    })
    assert.match(second ?? '', /y\[1\]: recorded is 3, now 2/)
  })

  it('fails where an output is missing from the record, or from the run', async () => {
    const [unrecorded] = await problems(([cell]) => {
      cell.outputs = []
    })
    assert.match(unrecorded ?? '', /output 1 is not recorded/)
    const [missing] = await problems(([cell]) => {
      cell.source = '1'
    })
    assert.match(missing ?? '', /output 1 is missing/)
  })

  it('fails where a cell throws, with what was thrown', async () => {
    const [first] = await problems(([cell]) => {
      cell.source = throws
    })
    assert.match(first ?? '', /TypeError: no/)
  })

  it('fails where a cell was never executed', async () => {
    const [first] = await problems(([cell]) => {
      cell.execution_count = null
    })
    assert.match(first ?? '', /execution count: recorded is null, now 1/)
  })
})
