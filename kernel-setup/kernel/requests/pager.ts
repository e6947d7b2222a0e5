import type { Notebook } from '../cells/Notebook.js'
import type { Content } from '../protocol/message.js'
import { inspect } from './inspect.js'

/** A cell that asks about a name: `Math.floor?`. */
const question = /^\s*([\w$]+(?:\.[\w$]+)*)\?\s*$/

/**
 * What a cell of the form `name?` shows in the front end's pager; undefined for other cells.
 * Source: Jupyter client documentation, "Payloads".
 */
export function pagerPayload(notebook: Notebook, source: string): Content[] | undefined {
  const name = question.exec(source)?.[1]
  if (name === undefined) return undefined
  const { found, data } = inspect(notebook, { code: name, cursor_pos: name.length - 1 })
  const text = { 'text/plain': `${name} is not known here` }
  return [{ source: 'page', data: found ? data : text, start: 0 }]
}
