import type * as ts from 'typescript'
import type { TypeScript } from '../tslab/typescript.js'

/**
 * Where the name of the function ends whose arguments stand at `position`: a reader who has typed
 * `math.softmax(` asks for softmax. Undefined outside of every call.
 */
export function endOfCalledFunction(
  compiler: TypeScript,
  source: string,
  position: number,
): number | undefined {
  // cut there, exactly the calls around the position lack their closing parenthesis
  const text = source.slice(0, position)
  const file = compiler.createSourceFile('cell.ts', text, compiler.ScriptTarget.Latest)
  let found: number | undefined
  const search = (node: ts.Node): void => {
    if (compiler.isCallExpression(node) || compiler.isNewExpression(node)) {
      const { arguments: given, expression, end } = node
      if (given && !text.slice(given.end, end).includes(')')) found = expression.end
    }
    compiler.forEachChild(node, search)
  }
  search(file)
  return found
}
