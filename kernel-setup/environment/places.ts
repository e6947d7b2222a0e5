import { join } from 'node:path'
import { packageRoot } from '../client/kernelSpec.js'

/** Where the package is, and where what belongs to one project is kept. */
export interface Places {
  /** The package's own folder: kernel-setup, notebooks and dist are in it. */
  readonly root: string
  /**
   * The folder that JupyterLab shows: the clone, or the folder where an installed package is used.
   */
  readonly project: string
  /** Everything that is made and not committed: `.notegrad` in the project. */
  readonly state: string
  /** The Python environment. */
  readonly python: string
}

/** The places of the package that this file belongs to, compiled or not. */
export function places(): Places {
  const root = packageRoot()
  const installed = root.split(/[\\/]/).includes('node_modules')
  return placesOf(root, installed ? process.cwd() : root)
}

export function placesOf(root: string, project: string): Places {
  const state = join(project, '.notegrad')
  return { root, project, state, python: join(state, 'python') }
}

/** The Python of an environment. */
export function pythonIn(environment: string): string {
  return join(environment, 'bin', 'python')
}
