import type { Diagnostic, DiagnosticMessageChain } from 'typescript'
import { adviceOnModule, adviceOnName } from './habits.js'

/**
 * Errors that mean nothing in a cell:
 * 1501 a flag of a regular expression is newer than the compiler's target (Node has it),
 * 5097 an import path ends in `.ts` (the kernel loads such files),
 * 6059 a file lies outside the notebook's folder (nothing is written to disk),
 * 7016 a package comes without types (its values are `any`).
 */
const meaningless = new Set([1501, 5097, 6059, 7016])

/**
 * `await` in what is not async, where tslab takes a method's for one at the top and says nothing;
 * at the top of a module it is no error.
 */
const misplacedAwait = 1308

/** Under a code that tslab does not know. */
export function hidden(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.code === misplacedAwait ? { ...diagnostic, code: -misplacedAwait } : diagnostic
}

/** Under the compiler's code again. */
export function revealed<D extends { readonly code: number }>(diagnostic: D): D {
  return { ...diagnostic, code: Math.abs(diagnostic.code) }
}

/** A comment that switches type checking off, on the first line of a cell. */
const unchecked = /^\s*\/\/\s*@ts-nocheck\b/

/** Syntax errors have codes from 1000 to 1999. */
const isSyntactic = ({ code }: Diagnostic) => code >= 1000 && code < 2000

export function isShown(diagnostic: Diagnostic): boolean {
  if (meaningless.has(diagnostic.code)) return false
  const cell = diagnostic.file?.text.replace('export {};\n', '') ?? ''
  return !unchecked.test(cell) || isSyntactic(diagnostic)
}

/** Cannot find a name: without a proposal, with one, and one that only browsers have. */
const unknownName = new Set([2304, 2552, 2584])

const unknownModule = 2307

/** The compiler's own advice where a promise was used as its value. */
const forgottenAwait = 2773

/** The diagnostic with what a beginner needs to hear as well, as further messages for its place. */
export function withHint(diagnostic: Diagnostic): Diagnostic {
  const hint = hintOf(diagnostic)
  if (hint === undefined) return diagnostic
  const { messageText, category, code } = diagnostic
  const next: DiagnosticMessageChain = { messageText: hint, category, code }
  const chain = typeof messageText === 'string' ? { messageText, category, code } : messageText
  return { ...diagnostic, messageText: { ...chain, next: [...(chain.next ?? []), next] } }
}

function hintOf({ code, relatedInformation = [], messageText }: Diagnostic): string | undefined {
  const text = typeof messageText === 'string' ? messageText : messageText.messageText
  const name = /'([^']*)'/.exec(text)?.[1] ?? ''
  if (unknownName.has(code)) {
    return adviceOnName(name) ?? 'If a cell above declares or imports it, run that cell first.'
  }
  if (code === unknownModule) return adviceOnModule(name)
  const isPromise = /^(Argument of type|Type|Property .* does not exist on type) 'Promise</.test(
    text,
  )
  const advised = relatedInformation.some((information) => information.code === forgottenAwait)
  return advised || isPromise
    ? "A promise has its value later: write 'await' before it."
    : undefined
}
