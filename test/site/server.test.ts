import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type Server, serve } from '../../docs/build/server.js'
import { scratchPath } from './support/sites.js'

describe('the server of the preview', () => {
  const folder = scratchPath('served')
  let server: Server
  before(async () => {
    await mkdir(join(folder, 'site/a b'), { recursive: true })
    await writeFile(join(folder, 'secret.txt'), 'secret')
    await writeFile(join(folder, 'site/index.html'), 'home')
    await writeFile(join(folder, 'site/a b/é.css'), 'style')
    await writeFile(join(folder, 'site/404.html'), 'no page here')
    server = await serve({ folder: join(folder, 'site'), subPath: '/at/' })
  })
  after(() => server.close())

  /** Sends a path as it is: `fetch` would mend it. */
  async function ask(path: string) {
    const { port } = new URL(server.url)
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get({ port, path, host: '127.0.0.1' }, resolve).on('error', reject)
    })
    const { statusCode: status, headers } = response
    const { 'content-type': type, 'cache-control': cache } = headers
    return { status, type, cache, content: await text(response) }
  }

  it('gives a file with its type, and the index page for the folder', async () => {
    const style = await ask('/at/a%20b/%C3%A9.css?x=1')
    assert.deepEqual([style.status, style.type], [200, 'text/css'])
    const home = await ask('/at/')
    assert.deepEqual([home.status, home.type], [200, 'text/html; charset=utf-8'])
    assert.deepEqual([home.cache, home.content], ['no-cache', 'home'])
  })

  const missing = [
    ...['/at/none.html', '/elsewhere', '/at/../secret.txt', '/at/..%2fsecret.txt'],
    ...['/at/%2e%2e/secret.txt', '/at/%00', '/at/%zz', '/at/%E9', '//'],
  ]
  for (const path of missing)
    it(`answers ${path} with the page for missing addresses, and goes on`, async () => {
      const { status, type, content } = await ask(path)
      assert.deepEqual([status, type], [404, 'text/html; charset=utf-8'])
      assert.equal(content, 'no page here')
      assert.equal((await ask('/at/')).status, 200)
    })
})
