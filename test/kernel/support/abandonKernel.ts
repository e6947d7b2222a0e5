/** Starts a kernel, sends it the cell given as argument, prints its process id, and is gone. */
import { setTimeout as sleep } from 'node:timers/promises'
import { TestKernel } from './kernel.js'

const kernel = await TestKernel.start()
await kernel.value('1')
void kernel.client.execute(process.argv[2]).catch(() => undefined)
await sleep(1500)
process.stdout.write(`${kernel.client.process.pid}\n`)
await sleep(200)
process.kill(process.pid, 'SIGKILL')
