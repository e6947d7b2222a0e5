import type { Notebook } from '../cells/Notebook.js'
import type { Content } from '../protocol/message.js'
import { inspect } from './inspect.js'

const dotted = String.raw`([\p{ID_Continue}$]+(?:\.[\p{ID_Continue}$]+)*)`

/**
 * A cell that asks about a name: `Math.floor?`, or as in IPython `?Math.floor`, with one or two.
 */
const question = new RegExp(String.raw`^\s*(?:\?\??\s*${dotted}|${dotted}\?\??)\s*$`, 'u')

export function isQuestion(source: string): boolean {
  return question.test(source)
}

/**
 * What a cell of the form `name?` shows in the front end's pager; undefined for other cells.
 * Source: Jupyter client documentation, "Payloads".
 */
export function pagerPayload(notebook: Notebook, source: string): Content[] | undefined {
  const asked = question.exec(source)
  if (!asked) return undefined
  const name = asked[1] ?? asked[2]
  const { found, data } = inspect(notebook, { code: name, cursor_pos: name.length - 1 })
  const text = { 'text/plain': `${name} is not known here` }
  return [{ source: 'page', data: found ? data : text, start: 0 }]
}
