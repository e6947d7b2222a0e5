/**
 * Where a BLAS may lie, in the order in which they are tried.
 */
import { DomainError } from '../../errors.js'

/** A shared library: its path, or its bare name, which the system looks up. */
export type Candidate = string

/** The project's Python environment (`npm start` makes it) and the library in it. */
const ENVIRONMENT = '.notegrad/python'
const PACKAGE = 'site-packages/scipy_openblas32/lib'

/** What the systems' own packages call OpenBLAS: Debian's, Fedora's and Homebrew's. */
const ofSystem: Readonly<Record<string, readonly Candidate[]>> = {
  linux: ['libopenblas.so.0', 'libopenblas.so'],
  darwin: [
    '/opt/homebrew/opt/openblas/lib/libopenblas.dylib',
    '/usr/local/opt/openblas/lib/libopenblas.dylib',
    '/System/Library/Frameworks/Accelerate.framework/Accelerate',
  ],
  win32: ['libopenblas.dll'],
}

/**
 * `NOTEGRAD_BLAS` alone when it is set: an explicit choice is met or refused. Otherwise the
 * project's Python environment, then the system.
 */
export function candidates(): readonly Candidate[] {
  const chosen = process.env.NOTEGRAD_BLAS
  if (chosen) return [chosen]
  return [...inEnvironments(), ...(ofSystem[process.platform] ?? [])]
}

/** The environments above the working directory, then those above this file. */
function inEnvironments(): Candidate[] {
  const { dirname, join } = process.getBuiltinModule('node:path')
  const { fileURLToPath } = process.getBuiltinModule('node:url')
  const found = new Set<Candidate>()
  for (const start of [process.cwd(), dirname(fileURLToPath(import.meta.url))]) {
    for (let folder = start; ; folder = dirname(folder)) {
      for (const library of librariesIn(join(folder, ENVIRONMENT))) found.add(library)
      if (folder === dirname(folder)) break
    }
  }
  return [...found]
}

function librariesIn(environment: string): Candidate[] {
  const { join } = process.getBuiltinModule('node:path')
  const pythons = entries(join(environment, 'lib')).filter((name) => name.startsWith('python'))
  const folders = pythons.map((python) => join(environment, 'lib', python, PACKAGE))
  return folders.flatMap((folder) =>
    entries(folder)
      .filter((name) => /^libscipy_openblas.*\.(so|dylib)$/.test(name))
      .map((name) => join(folder, name)),
  )
}

/** Names in a folder; none when there is no such folder. */
function entries(folder: string): string[] {
  const { existsSync, readdirSync } = process.getBuiltinModule('node:fs')
  return existsSync(folder) ? readdirSync(folder) : []
}

/**
 * How many threads a product may take: one, unless NOTEGRAD_THREADS asks for more.
 *
 * @throws DomainError when it is no whole number from 1.
 */
export function threads(): number {
  const asked = process.env.NOTEGRAD_THREADS
  if (!asked) return 1
  const count = Number(asked)
  if (Number.isInteger(count) && count >= 1) return count
  throw new DomainError({
    where: 'NOTEGRAD_THREADS',
    expected: 'a whole number of threads, at least 1',
    given: asked,
    mend: 'set it to 1, the default, or to the number of cores',
  })
}
