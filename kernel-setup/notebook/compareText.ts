import { isClose } from './isClose.js'

/** How many lines of a difference are shown. */
const shownLines = 12

const number = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi

/**
 * How `now` differs from `recorded`: nothing, or one difference that shows the lines. With a
 * tolerance, numbers may differ by it, and with them the width of the space around them.
 */
export function compareText(recorded: string, now: string, tolerance: number): string[] {
  if (recorded === now) return []
  if (tolerance > 0 && isCloseText(recorded, now, tolerance)) return []
  return [`the text differs\n${lineDifference(recorded.split('\n'), now.split('\n'))}`]
}

function isCloseText(recorded: string, now: string, tolerance: number): boolean {
  const words = (text: string) => text.replaceAll(number, '0').replaceAll(/\s+/g, ' ').trim()
  if (words(recorded) !== words(now)) return false
  const numbers = (text: string) => (text.match(number) ?? []).map(Number)
  const before = numbers(recorded)
  return numbers(now).every((value, i) => isClose(before[i], value, tolerance))
}

/** The lines between the first that differs and the last: the recorded ones, then today's. */
export function lineDifference(recorded: readonly string[], now: readonly string[]): string {
  let start = 0
  while (start < recorded.length && recorded[start] === now[start]) start++
  let same = 0
  const most = Math.min(recorded.length, now.length) - start
  while (same < most && recorded.at(-1 - same) === now.at(-1 - same)) same++
  const part = (lines: readonly string[], sign: string) =>
    shorten(lines.slice(start, lines.length - same).map((line) => `${sign} ${line}`))
  const lines = [...part(recorded, '-'), ...part(now, '+')]
  return [`at line ${start + 1} (- recorded, + now):`, ...lines].join('\n')
}

function shorten(lines: string[]): string[] {
  if (lines.length <= shownLines) return lines
  return [...lines.slice(0, shownLines), `  (and ${lines.length - shownLines} more lines)`]
}
