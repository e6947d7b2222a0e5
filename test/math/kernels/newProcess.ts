import { spawnSync } from 'node:child_process'
import { root } from '../../support/repository.js'

/** Where the functions that choose and tell backends are. */
const kernels = './src/math/kernels/index.ts'

/**
 * Runs a script in a process of its own, where no backend is chosen yet; `print` is at hand, and
 * what `from`, the kernels or another module, exports of `backend`, `blasConfig` and `setBackend`.
 */
export function inNewProcess(
  script: string,
  env: Readonly<Record<string, string>> = {},
  from = kernels,
) {
  const whole = `
    import * as library from ${JSON.stringify(from)}
    const { backend, blasConfig, setBackend } = library
    const print = (text) => process.stdout.write(text)
    ${script}`
  const unset = { NOTEGRAD_BACKEND: '', NOTEGRAD_BLAS: '', NOTEGRAD_THREADS: '' }
  return spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', whole], {
    cwd: root,
    env: { ...process.env, ...unset, ...env },
    encoding: 'utf8',
  })
}
