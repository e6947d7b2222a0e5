/**
 * The shipped version of a notebook: readers edit what they run, and want the original again.
 *
 * In a git clone it is what the checked-out commit holds; in an installed package it is the copy
 * that the build kept in dist/notebooks.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { joinText, type Notebook } from './nbformat.js'

/** The shipped bytes of a notebook, or undefined when it is not one of the package's. */
export function shippedNotebook(path: string, root: string): Buffer | undefined {
  const name = path.endsWith('.ipynb') ? shippedName(path, root) : undefined
  return name === undefined ? undefined : (fromGit(name, root) ?? fromBuild(name, root))
}

/**
 * A notebook's name below `notebooks/`, with forward slashes. A copy elsewhere is known by the name
 * of its file, and by that of its folder where several languages have it.
 */
function shippedName(path: string, root: string): string | undefined {
  const folder = join(root, 'notebooks')
  const inside = relative(folder, realPath(path)).split(sep).join('/')
  if (!inside.startsWith('../')) return inside
  const candidates = [`${basename(dirname(resolve(path)))}/${basename(path)}`]
  const languages = existsSync(folder) ? readdirSync(folder).sort() : []
  candidates.push(...languages.map((language) => `${language}/${basename(path)}`))
  return candidates.find((name) => existsSync(join(keptNotebooks(root), name)))
}

/** The path with its folder's links followed; the file itself need not exist. */
function realPath(path: string): string {
  const folder = dirname(resolve(path))
  return join(existsSync(folder) ? realpathSync(folder) : folder, basename(path))
}

function fromGit(name: string, root: string): Buffer | undefined {
  if (!existsSync(join(root, '.git'))) return undefined
  try {
    return execFileSync('git', ['show', `HEAD:./notebooks/${name}`], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 2 ** 28,
    })
  } catch {
    return undefined
  }
}

function fromBuild(name: string, root: string): Buffer | undefined {
  const kept = join(keptNotebooks(root), name)
  return existsSync(kept) ? readFileSync(kept) : undefined
}

function keptNotebooks(root: string): string {
  return join(root, 'dist/notebooks')
}

/**
 * Whether two versions have the same cells: outputs and what programs save beside them may differ.
 */
export function hasSameCells(one: Notebook, other: Notebook): boolean {
  const cells = ({ cells }: Notebook) =>
    JSON.stringify(cells.map(({ cell_type, source }) => [cell_type, joinText(source)]))
  return cells(one) === cells(other)
}
