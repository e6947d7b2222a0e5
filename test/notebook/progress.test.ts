import assert from 'node:assert/strict'
import type { MimeBundle } from '../../src/notebook/front.js'
import { pace, progress } from '../../src/notebook/progress.js'
import { trainingView } from '../../src/notebook/trainingView.js'
import { FakeKernel, pause } from './fakeKernel.js'

/** Runs an action with standard error as a terminal, and returns what it wrote there. */
async function onTerminal(columns: number, action: () => Promise<void>): Promise<string> {
  const { stderr } = process
  const before = { isTTY: stderr.isTTY, columns: stderr.columns, write: stderr.write }
  let written = ''
  const write = (text: string) => {
    written += text
    return true
  }
  Object.assign(stderr, { isTTY: true, columns, write })
  try {
    await action()
  } finally {
    Object.assign(stderr, before)
  }
  return written
}

const times = /second|left|\d s\b/

describe('progress', () => {
  it('refuses options that are missing or misspelt', () => {
    for (const [options, given] of [
      [undefined, 'undefined'],
      [{ total: 5 }, 'no label'],
      [{ totl: 5, label: 'x' }, 'the option totl'],
    ] as const) {
      assert.throws(() => progress(options as never), { name: 'DomainError', given })
    }
  })

  it('is one output in a notebook that ends without times', async () => {
    const kernel = new FakeKernel().install()
    try {
      const bar = progress({ total: 2000, label: 'learning' })
      for (let i = 1; i <= 2000; i++) bar.step(i, `loss ${i}`)
      await pause(5)
      bar.step(2000, 'loss 0.3')
      await bar.done()
    } finally {
      kernel.remove()
    }
    assert.match(
      kernel.sent[0].data['text/plain'],
      /^learning: 1 of 2,000 · loss 1 · .* per second/,
    )
    assert.deepEqual(kernel.outputs, [{ 'text/plain': 'learning: 2,000 of 2,000 · loss 0.3' }])
  })

  it('is a single moving line on a terminal', async () => {
    const written = await onTerminal(60, async () => {
      const bar = progress({
        total: 10,
        label: 'searching for a learning rate that is not too large',
      })
      bar.step(1)
      await pause(300)
      bar.step(10)
      await bar.done()
    })
    assert.equal(written.split('\n').length, 2)
    assert.ok(written.endsWith('\n'))
    const states = written.split('\r\u001b[K').slice(1)
    assert.ok(states.length >= 2)
    assert.ok(states.every((state) => state.replace('\n', '').length < 60))
  })

  it('is silent where there is neither', async () => {
    const { stderr } = process
    const { write } = stderr
    let silent = true
    stderr.write = () => {
      silent = false
      return true
    }
    try {
      const bar = progress({ total: 2, label: 'learning' })
      bar.step(1)
      await bar.done()
    } finally {
      stderr.write = write
    }
    assert.ok(silent)
  })

  it('says rate and remaining time', () => {
    assert.equal(pace(3000, 10_000, 2), '1,500 per second · 5 s left')
    assert.equal(pace(1, 4, 2), '0.50 per second · 6 s left')
    assert.equal(pace(0, 4, 0), '0.0 per second')
  })
})

describe('the view of a training', () => {
  const plan = {
    iterations: 500,
    resumeAt: 0,
    iterationsPerEpoch: 100,
    batchSize: 10,
    sampling: 'withReplacement',
  } as const

  /** Plays a training of so many steps, and returns what a notebook then shows. */
  async function play(kernel: FakeKernel, steps: number): Promise<readonly MimeBundle[]> {
    kernel.install()
    try {
      const view = trainingView()
      const loss: number[] = []
      await view.onStart?.(plan)
      for (let iteration = 1; iteration <= steps; iteration++) {
        loss.push(2.3 / iteration)
        await view.onStep?.({ iteration, loss: 2.3 / iteration })
        if (iteration % 100 === 0) {
          const epoch = iteration / 100
          await view.onEpoch?.({ epoch, iteration, trainAccuracy: 0.9, testAccuracy: 0.875 })
          await pause(1)
        }
      }
      await view.onEnd?.({ loss, epochs: [] })
    } finally {
      kernel.remove()
    }
    return kernel.outputs
  }

  it('is one chart in a notebook, which ends without times', async () => {
    const outputs = await play(new FakeKernel(), 500)
    assert.equal(outputs.length, 1)
    const text = JSON.stringify(outputs[0]['application/vnd.vegalite.v5+json'])
    assert.match(
      text,
      /500 iterations · loss 0\.00\d+ · training accuracy 90\.0 % · test accuracy 87\.5 %/,
    )
    assert.doesNotMatch(text, times)
    assert.doesNotMatch(outputs[0]['text/plain'], times)
  })

  it('shows rate and remaining time while it learns', async () => {
    const kernel = new FakeKernel()
    await play(kernel, 500)
    const first = JSON.stringify(kernel.sent[0].data['application/vnd.vegalite.v5+json'])
    assert.match(first, /\d of 500 iterations · loss .* per second · \d+ s left/)
  })

  it('leaves the same output after the same training, however often it was drawn', async () => {
    const outputs = [await play(new FakeKernel(), 300), await play(new FakeKernel(), 300)]
    assert.deepEqual(outputs[0], outputs[1])
  })

  it('says after an interrupt how far it came', async () => {
    const [output] = await play(new FakeKernel(), 120)
    assert.match(JSON.stringify(output), /stopped after 120 of 500 iterations/)
  })

  it('shows nothing when it was interrupted before the first step', async () => {
    assert.deepEqual(await play(new FakeKernel(), 0), [])
  })

  it('is a line on a terminal', async () => {
    const written = await onTerminal(100, async () => {
      const view = trainingView()
      await view.onStart?.(plan)
      await view.onStep?.({ iteration: 500, loss: 0.25 })
      await view.onEpoch?.({ epoch: 1, iteration: 500, trainAccuracy: 0.9 })
      await view.onEnd?.({ loss: [], epochs: [] })
    })
    assert.match(written, /learning: 500 of 500 · loss 0\.250 · training accuracy 90\.0 %\n$/)
  })
})
