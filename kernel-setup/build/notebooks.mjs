import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Keeps the shipped notebooks in dist/notebooks, from where `notegrad reset` takes them in an
 * installed package.
 *
 * What a reader edited must not be taken for shipped: in a git clone the notebooks come from the
 * checked-out commit; elsewhere they are copied once, at the first build, and stay.
 */
export function copyPristineNotebooks(root) {
  const kept = join(root, 'dist/notebooks')
  const committed = committedNotebooks(root)
  if (committed === undefined) return copyOnce(join(root, 'notebooks'), kept)
  rmSync(kept, { recursive: true, force: true })
  for (const path of committed) {
    const copy = join(root, 'dist', path)
    mkdirSync(dirname(copy), { recursive: true })
    writeFileSync(copy, git(root, 'show', `HEAD:./${path}`))
  }
}

/** Paths from the root, or undefined when the root is not a git clone with a commit. */
function committedNotebooks(root) {
  if (!existsSync(join(root, '.git'))) return undefined
  try {
    const listed = git(root, 'ls-tree', '-r', '-z', '--name-only', 'HEAD', 'notebooks').toString()
    return listed.split('\0').filter((path) => path.endsWith('.ipynb'))
  } catch {
    return undefined
  }
}

function git(root, ...args) {
  return execFileSync('git', args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 28,
  })
}

function copyOnce(from, to) {
  if (existsSync(to) || !existsSync(from)) return
  for (const name of readdirSync(from, { recursive: true })) {
    const copy = join(to, name)
    const isShipped =
      name.endsWith('.ipynb') && !/\.mine-\d+\.ipynb$|\.ipynb_checkpoints/.test(name)
    if (!isShipped || existsSync(copy)) continue
    mkdirSync(dirname(copy), { recursive: true })
    copyFileSync(join(from, name), copy)
  }
}
