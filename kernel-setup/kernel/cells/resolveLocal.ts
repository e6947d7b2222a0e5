import { statSync } from 'node:fs'

const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json']

/** What TypeScript means by an import that ends in `.js`. */
const compiledFrom: Record<string, string> = { '.js': '.ts', '.mjs': '.mts', '.cjs': '.cts' }

/**
 * The file that a path in an import means, as TypeScript finds it: as it is, without its ending, as
 * the source of the `.js` file, or as the index of a folder.
 */
export function resolveLocal(path: string): string | undefined {
  const ending = /\.[cm]?js$/.exec(path)?.[0]
  const source = ending && path.slice(0, -ending.length) + compiledFrom[ending]
  const candidates = [
    path,
    ...(source ? [source] : []),
    ...extensions.map((extension) => path + extension),
    ...extensions.map((extension) => `${path}/index${extension}`),
  ]
  return candidates.find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isFile())
}
