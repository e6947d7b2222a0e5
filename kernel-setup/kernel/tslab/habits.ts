/** What readers bring along from other places, and what stands for it in a cell. */

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
  if (/^[./]/.test(specifier)) return undefined
  if (/^\w+:/.test(specifier))
    return 'Cells import packages by their names, files, and no addresses.'
  const [name] = /^(@[^/]+\/)?[^/]+/.exec(specifier) ?? [specifier]
  return `If it is a package, "npm install ${name}" in this folder brings it.`
}

/**
 * For a syntax error.
 *
 * @param line the text of its line
 * @param parses whether a text has no syntax errors
 */
export function adviceOnSyntax(
  source: string,
  line: string,
  parses: (text: string) => boolean,
): string | undefined {
  if (/^\s*(%%?[a-z]|![a-z]\S* +\S)/.test(line)) {
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
