import assert from 'node:assert/strict'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type WatchOptions, watchSite } from '../../docs/build/watch.js'
import { fixtures, scratchPath } from './support/sites.js'

describe('watching the sources of the site', function () {
  this.timeout(120_000)
  const folder = scratchPath('watched')
  const document = join(folder, 'documents/notes.md')
  const ended = new AbortController()
  const told: string[] = []
  let options: WatchOptions
  let url: string
  let done: Promise<void>
  let listen = () => {}

  before(async () => {
    await mkdir(folder, { recursive: true })
    await cp(fixtures, folder, { recursive: true })
    const [notebooks, documents, source] = ['notebooks', 'documents', 'source'].map((name) =>
      join(folder, name),
    )
    options = {
      ...{ root: folder, notebooks, documents, source, out: join(folder, 'out') },
      folders: [notebooks, documents, source],
      port: 0,
      signal: ended.signal,
      tell: () => {},
    }
    done = watchSite({
      ...options,
      tell: (line) => {
        told.push(line)
        listen()
      },
    })
    url = /^http:\S+/.exec(await line(/shows it/))![0]
  })
  after(async () => {
    ended.abort()
    await done
  })

  /** The first line that fits, of those told since the last call. */
  async function line(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = told.findIndex((one) => pattern.test(one))
      if (found >= 0) return told.splice(0, found + 1).at(-1)!
      await new Promise<void>((resolve) => {
        listen = resolve
      })
    }
  }

  async function write(text: string): Promise<void> {
    await writeFile(document, text)
  }

  const shown = async (address: string) => (await fetch(url + address)).text()

  it('serves every page, with a script that loads it again', async () => {
    assert.match(await shown('docs/notes.html'), /<script defer src="\/reload\.js">/)
    assert.match(await shown('reload.js'), /EventSource/)
    const missing = await fetch(`${url}no/such/page.html`)
    assert.equal(missing.status, 404)
    assert.match(await missing.text(), /<h1[^>]*>No page here<\/h1>/)
  })

  it('builds again what a change touches, in under 5 s, and tells the open pages', async () => {
    const events = (await fetch(`${url}changes`)).body!.getReader()
    const old = await readFile(join(folder, 'out/en/01-activation.html'), 'utf8')
    await write('# Notes\n\nOther words entirely.\n')
    const seconds = Number(/([\d.]+) s$/.exec(await line(/pages,/))![1])
    assert.ok(seconds < 5, `${seconds} s`)
    assert.match(await shown('docs/notes.html'), /Other words entirely/)
    assert.equal(
      withoutAddresses(await readFile(join(folder, 'out/en/01-activation.html'), 'utf8')),
      withoutAddresses(old),
    )
    const decoder = new TextDecoder()
    let news = ''
    while (!news.includes('data: changed')) news += decoder.decode((await events.read()).value)
    await events.cancel()
  })

  it('keeps the last good pages, and says why, while a source cannot be rendered', async () => {
    await write('no title, and a formula: $\\frac{1$\n')
    assert.match(await line(/notes\.md/), /notes\.md.*expected .*given /)
    assert.match(await shown('docs/notes.html'), /Other words entirely/)
    await write('# Notes\n\nMended.\n')
    await line(/pages,/)
    assert.match(await shown('docs/notes.html'), /Mended/)
  })

  it('ends at once when its port is taken, and watches nothing', async () => {
    const watchers = () => process.getActiveResourcesInfo().filter((name) => /^FS/.test(name))
    const before = watchers()
    assert.ok(before.length > 0)
    const port = Number(new URL(url).port)
    const out = join(folder, 'second')
    await assert.rejects(watchSite({ ...options, out, port }), {
      name: 'SiteError',
      message: `--port: expected port ${port} to be free; given EADDRINUSE; give another --port`,
    })
    assert.deepEqual(watchers(), before)
  })

  it('sees new files, and takes away the pages of those that go', async () => {
    await writeFile(join(folder, 'documents/second.md'), '# Second\n')
    await line(/pages,/)
    assert.match(await shown('docs/second.html'), /<h1 id="second">/)
    await rm(join(folder, 'documents/second.md'))
    await line(/pages,/)
    assert.equal((await fetch(`${url}docs/second.html`)).status, 404)
  })
})

/** The index of search has another name when any text changes. */
function withoutAddresses(page: string): string {
  return page.replace(/data-(index|texts)="[^"]*"/g, '')
}
