import { existsSync } from 'node:fs'
import { basename, relative, resolve, sep } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { openBrowser } from '../environment/browser.js'
import { type Address, labUrl, runningServer, startLab } from '../environment/labServer.js'
import { language, say } from '../environment/messages.mjs'
import { type Places, places } from '../environment/places.js'
import { choosePort } from '../environment/port.js'
import { setUpPython, whileAlone } from '../environment/setUp.js'
import {
  exitCodeOf,
  Interrupted,
  interruptSignal,
  SetupError,
  step,
} from '../environment/steps.mjs'
import { exitCode } from './exitCode.js'

interface LabCommand {
  readonly port?: number
  readonly browser: boolean
}

const firstNotebook = `notebooks/${language}/00-start-here.ipynb`

/** `notegrad lab`, which `npm start` ends in. */
export function registerLab(program: Command): void {
  program
    .command('lab')
    .summary('open JupyterLab with the TypeScript kernel')
    .description(
      'Sets up what is missing and opens JupyterLab in the browser. ' +
        'Ctrl-C ends it and its kernels.',
    )
    .argument('[notebook]', `the notebook to open (default: ${firstNotebook})`)
    .option(
      '--port <number>',
      'listen on this port of 127.0.0.1 (default: 8888 or the next)',
      toPort,
    )
    .option('--no-browser', 'print the address, open nothing')
    .addOption(
      // read by messages.mjs, before anything is said
      new Option(
        '--lang <language>',
        'the course and these messages (default: the system)',
      ).choices(['en', 'zh']),
    )
    .action(async (notebook: string | undefined, options: LabCommand) => {
      const here = places()
      const file = notebookIn(here, notebook)
      if (typeof file === 'object')
        program.error(`error: ${file.wrong}`, { exitCode: exitCode.wrongUse })
      else process.exitCode = await exitCodeOf('notegrad lab', () => lab(here, file, options))
    })
}

function toPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new InvalidArgumentError('a port is a whole number from 1 to 65535')
}

/**
 * The notebook's path inside the project, with forward slashes, or what is wrong with it. Without
 * one it is the first notebook, unless that was removed, or lies elsewhere as in a global install.
 */
function notebookIn(places: Places, given?: string): string | undefined | { wrong: string } {
  if (given === undefined) {
    const first = resolve(places.root, firstNotebook)
    return existsSync(first) ? pathInside(places.project, first) : undefined
  }
  // npm changes to the package's folder before it runs a script and keeps the reader's own here.
  const from = process.env.npm_lifecycle_event === 'start' ? process.env.INIT_CWD : undefined
  const file = resolve(from ?? '.', given)
  if (!existsSync(file)) return { wrong: say('noNotebook', { path: given }) }
  const path = pathInside(places.project, file)
  if (path !== undefined) return path
  const { project } = places
  return { wrong: say('outside', { path: given, project, name: basename(project) }) }
}

function pathInside(folder: string, file: string): string | undefined {
  const path = relative(folder, file)
  return path.split(sep)[0] === '..' ? undefined : path.replaceAll(sep, '/')
}

async function lab(here: Places, notebook: string | undefined, options: LabCommand): Promise<void> {
  const signal = interruptSignal()
  const started = await whileAlone(here, async () => {
    const running = await runningServer(here)
    if (running) return { running }
    const port = await choosePort(options.port)
    await setUpPython(here)
    const server = await step('JupyterLab', async () => {
      return { note: say('answers'), value: await startLab(here, { port }) }
    })
    return { server }
  })
  if (started.running) {
    process.stdout.write(`${say('runsAlready', { pid: started.running.pid })}\n`)
    return await present(started.running, notebook, options)
  }
  const { server } = started
  await present(server.address, notebook, options)
  process.stdout.write(`${say('ctrlC')}\n`)
  const interrupted = new Promise<'interrupted'>((resolve) => {
    if (signal.aborted) resolve('interrupted')
    signal.addEventListener('abort', () => resolve('interrupted'), { once: true })
  })
  const end = await Promise.race([server.ended, interrupted])
  if (end === 'interrupted') {
    await server.stop()
    throw new Interrupted(say('labEnded'))
  }
  if (end !== 0) {
    throw new SetupError({
      expected: say('labToRun'),
      found: say('endedByItself', { code: end }),
      mend: say('mendLabRun'),
    })
  }
}

async function present(
  address: Address,
  notebook: string | undefined,
  { browser }: LabCommand,
): Promise<void> {
  const url = labUrl(address, notebook)
  process.stdout.write(`\n  ${url}\n\n`)
  if (browser && !(await openBrowser(url))) {
    process.stdout.write(`${say('noOpener')}\n`)
  }
}
