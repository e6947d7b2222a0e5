import type * as ts from 'typescript'
import type { CellDiagnostic } from './cellCompiler.js'
import type { TypeScript } from './typescript.js'

/**
 * One clear refusal in place of the errors that the compiler finds in JSX, which it reads as
 * comparisons and regular expressions. Ask only when a cell has errors.
 *
 * @returns undefined when the cell is not TypeScript with JSX
 */
export function refuseJsx(compiler: TypeScript, source: string): CellDiagnostic | undefined {
  if (!/<[\w>]/.test(source)) return undefined
  const { ScriptKind, ScriptTarget } = compiler
  const file = compiler.createSourceFile('c.tsx', source, ScriptTarget.Latest, true, ScriptKind.TSX)
  const { parseDiagnostics = [] } = file as { parseDiagnostics?: readonly unknown[] } // not typed
  const element = parseDiagnostics.length === 0 ? findJsx(compiler, file) : undefined
  if (!element) return undefined
  return {
    start: file.getLineAndCharacterOfPosition(element.getStart(file)),
    end: file.getLineAndCharacterOfPosition(element.end),
    messageText: "cells take no JSX: write the HTML as text, display.html('<b>…</b>')",
    code: 17004, // the compiler's own number for JSX that is switched off
  }
}

function findJsx(compiler: TypeScript, node: ts.Node): ts.Node | undefined {
  const { isJsxElement, isJsxSelfClosingElement, isJsxFragment } = compiler
  if (isJsxElement(node) || isJsxSelfClosingElement(node) || isJsxFragment(node)) return node
  return compiler.forEachChild(node, (child) => findJsx(compiler, child))
}
