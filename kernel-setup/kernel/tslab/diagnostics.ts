import type { Diagnostic } from 'typescript'

/**
 * Errors that mean nothing in a cell:
 * 5097 an import path ends in `.ts` (the kernel loads such files),
 * 6059 a file lies outside the notebook's folder (nothing is written to disk),
 * 7016 a package comes without types (its values are `any`).
 */
const meaningless = new Set([5097, 6059, 7016])

/** A comment that switches type checking off, on the first line of a cell. */
const unchecked = /^\s*\/\/\s*@ts-nocheck\b/

/** Syntax errors have codes from 1000 to 1999. */
const isSyntactic = ({ code }: Diagnostic) => code >= 1000 && code < 2000

export function isShown(diagnostic: Diagnostic): boolean {
  if (meaningless.has(diagnostic.code)) return false
  const cell = diagnostic.file?.text.replace('export {};\n', '') ?? ''
  return !unchecked.test(cell) || isSyntactic(diagnostic)
}
