import { createServer } from 'node:net'
import { say } from './messages.mjs'
import { SetupError } from './steps.mjs'

const usual = 8888

/**
 * The port that was asked for, or the first free one from 8888 on.
 *
 * @throws SetupError when the port that was asked for is taken.
 */
export async function choosePort(asked: number | undefined): Promise<number> {
  if (asked !== undefined) {
    const trouble = await troubleAt(asked)
    if (trouble === undefined) return asked
    throw new SetupError({
      expected: say('portFree', { port: asked }),
      found: trouble === 'EADDRINUSE' ? say('portTaken') : trouble,
      mend: say('mendPort', { next: asked + 1 }),
    })
  }
  for (let port = usual; port < usual + 100; port++) {
    if ((await troubleAt(port)) === undefined) return port
  }
  throw new SetupError({
    expected: say('anyPortFree', { first: usual, last: usual + 99 }),
    found: say('allTaken'),
    mend: say('mendAnyPort'),
  })
}

/** The system's code for why a port can't be listened on; undefined when it can. */
function troubleAt(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)))
  })
}
