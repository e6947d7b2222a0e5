import { inspect } from 'node:util'
import { withAuthorsNames } from '../tslab/compiledNames.js'

/** Errors of other realms (a `vm` context, a worker) are not instances of our `Error`. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]'
}

export function messageOf({ message }: Error): string {
  return withAuthorsNames(String(message))
}

/** How many of several things are told. */
const most = 10
/** Lines of all of it: errors of errors of errors grow fast. */
const mostLines = 40

/** What the message does not tell: properties, the errors of an AggregateError, causes. */
export function describeDetails(error: Error): string[] {
  try {
    const lines = details(error, new Set())
    if (lines.length <= mostLines) return lines
    return [...lines.slice(0, mostLines), `  … and ${lines.length - mostLines} more lines`]
  } catch {
    return [] // a getter of the error throws, or a property's own method for `inspect`
  }
}

function details(error: Error, seen: Set<unknown>): string[] {
  seen.add(error)
  const { cause, errors } = error as { cause?: unknown; errors?: unknown }
  const several: unknown[] = Array.isArray(errors) ? errors : []
  const listed = several.slice(0, most).flatMap((each) => marked('- ', '  ', tell(each, seen)))
  if (several.length > most) listed.push(`and ${several.length - most} more`)
  const causes = cause === undefined ? [] : tell(cause, seen)
  return [
    ...marked('  ', '  ', [...describeProperties(error), ...listed]),
    ...marked('caused by ', '', causes),
  ]
}

function marked(first: string, others: string, lines: readonly string[]): string[] {
  return lines.map((line, i) => (i === 0 ? first : others) + line)
}

function tell(value: unknown, seen: Set<unknown>): string[] {
  if (seen.has(value)) return []
  if (!isError(value)) return inspectBriefly(value)
  const headline = `${value.name}: ${messageOf(value)}`
  return [...headline.split('\n'), ...details(value, seen)]
}

/** As Node's console shows them, unless the message tells them. */
function describeProperties(error: Error): string[] {
  const { mend, generatedMessage } = error as { mend?: string; generatedMessage?: boolean }
  if (mend !== undefined || generatedMessage) return [] // of this library, of an assertion
  const { name, message, stack, cause, errors, ...others } = Object.getOwnPropertyDescriptors(
    error as Error & Record<string, unknown>,
  )
  const shown = Object.entries(others).filter(([, { enumerable }]) => enumerable)
  if (shown.length === 0) return []
  return inspectBriefly(Object.defineProperties({}, Object.fromEntries(shown)))
}

function inspectBriefly(value: unknown): string[] {
  const options = { depth: 1, maxArrayLength: most, maxStringLength: 500 }
  const lines = inspect(value, options).split('\n')
  return lines.length > 2 * most ? [...lines.slice(0, 2 * most), '…'] : lines
}
