import assert from 'node:assert/strict'
import { PNG } from 'pngjs'
import { TestKernel, textOf } from './support/kernel.js'

describe('what cells may use without an import', () => {
  let kernel: TestKernel
  before(async () => {
    kernel = await TestKernel.start()
  })
  after(() => kernel.stop())

  const shown = async (code: string) => {
    const { status, outputs, error } = await kernel.run(code)
    assert.equal(status, 'ok', error?.traceback.join('\n'))
    return outputs.map((output) => ('data' in output ? output.data : output))
  }

  it('WebAssembly has types, also beside those of browsers', async () => {
    const code = `const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])
      const { instance } = await WebAssembly.instantiate(bytes)
      const memory: WebAssembly.Memory = new WebAssembly.Memory({ initial: 1 })
      ;[instance instanceof WebAssembly.Instance, memory.buffer.byteLength]`
    assert.equal(await kernel.value(code), '[ true, 65536 ]')
    assert.equal(await kernel.value(`/// <reference lib="dom" />\n${code}`), '[ true, 65536 ]')
    assert.match((await kernel.error('WebAssembly.compile(1)')).ename, /TypeScriptError/)
  })

  it('display shows values in their order, among what is printed', async () => {
    const code = "display(1); console.log('between'); display({ a: 2 })"
    assert.deepEqual(await shown(`${code};`), [
      { 'text/plain': '1' },
      { output_type: 'stream', name: 'stdout', text: 'between\n' },
      { 'text/plain': '{ a: 2 }' },
    ])
  })

  it('display waits for a bundle that is promised', async () => {
    const code = `const slow = { async [Symbol.for('Jupyter.display')]() {
        await new Promise((r) => setTimeout(r, 50)); return { 'text/html': '<b>slow</b>' } } }
      display(slow);`
    assert.deepEqual(await shown(code), [{ 'text/html': '<b>slow</b>' }])
  })

  it('display has a function for each kind of content, and for several at once', async () => {
    const code = `display.html('<i>h</i>'); display.markdown('*m*'); display.latex('$x$')
      display.svg('<svg/>'); display.png(new Uint8Array([1, 2])); display.jpeg('AQI=')
      display.json({ j: 1 }); display.text('t')
      display.mime({ 'text/plain': 'p', 'application/x-mine': [1] });`
    assert.deepEqual(await shown(code), [
      { 'text/html': '<i>h</i>', 'text/plain': '<i>h</i>' },
      { 'text/markdown': '*m*', 'text/plain': '*m*' },
      { 'text/latex': '$x$', 'text/plain': '$x$' },
      { 'image/svg+xml': '<svg/>', 'text/plain': '[image/svg+xml]' },
      { 'image/png': 'AQI=', 'text/plain': '[image/png]' },
      { 'image/jpeg': 'AQI=', 'text/plain': '[image/jpeg]' },
      { 'application/json': { j: 1 }, 'text/plain': '[application/json]' },
      { 'text/plain': 't' },
      { 'text/plain': 'p', 'application/x-mine': [1] },
    ])
  })

  it('display shows matrices as tables, and as images', async () => {
    const code = `import { imageGrid, math } from 'notegrad'
      const pixels = math.matrix([[0, 1], [1, 0]])
      const images = [{ pixels, width: 2, height: 2 }]
      display(pixels); display(imageGrid({ title: 'Two by two', images }));`
    const [table, image] = (await shown(code)) as Record<string, unknown>[]
    assert.match(String(table['text/html']), /<table/)
    assert.ok('application/vnd.vegalite.v5+json' in image)
    const [, encoded] =
      /data:image\/png;base64,([\w+/=]+)/.exec(String(image['image/svg+xml'])) ?? []
    const { data, width, height } = PNG.sync.read(Buffer.from(encoded ?? '', 'base64'))
    assert.deepEqual([width, height], [2, 2])
    const reds = [0, 1, 2, 3].map((pixel) => data[4 * pixel])
    assert.deepEqual(reds, [255, 0, 0, 255], 'black ink where the matrix is 1')
  })

  it('what is shown may change, and be cleared', async () => {
    const code = `display('gone'); display.clear()
      const it = display.text('old'); it.update('new');`
    assert.deepEqual(await shown(code), [{ 'text/plain': 'new' }])
  })

  it('input and password ask the reader', async () => {
    const asked: unknown[] = []
    const code = "const name = await input('name? '); console.log(name, await password('pw? '))"
    const { outputs } = await kernel.client.execute(code, {
      onInput: async (prompt, isPassword) => {
        asked.push([prompt, isPassword])
        return isPassword ? 'secret' : 'Ada'
      },
    })
    assert.equal(textOf(outputs, 'stdout'), 'Ada secret\n')
    assert.deepEqual(asked, [
      ['name? ', false],
      ['pw? ', true],
    ])
  })

  it('files beside the notebook may use them too, for the cell that runs', async () => {
    kernel.write(
      'shows.ts',
      "export const show = (x: number) => display.text('from a file: ' + x)\n" +
        "export const ask = () => input('?')",
    )
    const code = "import { ask, show } from './shows'\nconst it = show(1); show(2)"
    const texts = [{ 'text/plain': 'from a file: 1' }, { 'text/plain': 'from a file: 2' }]
    assert.deepEqual(await shown(code), texts)
    assert.deepEqual(await shown('show(2)'), [texts[1]])
    const { outputs } = await kernel.client.execute('console.log(await ask())', {
      onInput: async () => 'answer',
    })
    assert.equal(textOf(outputs, 'stdout'), 'answer\n')
    await kernel.value('Object.assign(globalThis, { input: 4 });')
    assert.equal(
      await kernel.value('[globalThis.input, typeof globalThis.display]'),
      "[ 4, 'function' ]",
    )
  })

  it('input fails, with the reason, where nobody can be asked', async () => {
    assert.match((await kernel.error('await input()')).evalue, /cannot be asked for input/)
  })

  it('they are typed and completed, and a cell may use their names', async () => {
    assert.match((await kernel.error('const n: number = await input()')).evalue, /string/)
    const content = { code: 'display.mark', cursor_pos: 12 }
    const { content: reply } = await kernel.client.request('complete_request', content)
    assert.deepEqual(reply.matches, ['markdown'])
    assert.equal(await kernel.value('const display = 3, input = 4\ndisplay + input'), '7')
  })
})
