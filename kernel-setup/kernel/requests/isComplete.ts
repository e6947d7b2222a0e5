import type { Content } from '../protocol/message.js'
import { parseErrors } from '../tslab/syntaxErrors.js'
import type { Tslab } from '../tslab/tslab.js'
import { isQuestion } from './pager.js'

/** An unterminated template literal or comment: more lines may end it. */
const unfinished = new Set([1160, 1010])

/** Source: Jupyter client documentation, "Code completeness". */
export function isComplete({ isCompleteCode, ts }: Tslab, { code }: Content): Content {
  const source = String(code)
  if (isQuestion(source)) return { status: 'complete' }
  const { completed, indent = '' } = isCompleteCode(source.replace(/[ \t]+$/, ''))
  const errors = parseErrors(ts, source)
  // tslab reads JSX, in which generics and `<string>x` are tags that never end
  if (!completed && errors.length > 0) return { status: 'incomplete', indent }
  if (errors.some((error) => unfinished.has(error.code))) {
    return { status: 'incomplete', indent: '' }
  }
  return { status: errors.length > 0 ? 'invalid' : 'complete' }
}
