import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildClient, type Client, clientFolder } from './client.js'
import { formulaCharacters, writeMathFont } from './fonts.js'
import type { Page } from './page.js'
import { fingerprint } from './press.js'

/** By what they are made from. */
const clients = new Map<string, Promise<Client>>()

/** Makes the client anew where its sources, or the letters of the pages' formulas, have changed. */
export async function clientOf(pages: readonly Page[]): Promise<Client> {
  const characters = formulaCharacters(pages)
  const key = fingerprint(characters, ...(await clientSources()))
  if (!clients.has(key)) clients.set(key, bundle(characters))
  return clients.get(key)!
}

/** The bundle, with a font for the formulas. */
async function bundle(characters: string): Promise<Client> {
  const folder = await mkdtemp(join(tmpdir(), 'notegrad-site-'))
  try {
    const mathFont = join(folder, 'math.woff2')
    await writeMathFont(mathFont, characters)
    return await buildClient(mathFont)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** What lies in docs/client; the few files that it imports from elsewhere do not change with it. */
async function clientSources(): Promise<Buffer[]> {
  const entries = await readdir(clientFolder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))))
}
