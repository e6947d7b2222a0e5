/**
 * The kernel's process, which `launcher.ts` starts.
 *
 * It listens and says who it is first; the compiler, which takes longer, is loaded afterwards.
 */
import { readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inspect, parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { prepareImportMeta } from './cells/importMeta.js'
import { Kernel } from './Kernel.js'
import { endWithParent, exitAfter, toleratePrintingInVain } from './processLife.js'
import { openControlChannel } from './protocol/ControlChannel.js'
import { readConnection } from './protocol/connection.js'
import { RunningCell } from './protocol/controlMessages.js'
import { KernelServer } from './protocol/KernelServer.js'
import { echoHeartbeats } from './protocol/sockets.js'
import { kernelInfo } from './requests/kernelInfo.js'
import { launcherPipe } from './startup/launcherPipe.js'
import { typeScriptVersion } from './tslab/typescript.js'

/** Milliseconds after which the compiler is loaded even if nobody has asked anything. */
const warmUpDelay = 1000

/**
 * Each cell leaves the compiler's garbage behind, much of it in the old generation, which V8 lets
 * grow to several times what is in use before it looks. By this option it looks after growth by
 * half: a thousand cells then leave 100 MB less, and a cell takes no longer. Set here, for it is no
 * part of the start-up snapshot.
 */
const heapGrowth = '--heap-growing-percent=50'

/** The folder of this package. */
const root = new URL('../../', import.meta.url)

void main()

async function main(): Promise<void> {
  setFlagsFromString(heapGrowth)
  const exit = process.exit.bind(process) // not yet the one for cells
  const { values } = parseArgs({
    options: { 'connection-file': { type: 'string' }, launcher: { type: 'string' } },
  })
  const parent = Number(values.launcher)
  endWithParent(parent)
  toleratePrintingInVain()
  const tell = launcherPipe()
  try {
    await start(values['connection-file'] ?? '', parent, tell)
  } catch (error) {
    writeSync(process.stderr.fd, `${inspect(error)}\n`) // a port that somebody has taken, say
    exit(1)
  }
  tell({ started: true })
}

async function start(
  connectionFile: string,
  parent: number,
  tell: ReturnType<typeof launcherPipe>,
): Promise<void> {
  const connection = readConnection(connectionFile)
  const info = kernelInfo(packageVersion(), typeScriptVersion())
  const running = new RunningCell()
  const [server] = await Promise.all([
    KernelServer.bind(connection, () => running.countDropped()),
    prepareImportMeta(),
  ])
  const folders = {
    notebook: process.cwd(),
    cache: fileURLToPath(new URL('.notegrad/cache', root)),
    history: process.env.NOTEGRAD_HISTORY ?? fileURLToPath(new URL('.notegrad/history', root)),
  }
  const kernel = new Kernel(server, info, running, folders, ({ header }) => {
    tell({ executing: header })
  })
  kernel.takeOverProcess(dirname(fileURLToPath(import.meta.url)))
  void echoHeartbeats(connection)
  void server.welcomeSubscribers()
  const end = exitAfter(
    () => kernel.refuseCells(),
    async () => {
      kernel.flush()
      await (await control)()
      server.close()
    },
  )
  // answered at once: the other thread takes longer to begin
  void server.serve(kernel.handlers())
  const script = new URL('./controlWorker.cjs', import.meta.url)
  const control = openControlChannel(script, connection, info, running, parent, {
    interrupt: (cell) => kernel.interrupter.request(cell),
    stopped: (cell) => kernel.interrupter.finish(cell),
    settle: () => kernel.readWaitingRequests(),
    shutdown: () => end(),
  })
  kernel.warmUpIn(warmUpDelay)
  await control
}

function packageVersion(): string {
  return JSON.parse(readFileSync(new URL('package.json', root), 'utf8')).version
}
