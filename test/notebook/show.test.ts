import assert from 'node:assert/strict'
import { gradientCheck } from '../../src/autodiff/index.js'
import { functionChart, histogram } from '../../src/charts/index.js'
import { math } from '../../src/math/instance.js'
import { tensor } from '../../src/math/storage.js'
import { liveChart } from '../../src/notebook/liveChart.js'
import { Paced } from '../../src/notebook/Paced.js'
import { show } from '../../src/notebook/show.js'
import { FakeKernel, pause, printed } from './fakeKernel.js'

const step = functionChart({
  title: 'Step · 阶跃函数',
  domain: [-5, 5],
  yDomain: [-0.1, 1.1],
  functions: [{ name: 'step', f: (x) => (x > 0 ? 1 : 0), jumps: [0] }],
})

const growing = (n: number) =>
  histogram({ title: `${n} values`, xTitle: 'x', values: Array.from({ length: n }, (_, i) => i) })

describe('show', () => {
  const kernel = new FakeKernel()
  beforeEach(() => {
    kernel.sent.length = 0
    kernel.install()
  })
  afterEach(() => kernel.remove())

  it('gives a chart as one output of exactly three forms, and never as HTML', async () => {
    await show(step)
    assert.equal(kernel.sent.length, 1)
    const [output] = kernel.outputs
    assert.deepEqual(Object.keys(output).sort(), [
      'application/vnd.vegalite.v5+json',
      'image/svg+xml',
      'text/plain',
    ])
    assert.deepEqual(
      JSON.parse(JSON.stringify(output['application/vnd.vegalite.v5+json'])),
      JSON.parse(JSON.stringify(step)),
    )
    assert.equal(output['text/plain'], step.description)
  })

  it('draws the picture with its title, its axes and its marks', async () => {
    await show(step)
    const svg = String(kernel.outputs[0]['image/svg+xml'])
    assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/)
    assert.match(svg, />Step · 阶跃函数</)
    assert.match(svg, /mark-line/)
    assert.match(svg, /mark-symbol/)
  })

  it('draws the same picture however many were drawn before, with ids of its own', async () => {
    await show(step)
    await show({ ...step, description: 'the same lines in another chart' })
    await show(step)
    const [first, other, again] = kernel.outputs.map((output) => String(output['image/svg+xml']))
    assert.equal(first, again)
    const ids = (svg: string) => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    assert.ok(ids(first).length > 0)
    assert.equal(ids(other).length, ids(first).length)
    for (const id of ids(first)) {
      assert.ok(first.includes(`url(#${id})`))
      assert.ok(!ids(other).includes(id))
    }
  })

  it('leaves the chart as it was', async () => {
    const before = JSON.stringify(step)
    await show(step)
    assert.equal(JSON.stringify(step), before)
    const [line] = step.layer as unknown as { data: { values: object[] } }[]
    assert.deepEqual(Object.getOwnPropertySymbols(line.data.values[0]), [])
  })

  it('shows a chart that was spread into a copy', async () => {
    await show({ ...step, title: 'Copy' })
    assert.match(String(kernel.outputs[0]['image/svg+xml']), />Copy</)
  })

  it('shows strings as they are, and other values as Node prints them', async () => {
    await show('loss 0.3\nlr 0.1')
    await show({ a: [1, 2] })
    await show(undefined)
    assert.deepEqual(kernel.outputs, [
      { 'text/plain': 'loss 0.3\nlr 0.1' },
      { 'text/plain': '{ a: [ 1, 2 ] }' },
      { 'text/plain': 'undefined' },
    ])
  })

  it('asks a value that can show itself', async () => {
    const bundle = { 'text/plain': 'mine', 'text/html': '<b>mine</b>' }
    await show({ [Symbol.for('Jupyter.display')]: async () => bundle })
    assert.deepEqual(kernel.outputs, [bundle])
  })

  it('shows a gradient check as a table', async () => {
    const x = tensor([1, -2], [2])
    const loss = () => math.sum(math.square(x)) as number
    const analytic = tensor([2, -4], [2])
    await show(gradientCheck({ loss, params: { x }, analytic: { x: analytic } }))
    const [{ 'text/plain': text, 'text/html': html }] = kernel.outputs
    const [headings, row, ...rest] = text.split('\n')
    assert.match(headings, /^parameter +checked +mean difference +max difference +max relative$/)
    assert.match(row, /^x +2 of 2 +\de-1\d|^x +2 of 2 +\d\.\de-1\d/)
    assert.deepEqual(rest, [])
    assert.equal(String(html).match(/<td>/g)?.length, 5)
  })

  it('replaces a named output when asked', async () => {
    await show('first', { id: 'state' })
    await show('second', { id: 'state', update: true })
    assert.deepEqual(kernel.outputs, [{ 'text/plain': 'second' }])
  })

  it('refuses to update an output without a name', async () => {
    await assert.rejects(show('second', { update: true }), /the id of the output/)
    await assert.rejects(show('second', { ID: 'state' } as never), { given: 'the option ID' })
    await assert.rejects(show('second', 'state' as never), { where: 'show', given: "'state'" })
  })

  it('prints the sentence where there is no notebook', async () => {
    kernel.remove()
    assert.deepEqual(await printed(() => show(step)), [step.description])
    assert.deepEqual(kernel.sent, [])
  })
})

describe('show under Deno', () => {
  it('uses the front of its kernel', async () => {
    const sent: unknown[] = []
    const jupyter = {
      broadcast: async (type: string, content: object) => {
        sent.push([type, content])
      },
    }
    Object.defineProperty(globalThis, 'Deno', { value: { jupyter }, configurable: true })
    try {
      await show('hello')
      await show('again', { id: 'a' })
      await show('more', { id: 'a', update: true })
    } finally {
      Reflect.deleteProperty(globalThis, 'Deno')
    }
    const named = { display_id: 'a' }
    assert.deepEqual(sent, [
      ['display_data', { data: { 'text/plain': 'hello' }, metadata: {}, transient: {} }],
      ['display_data', { data: { 'text/plain': 'again' }, metadata: {}, transient: named }],
      ['update_display_data', { data: { 'text/plain': 'more' }, metadata: {}, transient: named }],
    ])
  })
})

describe('liveChart', () => {
  const kernel = new FakeKernel()
  beforeEach(() => {
    kernel.sent.length = 0
    kernel.install()
  })
  afterEach(() => kernel.remove())

  it('keeps one output, which ends as the last chart given', async () => {
    const live = await liveChart(growing(1))
    for (let n = 2; n <= 40; n++) {
      live.update(growing(n))
      await pause(10)
    }
    await live.done()
    assert.equal(kernel.outputs.length, 1)
    assert.equal(kernel.outputs[0]['text/plain'], growing(40).description)
    assert.equal(kernel.sent[0].kind, 'display')
    assert.ok(kernel.sent.slice(1).every(({ kind }) => kind === 'update'))
  })

  it('draws at most about four times a second, and only what is really drawn is made', async () => {
    let made = 0
    const live = await liveChart()
    for (let n = 1; n <= 100; n++) {
      live.update(() => {
        made++
        return growing(n)
      })
      await pause(8)
    }
    await live.done()
    const times = kernel.sent.map(({ at }) => at)
    assert.ok(times.length >= 3 && times.length <= 7, `${times.length} drawings`)
    assert.equal(made, times.length)
    for (let i = 1; i < times.length - 1; i++) assert.ok(times[i] - times[i - 1] > 180)
  })

  it('shows the chart given at the end even when nothing was drawn before', async () => {
    const live = await liveChart()
    await live.done(growing(5))
    assert.deepEqual(
      kernel.outputs.map((output) => output['text/plain']),
      [growing(5).description],
    )
  })

  it('shows nothing when it was given nothing', async () => {
    const live = await liveChart()
    await live.done()
    assert.deepEqual(kernel.sent, [])
  })

  it('tells of a chart that could not be made when it ends', async () => {
    const live = await liveChart()
    live.update(() => {
      throw new Error('no data yet')
    })
    await pause(5)
    await assert.rejects(live.done(), /no data yet/)
  })

  it('refuses updates after its end', async () => {
    const live = await liveChart(growing(1))
    await live.done()
    assert.throws(() => live.update(growing(2)), /make a new one/)
    await assert.rejects(live.done(), /make a new one/)
  })

  it('prints only its last sentence where there is no notebook', async () => {
    kernel.remove()
    const lines = await printed(async () => {
      const live = await liveChart(growing(1))
      live.update(() => growing(2))
      await live.done()
    })
    assert.deepEqual(lines, [growing(2).description])
    const ofOne = await printed(async () => (await liveChart(growing(1))).done())
    assert.deepEqual(ofOne, [growing(1).description])
  })

  it('draws what was asked for during a slow drawing, without waiting for the end', async () => {
    const drawn: number[] = []
    const paced = new Paced<number>(async (n) => {
      await pause(5)
      drawn.push(n)
    })
    paced.request(1)
    paced.request(2)
    for (let waited = 0; drawn.length < 2 && waited < 5000; waited += 20) await pause(20)
    assert.deepEqual(drawn, [1, 2])
    await paced.finish()
    assert.deepEqual(drawn, [1, 2])
  })
})
