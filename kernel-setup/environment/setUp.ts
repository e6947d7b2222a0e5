import { join } from 'node:path'
import { registerKernel } from './jupyterSettings.js'
import { withLock } from './lock.mjs'
import type { Places } from './places.js'
import { isComplete, makeEnvironment } from './pythonEnvironment.js'
import { stateFolder } from './stateFolder.mjs'
import { step } from './steps.mjs'

/** Runs `work` while no other process sets up this project. */
export function whileAlone<T>({ project }: Places, work: () => Promise<T>): Promise<T> {
  const lock = join(stateFolder(project), 'lab.lock')
  return withLock(lock, work, (holder) => {
    process.stdout.write(`waiting for another start of JupyterLab (process ${holder})\n`)
  })
}

/**
 * Makes the Python environment when it is missing or of another lock file, and registers the kernel
 * in it. Call it inside whileAlone.
 */
export async function setUpPython(places: Places): Promise<void> {
  await step('Python environment', async (report) => {
    if (await isComplete(places)) return { note: 'up to date', value: undefined }
    await makeEnvironment(places, report)
    return { note: 'made now', value: undefined }
  })
  registerKernel(places)
}
