import assert from 'node:assert/strict'
import type { Output } from '../../kernel-setup/client/output.js'
import { TestKernel, textOf } from './support/kernel.js'

describe('output of cells', () => {
  let kernel: TestKernel
  before(async () => {
    kernel = await TestKernel.start()
  })
  after(() => kernel.stop())

  const bridge = "const kernel = (globalThis as any)[Symbol.for('notegrad.kernel')] as any\n"

  it('loses no line of 200,000, and keeps their order', async () => {
    const text = await kernel.printed('for (let i = 0; i < 200_000; i++) console.log(i)')
    const expected = Array.from({ length: 200_000 }, (_, i) => i).join('\n')
    assert.ok(text === `${expected}\n`, 'every line, once, in order')
  })

  it('keeps the order of both streams and of displays', async () => {
    const { outputs } = await kernel.run(`${bridge}
      console.log('a'); console.error('b')
      kernel.display({ 'text/plain': 'c' }); console.log('d')`)
    const kinds = outputs.map((o) => (o.output_type === 'stream' ? o.name : o.output_type))
    assert.deepEqual(kinds, ['stdout', 'stderr', 'display_data', 'stdout'])
  })

  it('tells the error of a promised display once, as the error of its cell', async () => {
    const { error, outputs } = await kernel.run(`
      display({ [Symbol.for('Jupyter.display')]: async () => { throw new Error('no picture') } })
      await new Promise((resolve) => setTimeout(resolve, 50))`)
    assert.equal(error?.evalue, 'no picture')
    assert.deepEqual(
      outputs.map((output) => output.output_type),
      ['error'],
    )
  })

  it('arrives while the cell keeps the event loop busy', async () => {
    const code = "console.log('tick'); await null; while (true) console.log('tock')"
    const content = { code, silent: false, store_history: true, allow_stdin: false }
    let interrupted: Promise<void> | undefined
    await kernel.client.request('execute_request', content, ({ header }) => {
      if (header.msg_type === 'stream') interrupted ??= kernel.client.interrupt()
    })
    assert.ok(interrupted, 'the cell ended by the interrupt that its output called for')
    await interrupted
  })

  it('comes from a console that the cell makes', async () => {
    const code = "new console.Console(process.stdout).log('mine')"
    assert.equal(await kernel.printed(code), 'mine\n')
  })

  it('decodes UTF-8 that is spread over writes', async () => {
    const code = `const bytes = Buffer.from('é激活😀')
      for (const byte of bytes) process.stdout.write(Uint8Array.of(byte))`
    assert.equal(await kernel.printed(code), 'é激活😀')
  })

  it('calls back after process.stdout.write', async () => {
    const code = "await new Promise<void>((done) => process.stdout.write('x', () => done()))"
    assert.equal(await kernel.printed(code), 'x')
  })

  it('of a function of an earlier cell belongs to the cell that calls it', async () => {
    await kernel.run('const say = (text: string) => { console.log(text) }')
    assert.equal(await kernel.printed("say('a'); say('b')"), 'a\nb\n')
  })

  it('belongs to the cell that prints, also after another has put back a method', async () => {
    await kernel.run('const { log } = console\nconsole.log = () => {}\nconsole.log = log')
    assert.equal(await kernel.printed("await null\nconsole.log('mine')"), 'mine\n')
  })

  it('of a timer that outlives its cell belongs to that cell', async () => {
    const first = await kernel.run("setTimeout(() => console.log('late'), 100);")
    const second = await kernel.run('await new Promise((r) => setTimeout(r, 300))')
    assert.equal(textOf(second.outputs, 'stdout'), '')
    assert.equal(textOf(first.outputs, 'stdout'), 'late\n')
  })

  it('shows the bundle of a Jupyter.display method, once', async () => {
    const { outputs } = await kernel.run(`({
      [Symbol.for('Jupyter.display')]() {
        return { 'text/markdown': '**b**', 'text/plain': 'b', 'application/json': { a: [1] } }
      },
    })`)
    const [shown] = outputs as Extract<Output, { output_type: 'execute_result' }>[]
    assert.equal(outputs.length, 1)
    assert.deepEqual(shown.data, {
      'text/markdown': '**b**',
      'text/plain': 'b',
      'application/json': { a: [1] },
    })
  })

  it('refuses a Jupyter.display method that gives no bundle', async () => {
    const { evalue } = await kernel.error("({ [Symbol.for('Jupyter.display')]: () => 'text' })")
    assert.match(evalue, /let it return an object/)
  })

  it('is displayed, updated and cleared through the bridge', async () => {
    const { outputs } = await kernel.run(`${bridge}
      kernel.display({ 'text/plain': 'gone' }); kernel.clear(false)
      kernel.display({ 'text/plain': 'old' }, {}, 'id')
      kernel.update({ 'text/plain': 'new' }, {}, 'id')
      kernel.display({ 'image/png': new Uint8Array([1, 2, 3]) })`)
    const shown = outputs.map((o) => ('data' in o ? o.data : o))
    assert.deepEqual(shown, [{ 'text/plain': 'new' }, { 'image/png': 'AQID' }])
  })

  it('shows the beginning of a value whose text is very long', async () => {
    const many = "Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => ['key' + i, i]))"
    const text = await kernel.value(many)
    assert.match(text.slice(0, 20), /^\{\n {2}key0: 0,/)
    assert.match(text.slice(-50), /\n… and \d+ more characters$/)
    assert.ok(text.length < 101_000)
  })

  it('cuts no character of a long text in two', async () => {
    for (const start of ['', 'x']) {
      const long = `() => '${start}' + '😀'.repeat(60_000)`
      const text = await kernel.value(`({ [Symbol.for('nodejs.util.inspect.custom')]: ${long} })`)
      const end = text.slice(-40)
      assert.match(end, /😀\n… and \d+ more characters$/u)
    }
  })

  it('shows a Proxy that refuses what nobody should ask it for', async () => {
    const code = `const strict = new Proxy({ a: 1 }, {
        get(_, name) { throw new Error('no ' + String(name)) } })
      display(strict)
      strict`
    const { outputs } = await kernel.run(code)
    const shown = outputs.map((o) => ('data' in o ? o.data : o))
    assert.deepEqual(shown, [{ 'text/plain': '{ a: 1 }' }, { 'text/plain': '{ a: 1 }' }])
  })

  it('of display is all that a last line with display shows', async () => {
    for (const code of [
      'display({ a: 1 })',
      "display.html('<b>x</b>')",
      'const h = display(1)\nh',
    ]) {
      const { outputs } = await kernel.run(code)
      assert.deepEqual(
        outputs.map((output) => output.output_type),
        ['display_data'],
        code,
      )
    }
    assert.equal(await kernel.value('h'), '')
    const code = 'const { update } = display(1)\nupdate(2)'
    const [shown] = (await kernel.run(code)).outputs
    assert.deepEqual('data' in shown && shown.data, { 'text/plain': '2' })
  })

  it('of tslab.display reaches the cell', async () => {
    const { outputs } = await kernel.run(
      "import { display } from 'tslab'\ndisplay.html('<b>x</b>')",
    )
    assert.deepEqual(
      outputs.map((o) => ('data' in o ? o.data : o)),
      [{ 'text/html': '<b>x</b>' }],
    )
  })

  it('asks for input and for passwords', async () => {
    const asked: unknown[] = []
    const answers = ['one', 'two']
    const code = `${bridge}
      console.log(await kernel.input('name? '), await kernel.input('pw? ', true))`
    const { outputs } = await kernel.client.execute(code, {
      onInput: async (prompt, password) => {
        asked.push([prompt, password])
        return answers[asked.length - 1]
      },
    })
    assert.deepEqual(asked, [
      ['name? ', false],
      ['pw? ', true],
    ])
    assert.equal(textOf(outputs, 'stdout'), 'one two\n')
    assert.match(
      (await kernel.error(`${bridge} await kernel.input('?')`)).evalue,
      /cannot be asked/,
    )
  })
})
