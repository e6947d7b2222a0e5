/**
 * `npm run docs`: writes the pages that are made from declarations,
 * and builds the site into docs/dist.
 */
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { siteUrl } from './address.js'
import { SiteError } from './errors.js'
import type { SiteOptions } from './site.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const fromRoot = (path: string) => resolve(root, path)

const command = new Command('npm run docs --')
  .description('Builds the site from the notebooks and the documents.')
  .option('--out <folder>', 'where to write it', fromRoot('docs/dist'))
  .option(
    '--notebooks <folder>',
    'the notebooks, a folder for each language',
    fromRoot('notebooks'),
  )
  .option('--documents <folder>', 'the documents', fromRoot('docs'))
  .option('--source <folder>', 'the library', fromRoot('src'))
  .option('--screenshots <folder>', 'photograph each type of page: phone, desktop, light, dark')
  .option('--watch', 'serve it on 127.0.0.1, and build again what changes')
  .option('--port <number>', 'the port to serve it on; 0 for any that is free', toPort, 8000)
  .addOption(
    new Option('--url <address>', 'where it will stand: adds canonical links and sitemap.xml')
      .env('SITE_URL')
      .argParser(siteUrl),
  )
  .exitOverride()

interface Given extends Record<'out' | 'notebooks' | 'documents' | 'source', string> {
  url?: string
  watch?: boolean
  screenshots?: string
  port: number
}

async function run(): Promise<void> {
  const started = performance.now()
  const given = command.parse().opts<Given>()
  const { out, notebooks, documents, source, url } = given
  // Loaded late: --help need not wait for vega and Vite.
  if (resolve(documents) === fromRoot('docs')) {
    const { madeFiles } = await import('./made.js')
    for (const [path, text] of Object.entries(await madeFiles()))
      await writeFile(fromRoot(path), text)
  }
  const options = {
    root,
    out: resolve(out),
    notebooks: resolve(notebooks),
    documents: resolve(documents),
    source: resolve(source),
    url,
  }
  if (given.watch) return watchFolders(options, given.port)
  const { buildSite } = await import('./site.js')
  const report = await buildSite(options)
  for (const warning of report.warnings) process.stderr.write(`${warning}\n`)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  tell(`${report.pages} pages in ${relative('.', out) || '.'}, ${seconds} s`)
  if (given.screenshots) await photograph(options.out, resolve(given.screenshots))
}

async function photograph(site: string, folder: string): Promise<void> {
  const { takeScreenshots } = await import('./screenshots.js')
  const { pageTypes } = await import('./pageTypes.js')
  const addresses = pageTypes.filter((address) => existsSync(join(site, address)))
  tell(`${await takeScreenshots(site, folder, addresses)} screenshots in ${folder}`)
}

async function watchFolders(options: SiteOptions, port: number): Promise<void> {
  const { watchSite } = await import('./watch.js')
  const ended = new AbortController()
  process.once('SIGINT', () => ended.abort()).once('SIGTERM', () => ended.abort())
  const { notebooks, documents, source } = options
  const folders = [notebooks, documents, source, fromRoot('docs/client')]
  await watchSite({ ...options, folders, port, signal: ended.signal, tell })
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`)
}

function toPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65536) return port
  throw new InvalidArgumentError('it is a whole number below 65536')
}

// What is still being read, as the library may be, is of no use any more.
run().catch((error: unknown) => process.exit(exitCode(error)))

/** 0 after --help, 2 for wrong usage or input; anything else is a fault of the build itself. */
function exitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (!(error instanceof SiteError)) throw error
  process.stderr.write(`${error.message}\n`)
  return 2
}
