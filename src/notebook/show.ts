import { DomainError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import { bundleOf } from './bundle.js'
import { notebookFront } from './front.js'

/** Which output `show` writes to; a new one without a name when left out. */
export interface ShowOptions {
  /** Names the output, so that it can be replaced later. */
  id?: string
  /** Replaces the output named `id` instead of showing a new one. */
  update?: boolean
}

/**
 * Shows a value as one output: a chart, matrix, Variable, gradient-check report, or anything else
 * as text. Outside a notebook its text is printed.
 *
 * @throws DomainError for an update without the name of an output.
 */
export async function show(value: unknown, options: ShowOptions = {}): Promise<void> {
  checkOptions(options, { id: 'string', update: 'boolean' }, 'show')
  const { id, update = false } = options
  if (update && id === undefined) throw nameless()
  const bundle = await bundleOf(value)
  const front = notebookFront()
  if (!front) console.log(bundle['text/plain'])
  else if (update && id !== undefined) await front.update(bundle, id)
  else await front.display(bundle, id)
}

function nameless(): DomainError {
  return new DomainError({
    where: 'show',
    expected: 'the id of the output to update',
    given: 'update without an id',
    mend: "name it when it is first shown, show(x, { id: 'state' }), and give the same id here",
  })
}
