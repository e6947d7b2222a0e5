import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** How to start a kernel. Source: Jupyter client documentation, "Kernel specs". */
export interface KernelSpec {
  name: string
  /** The command; `{connection_file}` stands for the path of the connection file. */
  argv: string[]
  env: Record<string, string>
  interruptMode: 'signal' | 'message'
}

/**
 * The folder of this package: the nearest above this file that holds its package.json, because the
 * file runs both from the sources and from `dist`.
 */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder)
      throw new Error('notegrad: its package.json is missing; install it again')
    folder = parent
  }
  return folder
}

/** The package was not built, so that it has no kernel. */
export class NotBuilt extends Error {
  override name = 'NotBuilt'
}

/**
 * This package's TypeScript kernel.
 *
 * @throws NotBuilt
 */
export function ourKernelSpec(): KernelSpec {
  const launcher = join(packageRoot(), 'dist/kernel/launcher.js')
  if (!existsSync(launcher)) {
    throw new NotBuilt(
      'the TypeScript kernel is not built (no dist/kernel/launcher.js): npm run build',
    )
  }
  return {
    name: 'tslab',
    argv: [process.execPath, launcher, '--connection-file', '{connection_file}'],
    // what a program runs is nobody's history
    env: { NOTEGRAD_HISTORY: '' },
    interruptMode: 'message',
  }
}
