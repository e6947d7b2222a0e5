/** Code, formulas, the targets of links, and marks of HTML are no prose. */
export const noProse = [
  /```[\s\S]*?```/g,
  /`[^`]*`/g,
  /\$\$[\s\S]*?\$\$/g,
  /\$[^$]*\$/g,
  /\]\([^)]*\)/g,
  /<[^>]*>/g,
]

/** The words of a Markdown text, on one line. */
export function proseOf(source: string): string {
  return noProse
    .reduce((text, pattern) => text.replaceAll(pattern, ' '), source)
    .replaceAll(/\s+/g, ' ')
}
