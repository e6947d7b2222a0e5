/** What JupyterLab reads and writes beside the notebooks: all of it inside the project. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { prefixKernels, writeKernelSpec } from './kernelSpecs.js'
import { pythonSettings } from './makeEnvironment.js'
import type { Places } from './places.js'

/**
 * The environment variables of JupyterLab: nothing of the reader's own Jupyter, or of their home.
 */
export function jupyterSettings({ state }: Places, token: string): NodeJS.ProcessEnv {
  const folder = join(state, 'jupyter')
  const inherited = Object.entries(pythonSettings()).filter(([name]) => !/^JUPYTER/.test(name))
  return {
    ...Object.fromEntries(inherited),
    JUPYTER_TOKEN: token,
    JUPYTER_CONFIG_DIR: join(folder, 'config'),
    JUPYTER_DATA_DIR: join(folder, 'data'),
    JUPYTER_RUNTIME_DIR: join(folder, 'runtime'),
    JUPYTERLAB_SETTINGS_DIR: join(folder, 'settings'),
    JUPYTERLAB_WORKSPACES_DIR: join(folder, 'workspaces'),
    IPYTHONDIR: join(folder, 'ipython'),
  }
}

/** Defaults of JupyterLab's settings: no news pop-up, no question to the network. */
const defaults = {
  '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false },
}

/** Writes JupyterLab's defaults and registers the kernel, inside the project's state only. */
export function registerKernel(places: Places): void {
  writeJson(join(places.state, 'jupyter/config/labconfig/default_setting_overrides.json'), defaults)
  // JupyterLab runs scripts of the environment with node: they are no ES modules, as ours are.
  writeJson(join(places.state, 'package.json'), { type: 'commonjs' })
  writeKernelSpec(prefixKernels(places.python))
}

function writeJson(file: string, content: object): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`)
}
