/**
 * Widths of text without a canvas: vega's own guess (0.8 em a character) leaves wide gaps beside
 * axes. Classes of characters in Source Sans 3, in em.
 */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/, 1],
  [/[ijlI.,:;'|!()[\]]/, 0.27],
  [/[ frt\-/"]/, 0.32],
  [/[mwMW@%]/, 0.82],
  [/[A-Z]/, 0.58],
]
const otherWidth = 0.5

interface TextItem {
  text?: unknown
  fontSize?: number
  limit?: number
}

/** Takes the place of `vega.textMetrics.width`. */
export function textWidth(item: TextItem, text: unknown = item.text): number {
  const characters = Array.from(String(text ?? ''))
  const em = characters.reduce((sum, character) => sum + characterWidth(character), 0)
  return em * (item.fontSize ?? 11)
}

function characterWidth(character: string): number {
  return widths.find(([kind]) => kind.test(character))?.[1] ?? otherWidth
}
