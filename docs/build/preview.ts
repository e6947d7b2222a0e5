import type { IncomingMessage, ServerResponse } from 'node:http'
import { SiteError } from './errors.js'
import { type Server, serve } from './server.js'

/** Reloads the page at every change. A script of its own, for the pages' policy allows no other. */
const script = `new EventSource('/changes').onmessage = () => location.reload()\n`

/** Shows a site that changes: pages that are open load themselves again. */
export class Preview {
  private readonly open = new Set<ServerResponse>()
  private server?: Server

  /** @returns its address */
  async start(folder: string, port: number): Promise<string> {
    try {
      this.server = await serve({
        folder,
        port,
        first: (request, response) => this.answer(request, response),
        dress: (page) => page.replace('</head>', '<script defer src="/reload.js"></script></head>'),
      })
      return this.server.url
    } catch (error) {
      const given = (error as NodeJS.ErrnoException).code ?? String(error)
      const expected = `port ${port} to be free`
      throw new SiteError({ where: '--port', expected, given, mend: 'give another --port' })
    }
  }

  reload(): void {
    for (const response of this.open) response.write('data: changed\n\n')
  }

  async close(): Promise<void> {
    for (const response of this.open) response.end()
    await this.server?.close()
  }

  private answer({ url }: IncomingMessage, response: ServerResponse): boolean {
    if (url === '/reload.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
      return true
    }
    if (url !== '/changes') return false
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
    response.write('retry: 500\n\n')
    this.open.add(response)
    response.on('close', () => this.open.delete(response))
    return true
  }
}
