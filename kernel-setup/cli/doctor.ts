import type { Command } from 'commander'
import { type Check, checks, type Finding } from '../environment/findings.js'
import { type Places, places } from '../environment/places.js'

/** `notegrad doctor`: what is installed, which versions, what is broken and how to mend it. */
export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .summary('tell what is installed, what is broken, and how to mend it')
    .description(
      'Looks at everything that the notebooks need, and runs a cell in a real kernel.\n' +
        'Exit code 0 when all is well, 1 when something is broken.',
    )
    .action(async () => {
      const here = places()
      let broken = 0
      for (const check of checks) {
        const finding = await check.look(here)
        process.stdout.write(`${line(check, finding)}\n`)
        if (isBroken(finding)) broken++
      }
      process.stdout.write(`\n${verdict(broken, here)}\n`)
      process.exitCode = broken === 0 ? 0 : 1
    })
}

function isBroken({ mend, optional }: Finding): boolean {
  return mend !== undefined && !optional
}

function line({ name }: Check, finding: Finding): string {
  const mark = finding.mend === undefined ? 'ok    ' : isBroken(finding) ? 'broken' : 'absent'
  const mend = finding.mend === undefined ? '' : `\n${' '.repeat(21)}mend: ${finding.mend}`
  return `${mark} ${name.padEnd(13)} ${finding.found}${mend}`
}

function verdict(broken: number, { project }: Places): string {
  if (broken === 0) return `all is well in ${project}`
  return `${broken} broken: mend ${broken === 1 ? 'it' : 'the first, then look again'}`
}
