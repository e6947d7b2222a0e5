import { type Command, Option } from 'commander'
import { type Check, checks, type Finding } from '../environment/findings.js'
import { say } from '../environment/messages.mjs'
import { type Places, places } from '../environment/places.js'
import { exitCode } from './exitCode.js'

/** `notegrad doctor`: what is installed, which versions, what is broken and how to mend it. */
export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .summary('tell what is installed, what is broken, and how to mend it')
    .description(
      'Looks at everything that the notebooks need, and runs a cell in a real kernel.\n' +
        'Exit code 0 when all is well, 1 when something is broken.',
    )
    .addOption(new Option('--lang <language>', 'of what it says').choices(['en', 'zh']))
    .action(async () => {
      const here = places()
      let broken = 0
      for (const check of checks) {
        const finding = await check.look(here)
        process.stdout.write(`${line(check, finding)}\n`)
        if (isBroken(finding)) broken++
      }
      process.stdout.write(`\n${verdict(broken, here)}\n`)
      process.exitCode = broken === 0 ? exitCode.good : exitCode.failed
    })
}

function isBroken({ mend, optional }: Finding): boolean {
  return mend !== undefined && !optional
}

function line({ name }: Check, finding: Finding): string {
  const mark = say(finding.mend === undefined ? 'ok' : isBroken(finding) ? 'broken' : 'absent')
  const mend =
    finding.mend === undefined ? '' : `\n${' '.repeat(21)}${say('mend')}: ${finding.mend}`
  return `${padded(mark, 6)} ${padded(name, 13)} ${finding.found}${mend}`
}

/** Filled up to a width on a terminal, where a Chinese character is two wide. */
function padded(text: string, width: number): string {
  const wide = text.match(/[\p{Script=Han}\uff00-\uffef]/gu)?.length ?? 0
  return text.padEnd(width - wide)
}

function verdict(broken: number, { project }: Places): string {
  if (broken === 0) return say('allWell', { project })
  return broken === 1 ? say('mendIt') : say('mendFirst', { count: broken })
}
