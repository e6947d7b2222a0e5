/** What readers bring along from other places, and what stands for it in a cell. */
import type { Position } from './cellCompiler.js'

const page = 'Cells run in Node, which has no page: display.html(…) shows HTML.'

const names: Readonly<Record<string, string>> = {
  print: 'console.log(…) prints.',
  prompt: "await input('…') asks the reader.",
  alert: 'display(…) shows a value.',
  document: page,
  window: page,
}

/** For a name that is not declared. */
export function adviceOnName(name: string): string | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined
}

/** For a module that is not found. */
export function adviceOnModule(specifier: string): string | undefined {
  if (/^(?!node:)\w+:/.test(specifier))
    return 'Cells import packages by their names, files, and no addresses.'
  const name = /^(@[\w.-]+\/)?\w[^/:]*(?=\/|$)/.exec(specifier)?.[0]
  return name && `If it is a package, "npm install ${name}" in this folder brings it.`
}

/**
 * For a syntax error.
 *
 * @param parses whether a text has no syntax errors
 */
export function adviceOnSyntax(
  source: string,
  place: Position,
  parses: (text: string) => boolean,
): string | undefined {
  const line = source.split('\n')[place.line]
  const plain = plainCharacter(line[place.character] ?? '')
  if (plain) return `TypeScript does not know ${line[place.character]}: write ${plain}`
  if (isForeignCommand(line, place.character)) {
    return (
      'Lines that begin with % or ! are commands of other kernels: here console.time(…) and ' +
      'console.timeEnd(…) measure, and execSync of node:child_process runs a program.'
    )
  }
  if (/^\s*\{.*\}\s*$/s.test(source) && parses(`(${source})`)) {
    return 'An object at the start of a cell stands in parentheses: ({ … }).'
  }
  return undefined
}

/**
 * `%timeit f(x)` and `!npm install zod`, in which the parser stumbles over the % or the second
 * word; in `!done && f(x` it comes further.
 */
function isForeignCommand(line: string, character: number): boolean {
  const before = line.slice(0, character).trimStart()
  if (before === '') return /^%%?[a-z]/.test(line.slice(character))
  return /^[%!][a-z][\w-]*( +-\S+)* +\.?$/.test(before)
}

/** What word processors and Chinese keyboards write in place of it. */
function plainCharacter(character: string): string | undefined {
  const fullWidth = /[\uff01-\uff5e]/.test(character)
  if (fullWidth) return String.fromCharCode(character.charCodeAt(0) - 0xfee0)
  return typographic[character]
}

const typographic: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '−': '-',
  '、': ',',
  '。': '.',
}
