/**
 * Starts a kernel, prints where its connection file is, and is gone: after it has begun the cell
 * given as argument, or, where a number is given, so many milliseconds after its start.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { writeConnectionFile } from '../../../kernel-setup/client/connection.js'
import { KernelProcess } from '../../../kernel-setup/client/KernelProcess.js'
import { ourKernelSpec } from '../../../kernel-setup/client/kernelSpec.js'
import { TestKernel } from './kernel.js'

const [, , given] = process.argv
const file = /^\d+$/.test(given) ? await startOnly(Number(given)) : await startAndRun(given)
process.stdout.write(file, () => process.kill(process.pid, 'SIGKILL'))

async function startOnly(milliseconds: number): Promise<string> {
  const { path } = await writeConnectionFile('abandoned')
  new KernelProcess(ourKernelSpec(), path, { cwd: '/' })
  await sleep(milliseconds)
  return path
}

async function startAndRun(code: string): Promise<string> {
  const kernel = await TestKernel.start()
  await kernel.value('1')
  void kernel.client.execute(code).catch(() => undefined)
  await sleep(1500)
  return kernel.connectionFile()
}
