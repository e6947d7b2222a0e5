/** `npm run docs -- --watch`: builds, serves, and builds again what a change touches. */
import { watch } from 'node:fs'
import { sep } from 'node:path'
import { SiteError } from './errors.js'
import { Preview } from './preview.js'
import { SiteBuilder, type SiteOptions } from './site.js'

export interface WatchOptions extends SiteOptions {
  port: number
  /** Folders whose files the site is made from. */
  folders: readonly string[]
  /** Stops it. */
  signal: AbortSignal
  tell(line: string): void
}

/** Editors write a file in several steps: a build waits until nothing came for so long (ms). */
const quiet = 80

/**
 * Returns when the signal comes.
 * @throws SiteError when the port is taken, before anything is built.
 */
export async function watchSite(options: WatchOptions): Promise<void> {
  const { folders, signal, tell, port, out } = options
  const builder = new SiteBuilder(options)
  const preview = new Preview()
  const address = await preview.start(out, port)
  let wanted = true
  let wake = () => {}
  const change = () => {
    wanted = true
    wake()
  }
  for (const folder of folders)
    watch(folder, { recursive: true, signal }, (_, file) => {
      if (file !== null && isSource(file)) change()
    })
  builder.references.onNewer = change
  signal.addEventListener('abort', () => wake())

  for (let first = true; !signal.aborted; first = false) {
    while (wanted && !signal.aborted) {
      wanted = false
      await build(builder, preview, tell)
    }
    if (first) tell(`${address} shows it, and what changes; Ctrl+C ends`)
    await new Promise<void>((resolve) => {
      wake = () => setTimeout(resolve, signal.aborted ? 0 : quiet)
      if (wanted || signal.aborted) wake()
    })
  }
  await preview.close()
}

/** What builds and editors leave beside the sources is none. */
function isSource(file: string): boolean {
  const parts = file.split(sep)
  return !parts.includes('dist') && /\.(md|ipynb|ts|json|css|svg)$/.test(parts.at(-1)!)
}

/** A source that cannot be rendered leaves the pages as they were. */
async function build(
  builder: SiteBuilder,
  preview: Preview,
  tell: WatchOptions['tell'],
): Promise<void> {
  const started = performance.now()
  try {
    const { pages, changed, warnings } = await builder.build()
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    for (const warning of warnings) tell(warning)
    tell(`${pages} pages, ${changed} files written, ${seconds} s`)
    if (changed > 0) preview.reload()
  } catch (error) {
    if (!(error instanceof SiteError)) throw error
    tell(`${error.message}\nthe pages are as they were before`)
  }
}
