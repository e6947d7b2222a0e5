/** Two thousand cells in one kernel: it stays as quick and as small as it was. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { descendants } from '../../kernel-setup/environment/descendants.js'
import { TestKernel } from '../kernel/support/kernel.js'

const count = 2000
/** Kinds of cells, which follow each other. */
const kinds = 10
/** Megabytes of the kernel's processes. */
const largest = 450

/** Cell `i`: definitions, redefinitions, errors, output, imports, by turns. */
function cell(i: number): { code: string; status: string } {
  const codes = [
    `const value${i} = ${i}; let changing = ${i}; value${i} + 1`,
    `function again(x: number) { return x + ${i} }\nagain(changing)`,
    `type Kind = { n: ${i} }; class Thing { at = ${i} }\nnew Thing().at`,
    `for (let k = 0; k < 20; k++) console.log(k)`,
    `import { basename } from 'node:path'\nbasename('a/b${i}')`,
  ]
  if (i % kinds === 7) return { code: `throw new Error('meant ${i}')`, status: 'error' }
  if (i % kinds === 8) return { code: `const n: number = 'text ${i}'`, status: 'error' }
  return { code: codes[i % codes.length], status: 'ok' }
}

describe('two thousand cells in one kernel', function () {
  this.timeout(1_800_000)
  let kernel: TestKernel
  before(async () => {
    kernel = await TestKernel.start()
  })
  after(() => kernel.stop())

  it('all end as they should; the last are as quick as the first, and memory is bounded', async () => {
    const pid = kernel.client.process.pid ?? 0
    const times: number[] = []
    const processorTimes: number[] = []
    const sizes: number[] = []
    for (let i = 0; i < count; i++) {
      const { code, status } = cell(i)
      const start = performance.now()
      assert.equal((await kernel.run(code)).status, status, code)
      times.push(performance.now() - start)
      if (i % 100 !== 99) continue
      processorTimes.push(processorTime(pid))
      sizes.push(megabytes(pid))
      if (i % 500 === 499) await interruptOne(kernel)
    }
    const figures = {
      latency: compare(times, latency),
      median: compare(times, median),
      processor: compare(times, (_, hundred) => {
        return (processorTimes[hundred] - processorTimes[hundred - 1]) / 100
      }),
    }
    const lines = Object.entries(figures).map(([name, { first, last }]) => {
      return `${name} of a cell ${first.toFixed(1)} ms, at the end ${last.toFixed(1)} ms`
    })
    const [half, whole] = [sizes[sizes.length / 2 - 1], Math.max(...sizes)]
    const found = `${lines.join('; ')}; ${half.toFixed(0)} MB, at most ${whole.toFixed(0)} MB`
    process.stdout.write(`      ${found}\n`)
    for (const { first, last } of [figures.latency, figures.processor]) {
      assert.ok(last <= 1.5 * first, found)
    }
    assert.ok(whole < largest, found)
    assert.ok(whole < 1.25 * half, found)
  })

  it('of a thousand cells, every output comes before its idle', async () => {
    for (let i = 0; i < 1000; i++) {
      const seen: string[] = []
      const content = { code: `console.log(${i}); ${i}` }
      await kernel.client.request('execute_request', content, ({ header }) => {
        seen.push(header.msg_type)
      })
      assert.deepEqual(seen, ['status', 'execute_input', 'stream', 'execute_result'])
    }
  })
})

/** Of the first hundred cells after a hundred that warm the kernel up, and of the last hundred. */
function compare(
  times: readonly number[],
  measure: (times: readonly number[], hundred: number) => number,
) {
  const last = times.length / 100 - 1
  const of = (hundred: number) => measure(times.slice(100 * hundred, 100 * hundred + 100), hundred)
  return { first: of(1), last: of(last) }
}

/**
 * Milliseconds from a cell's sending to its end, as other work of the machine does not touch it: of
 * each kind of cell the quickest of the ten counts, and their mean.
 */
function latency(times: readonly number[]): number {
  const quickest = Array.from({ length: kinds }, (_, kind) =>
    Math.min(...times.filter((_, i) => i % kinds === kind)),
  )
  return quickest.reduce((sum, time) => sum + time) / kinds
}

async function interruptOne(kernel: TestKernel): Promise<void> {
  const endless = kernel.client.execute('await null; while (true) {}')
  await sleep(500)
  await kernel.client.interrupt()
  assert.equal((await endless).error?.ename, 'KeyboardInterrupt')
}

/** Of all its processes, what they share counted once. */
function megabytes(pid: number): number {
  const sizes = [pid, ...descendants(pid)].map((id) => {
    const text = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8')
    return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1]) / 1024
  })
  return sizes.reduce((sum, size) => sum + size)
}

/** Milliseconds of the kernel, launcher included. Source: proc(5), in units of 10 ms. */
function processorTime(pid: number): number {
  const times = [pid, ...descendants(pid)].map((id) => {
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1].split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  })
  return times.reduce((sum, time) => sum + time)
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]
}
