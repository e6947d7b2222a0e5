/**
 * docs/command-line.md: every command of `notegrad`, its arguments and options. Made from the
 * declarations that the program itself runs by; a test holds the committed file to be
 * what they give.
 */
import type { Argument, Command, Option } from 'commander'
import { createProgram } from '../../kernel-setup/cli/program.js'
import { code, inCell, tableOfCells } from './tables.js'

const INTRODUCTION = `# Command line

\`npx notegrad\` runs, checks and resets notebooks, and installs the kernel. Every command has
\`--help\`, which tells the same, and \`--version\`.

<!-- Made by \`npm run docs\` from the commands' declarations (docs/build/commandLinePage.ts). -->
`

const VARIABLES = `## Environment variables

| variable | what it is |
| --- | --- |
| \`NOTEGRAD_BACKEND\` | \`wasm\` (when left out), \`loops\` or \`blas\`: [backends](backends.md) |
| \`NOTEGRAD_BLAS\` | the library of the backend \`blas\`, by its path or its name |
| \`NOTEGRAD_THREADS\` | threads of that library; 1 when left out |
| \`NOTEGRAD_PLAIN\` | \`1\` leaves flat storage and kernels out: mathjs computes |
| \`NOTEGRAD_HISTORY\` | the folder of a kernel's history; none when it is empty |
| \`CHROMIUM_PATH\` | the Chromium of the tests; the first that is installed when left out |
| \`SITE_URL\` | the address that the pages of \`npm run docs\` name as their own |
`

export function commandLinePage(): string {
  return [INTRODUCTION, ...leaves(createProgram(), []).map(section), VARIABLES].join('\n')
}

interface Leaf {
  readonly words: readonly string[]
  readonly command: Command
}

/** Commands that do something; what only groups others has no section. */
function leaves(command: Command, before: readonly string[]): Leaf[] {
  const words = [...before, command.name()]
  if (command.commands.length === 0) return [{ words, command }]
  return command.commands.flatMap((one) => leaves(one, words))
}

function section({ words, command }: Leaf): string {
  const described = command.description()
  const usage = [...words, command.usage()].join(' ')
  const options = command.options.filter(({ long }) => long !== '--version')
  const rows = [...command.registeredArguments.map(argumentRow), ...options.map(optionRow)]
  return [
    `## ${words.join(' ')}\n`,
    `\`\`\`bash\n${usage}\n\`\`\`\n`,
    `${inCell(described.replaceAll(/--[a-z-]+/g, code('$&')))}\n`,
    ...(rows.length > 0 ? [tableOfCells(['argument or option', 'what it is'], rows)] : []),
  ].join('\n')
}

function argumentRow(argument: Argument): string[] {
  const { description, defaultValue, required, variadic } = argument
  const name = argument.name() + (variadic ? '...' : '')
  return [code(required ? `<${name}>` : `[${name}]`), inCell(description) + usual(defaultValue)]
}

function optionRow({ flags, description, defaultValue, argChoices }: Option): string[] {
  const choices = argChoices ? ` (${argChoices.join(', ')})` : ''
  return [code(flags), inCell(description + choices) + usual(defaultValue)]
}

function usual(value: unknown): string {
  const isSaid = value !== undefined && value !== false && typeof value !== 'object'
  return isSaid ? `; ${code(String(value))} when left out` : ''
}
