import type { Command } from 'commander'
import { packageRoot } from '../client/kernelSpec.js'
import { resetNotebook } from '../notebook/resetNotebook.js'

/** `notegrad reset`: the shipped notebook again, the reader's own kept beside it. */
export function registerReset(program: Command): void {
  program
    .command('reset')
    .summary('bring back the shipped version of a notebook')
    .description(
      'Brings back the shipped version of a notebook; yours is kept as NAME.mine-1.ipynb.',
    )
    .argument('<notebook>', 'a notebook of notegrad, or a copy of one')
    .action(async (path: string) => {
      const { changed, kept } = await resetNotebook(path, packageRoot())
      const result = changed ? 'is the shipped version again' : 'was the shipped version already'
      process.stdout.write(`${path} ${result}${kept ? `; yours is ${kept}` : ''}\n`)
    })
}
