/** What `math.help(name)` says of the functions that mathjs lacks. */
export interface HelpPage {
  readonly description: string
  /** As in expressions, where axes and rows count from 1. */
  readonly syntax: readonly string[]
  /** Expressions; help shows them with their results. */
  readonly examples: readonly string[]
}

/** In mathjs's form. */
interface MathjsPage extends HelpPage {
  readonly name: string
  readonly category: string
}

const pages = new Map<string, HelpPage>()

export function addHelp(name: string, page: HelpPage): void {
  pages.set(name, page)
}

/**
 * The page of a function or of its name, in mathjs's form; undefined where mathjs should answer.
 */
export function helpOn(search: unknown): MathjsPage | undefined {
  const name = typeof search === 'function' ? search.name : search
  if (typeof name !== 'string') return undefined
  const page = pages.get(name)
  return page && { name, category: 'notegrad', ...page }
}
