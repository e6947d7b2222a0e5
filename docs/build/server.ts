/** A static server for one folder of this machine, at any sub-path, as on a project's pages. */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { decoded } from './address.js'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.ipynb': 'application/x-ipynb+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpeg': 'image/jpeg',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
}

export interface Server {
  /** With the sub-path and a closing slash. */
  url: string
  close(): Promise<void>
}

export interface ServerOptions {
  folder: string
  subPath?: string
  /** 0 for any that is free. */
  port?: number
  /** Answers before the folder does, if it wants to. */
  first?: (request: IncomingMessage, response: ServerResponse) => boolean
  /** Changes a page on its way out. */
  dress?: (page: string) => string
}

/** @throws Error when the port is taken. */
export async function serve(options: ServerOptions): Promise<Server> {
  const { subPath = '/', port = 0, first } = options
  const server = createServer((request, response) => {
    if (first?.(request, response)) return
    void answer(request, response, { ...options, subPath })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  const { port: given } = server.address() as AddressInfo // a port, not a pipe
  return {
    url: `http://127.0.0.1:${given}${subPath}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Answering = ServerOptions & { subPath: string }

async function answer(request: IncomingMessage, response: ServerResponse, options: Answering) {
  const { folder, dress = (page) => page } = options
  const file = fileOf(request.url ?? '/', options)
  const content = await readFile(file).catch(() => undefined)
  const shown = content ?? (await readFile(join(folder, '404.html')).catch(() => undefined))
  const type = content ? (types[extname(file)] ?? 'text/plain') : types['.html']
  response.writeHead(content ? 200 : 404, { 'content-type': type, 'cache-control': 'no-cache' })
  response.end(type === types['.html'] && shown ? dress(shown.toString()) : shown)
}

/** The file that an address names; none, '', for one outside of the folder. */
function fileOf(url: string, { folder, subPath }: Answering): string {
  const path = decoded(url.replace(/[?#].*/, ''))
  const asked = path.startsWith(subPath) ? normalize(path.slice(subPath.length)) : '..'
  if (asked.startsWith('..')) return ''
  return join(folder, asked === '.' ? 'index.html' : asked)
}
