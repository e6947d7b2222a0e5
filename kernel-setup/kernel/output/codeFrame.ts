/**
 * The line in question with its neighbours, a mark before it and a caret below.
 *
 * @param line one-based
 * @param column one-based
 */
export function codeFrame(source: string, line: number, column: number): string[] {
  const lines = source.split('\n')
  if (line < 1 || line > lines.length) return []
  const first = Math.max(1, line - 2)
  const last = Math.min(lines.length, line + 2)
  const width = String(last).length
  const frame: string[] = []
  for (let number = first; number <= last; number++) {
    const mark = number === line ? '>' : ' '
    frame.push(`${mark} ${String(number).padStart(width)} | ${lines[number - 1]}`.trimEnd())
    if (number === line) frame.push(`  ${' '.repeat(width)} | ${' '.repeat(column - 1)}^`)
  }
  return frame
}
