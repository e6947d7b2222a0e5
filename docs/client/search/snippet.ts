export interface Part {
  readonly text: string
  readonly isMatch: boolean
}

const length = 150

/** The words around the first match, cut into what matches the question and what does not. */
export function snippet(text: string, question: string): Part[] {
  const pattern = patternOf(question)
  const at = pattern ? text.search(pattern) : -1
  const from = at < length / 3 ? 0 : startOfWord(text, at - Math.round(length / 3))
  const to = endOfWord(text, from + length)
  const whole = `${from > 0 ? '… ' : ''}${text.slice(from, to)}${to < text.length ? ' …' : ''}`
  if (!pattern) return [{ text: whole, isMatch: false }]
  // `split` with a capturing group puts what matched at the odd places.
  const parts = whole.split(new RegExp(pattern.source, 'giu'))
  return parts.map((part, i) => ({ text: part, isMatch: i % 2 === 1 })).filter(({ text }) => text)
}

/** Any of the words; of Chinese, the whole or two characters of it. */
function patternOf(question: string): RegExp | undefined {
  const words = question.match(/\p{Script=Han}+|[\p{L}\p{N}_$]+/gu) ?? []
  const pairs = words.flatMap((word) => word.match(/\p{Script=Han}{2}/gu) ?? [])
  const all = [...words, ...pairs].sort((a, b) => b.length - a.length).map(escaped)
  return all.length > 0 ? new RegExp(`(${all.join('|')})`, 'iu') : undefined
}

const escaped = (text: string) => text.replace(/\$/g, '\\$&')

function startOfWord(text: string, at: number): number {
  const space = text.indexOf(' ', at)
  return space < 0 || space - at > 20 ? at : space + 1
}

function endOfWord(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at)
  return at >= text.length || at - space > 20 ? at : space
}
