/**
 * Kernelspecs: how a Jupyter finds this kernel.
 * Source: Jupyter client documentation, "Kernel specs".
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { ourKernelSpec, packageRoot } from '../client/kernelSpec.js'

/** The kernel's name: what notebooks say in their metadata, and the folder of its kernelspec. */
export const kernelName = 'tslab'

interface KernelJson {
  argv: string[]
  display_name: string
}

const template = () => join(packageRoot(), 'kernel-setup/share/jupyter/kernels', kernelName)

/** Writes the kernelspec into a folder of kernels; gives its own folder. */
export function writeKernelSpec(kernels: string): string {
  const folder = join(kernels, kernelName)
  makeFolder(folder)
  cpSync(template(), folder, { recursive: true })
  const spec: KernelJson = { ...readSpec(template()), argv: ourKernelSpec().argv }
  writeFileSync(join(folder, 'kernel.json'), `${JSON.stringify(spec, null, 2)}\n`)
  return folder
}

/** Under /proc, where nothing can be made, `mkdirSync` with `recursive` tries without end. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}

/** What a kernelspec's folder holds; undefined when there is none that Jupyter could read. */
export function findSpec(folder: string): KernelJson | undefined {
  if (!existsSync(join(folder, 'kernel.json'))) return undefined
  try {
    const spec: KernelJson | null = readSpec(folder)
    return Array.isArray(spec?.argv) ? spec : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Whether a kernelspec is of this package, whichever copy of it; tslab's own has the same name. */
export function isOurs({ display_name }: KernelJson): boolean {
  return display_name === readSpec(template()).display_name
}

/** Where every Jupyter of this user looks. Source: jupyter_core, `jupyter_data_dir`. */
export function userKernels(env: NodeJS.ProcessEnv = process.env): string {
  if (env.JUPYTER_DATA_DIR) return join(env.JUPYTER_DATA_DIR, 'kernels')
  if (process.platform === 'darwin') return join(homedir(), 'Library/Jupyter/kernels')
  if (process.platform === 'win32') return join(env.APPDATA ?? homedir(), 'jupyter/kernels')
  return join(env.XDG_DATA_HOME || join(homedir(), '.local/share'), 'jupyter/kernels')
}

/** Where every Jupyter looks, of whichever Python. Source: jupyter_core, `jupyter_path`. */
export function sharedKernels(env: NodeJS.ProcessEnv = process.env): string[] {
  const named = env.JUPYTER_PATH?.split(delimiter).filter(Boolean) ?? []
  const data = [...named, '/usr/local/share/jupyter', '/usr/share/jupyter']
  return [userKernels(env), ...data.map((folder) => join(folder, 'kernels'))]
}

/** Where the Jupyter of one Python environment looks. */
export function prefixKernels(prefix: string): string {
  return join(prefix, 'share/jupyter/kernels')
}

function readSpec(folder: string): KernelJson {
  return JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8'))
}
