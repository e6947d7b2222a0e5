/** Code, formulas, the targets of links, marks of HTML, and names of files are no prose. */
export const noProse = [
  /```[\s\S]*?```/g,
  /`[^`]*`/g,
  /\$\$[\s\S]*?\$\$/g,
  /\$[^$]*\$/g,
  /\]\([^)]*\)/g,
  /<[^>]*>/g,
  /[\w/]+\.(?:js|ts)\b/g,
]

/** The words of a Markdown text, on one line. */
export function proseOf(source: string): string {
  return noProse
    .reduce((text, pattern) => text.replaceAll(pattern, ' '), source)
    .replaceAll(/\s+/g, ' ')
}
