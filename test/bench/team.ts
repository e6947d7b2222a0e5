/**
 * The peers of a run: those that are wanted, with what they need installed.
 */
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../support/repository.js'
import { installedPython, supply } from './install.js'
import { type Peer, peersOf, type Source } from './peers.js'

export interface TeamOptions {
  /** Only peers whose name begins with one of these; all, when there is none. */
  readonly peers: readonly string[]
  /** PyTorch too: 5 GB, since PyPI's wheels bring CUDA along. */
  readonly torch: boolean
  readonly report: (line: string) => void
}

/** A line for every source whose peers stay out. */
export async function team(
  folder: string,
  files: readonly string[],
  { peers, torch, report }: TeamOptions,
): Promise<readonly Peer[]> {
  const wanted = peersOf(folder, files)
    .filter(({ name }) => peers.length === 0 || peers.some((start) => name.startsWith(start)))
    .filter(({ source }) => source !== 'torch' || torch)
  const sources = new Set<Source>(wanted.map(({ source }) => source))
  const ready: Peer[] = []
  for (const source of sources) {
    const members = wanted.filter((peer) => peer.source === source)
    const given = await supply(source)
    if (typeof given === 'string') {
      report(`left out ${members.map(({ name }) => name).join('; ')}: ${given}`)
      continue
    }
    ready.push(...members.map((peer) => ({ ...peer, python: given.python })))
  }
  return wanted.flatMap(({ name }) =>
    ready.filter((peer) => peer.name === name).map((peer) => withBlas(peer)),
  )
}

/** Our backend blas finds OpenBLAS where `npm start` put it; else it takes that of the peers. */
function withBlas(peer: Peer): Peer {
  if (peer.env?.NOTEGRAD_BACKEND !== 'blas' || process.env.NOTEGRAD_BLAS) return peer
  if (existsSync(join(root, '.notegrad/python'))) return peer
  const python = installedPython('python')
  const [library] = python === undefined ? [] : openblasIn(python)
  return library === undefined ? peer : { ...peer, env: { ...peer.env, NOTEGRAD_BLAS: library } }
}

function openblasIn(python: string): string[] {
  const lib = join(dirname(python), '../lib')
  return readdirSync(lib)
    .map((name) => join(lib, name, 'site-packages/scipy_openblas32/lib'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((file) => /libscipy_openblas[^/]*\.(so|dylib)$/.test(file))
}
