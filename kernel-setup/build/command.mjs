import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Lets `npx notegrad` work in a clone: npm links a package's command wherever it is installed, but
 * not in its own folder.
 */
export function linkCommand(root) {
  chmodSync(join(root, 'dist/cli/main.js'), 0o755)
  const packages = join(root, 'node_modules')
  if (!existsSync(packages)) return
  const link = join(packages, '.bin/notegrad')
  mkdirSync(join(packages, '.bin'), { recursive: true })
  rmSync(link, { force: true })
  symlinkSync('../../dist/cli/main.js', link)
}
