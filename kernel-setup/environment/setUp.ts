import { join } from 'node:path'
import { registerKernel } from './jupyterSettings.js'
import { withLock } from './lock.mjs'
import { say } from './messages.mjs'
import type { Places } from './places.js'
import { isComplete, makeEnvironment } from './pythonEnvironment.js'
import { stateFolder } from './stateFolder.mjs'
import { step } from './steps.mjs'

/** Runs `work` while no other process sets up this project. */
export function whileAlone<T>({ project }: Places, work: () => Promise<T>): Promise<T> {
  const lock = join(stateFolder(project), 'lab.lock')
  return withLock(lock, work, (holder) => {
    process.stdout.write(`${say('waitingForLab', { holder })}\n`)
  })
}

/**
 * Makes the Python environment when it is missing or of another lock file, and registers the kernel
 * in it. Call it inside whileAlone.
 */
export async function setUpPython(places: Places): Promise<void> {
  await step(say('pythonEnvironment'), async (report) => {
    if (await isComplete(places)) return { note: say('upToDate'), value: undefined }
    await makeEnvironment(places, report)
    return { note: say('madeNow'), value: undefined }
  })
  registerKernel(places)
}
