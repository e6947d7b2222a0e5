import assert from 'node:assert/strict'
import type { Message } from '../../kernel-setup/client/messages.js'
import { TestKernel } from './support/kernel.js'

describe('completions and tooltips', () => {
  let kernel: TestKernel
  before(async () => {
    kernel = await TestKernel.start()
  })
  after(() => kernel.stop())

  const ask = async (type: string, content: Message['content']) =>
    (await kernel.client.request(type, content)).content
  const complete = async (marked: string) => {
    const [before, after] = marked.split('|')
    return ask('complete_request', { code: before + after, cursor_pos: [...before].length })
  }

  describe('complete', () => {
    it('gives members, with the range that they replace', async () => {
      const reply = await complete('const half = Math.flo|')
      assert.deepEqual(reply.matches, ['floor'])
      assert.deepEqual([reply.cursor_start, reply.cursor_end], [18, 21])
    })

    it('counts characters, not UTF-16 units', async () => {
      const reply = await complete("'激活😀'; Math.flo|")
      assert.deepEqual(reply.matches, ['floor'])
      assert.deepEqual([reply.cursor_start, reply.cursor_end], [12, 15])
    })

    it('works inside the braces of an import', async () => {
      const reply = await complete("import { basen| } from 'node:path'")
      assert.deepEqual(reply.matches, ['basename'])
    })

    it('knows the variables of earlier cells, and their kinds', async () => {
      await kernel.value('const fromEarlier = { inner: 1 }; function earlierFunction() {}')
      assert.deepEqual((await complete('fromEarlier.in|')).matches, ['inner'])
      const { metadata } = await complete('earlierFunc|')
      const types = (metadata as Record<string, unknown>)._jupyter_types_experimental
      assert.deepEqual(types, [{ text: 'earlierFunction', type: 'function', start: 0, end: 11 }])
    })

    it('knows the files beside the notebook, modules and keys in strings', async () => {
      kernel.write('helper.ts', 'export const a = 1')
      const path = await complete("import { a } from './hel|'")
      assert.deepEqual([path.matches, path.cursor_start, path.cursor_end], [['helper'], 21, 24])
      const module = await complete("import { a } from 'node:pat|'")
      assert.deepEqual([(module.matches as string[])[0], module.cursor_start], ['node:path', 19])
      assert.deepEqual((await complete("({ alpha: 1, beta: 2 })['al|']")).matches, ['alpha'])
    })

    it('knows files and folders in any string that begins like a path', async () => {
      kernel.write('data/train.csv', '')
      kernel.write('data/test.csv', '')
      const folder = await complete("readFileSync('./da|")
      assert.deepEqual([folder.matches, folder.cursor_start], [['data/'], 16])
      assert.deepEqual((await complete("readFileSync('./data/t|')")).matches, [
        'test.csv',
        'train.csv',
      ])
      const division = await complete('const ratio = 6 /da|')
      assert.ok(!(division.matches as string[]).includes('data/'))
    })

    it('completes nothing where there is nothing to complete', async () => {
      assert.deepEqual((await complete("'plain text |'")).matches, [])
    })
  })

  describe('inspect', () => {
    it('gives the signature and the documentation, in plain text and in Markdown', async () => {
      await kernel.value('/** Twice a number. */\nfunction twice(x: number) { return 2 * x }')
      const { found, data } = await ask('inspect_request', { code: 'twice(1)', cursor_pos: 2 })
      assert.equal(found, true)
      const texts = data as Record<string, string>
      assert.equal(texts['text/plain'], 'function twice(x: number): number\n\nTwice a number.')
      assert.match(
        texts['text/markdown'],
        /^```typescript\nfunction twice.*\n```\n\nTwice a number\.$/,
      )
    })

    it('tells of the function between the parentheses of a call, complete or not', async () => {
      await kernel.value('function thrice(x: number, y = 1) { return 3 * x + y }')
      for (const call of ['thrice(', 'thrice(1, ', 'thrice()', 'Math.abs(thrice( ) )']) {
        const cursor_pos = call.indexOf('thrice(') + (call.includes(',') ? 10 : 7)
        const { data } = await ask('inspect_request', { code: call, cursor_pos })
        assert.match(String((data as Record<string, string>)['text/plain']), /^function thrice/)
      }
      const after = await ask('inspect_request', { code: 'thrice(1) ', cursor_pos: 9 })
      assert.equal(after.found, false)
    })

    it('finds nothing on blank space', async () => {
      assert.equal((await ask('inspect_request', { code: '  ', cursor_pos: 1 })).found, false)
    })
  })

  describe('both', () => {
    it('read nothing anew in a notebook that imports this library and mathjs', async () => {
      await kernel.value("import { math } from 'notegrad'\nimport * as mathjs from 'mathjs'")
      // of the kernel's processor time: the clock also counts what else the machine does
      const spent = async () => {
        const code =
          '{ const { user, system } = process.cpuUsage(); console.log((user + system) / 1e3) }'
        return Number(await kernel.printed(code))
      }
      const questions = {
        complete_request: { code: 'math.multi', cursor_pos: 10 },
        inspect_request: { code: 'mathjs.multiply', cursor_pos: 15, detail_level: 0 },
      }
      for (const [type, content] of Object.entries(questions)) {
        for (let i = 0; i < 3; i++) await ask(type, content)
        const start = await spent()
        for (let i = 0; i < 9; i++) await ask(type, content)
        const each = ((await spent()) - start) / 9
        // `npm run bench kernels` measures them; reading the types anew would take seconds
        assert.ok(each < 1000, `${type}: ${each} ms`)
      }
    })
  })
})
