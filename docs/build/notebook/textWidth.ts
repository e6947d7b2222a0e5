import { widthInEm } from '../../../src/notebook/textWidth.js'

interface TextItem {
  text?: unknown
  fontSize?: number
}

/** The size vega gives to text that asks for none. */
const defaultFontSize = 11

/** Takes the place of `vega.textMetrics.width`, which needs a canvas; a list is several lines. */
export function textWidth(item: TextItem, text: unknown = item.text): number {
  const lines = (Array.isArray(text) ? text : [text ?? '']).map(String)
  return Math.max(...lines.map((line) => widthInEm(line))) * (item.fontSize ?? defaultFontSize)
}
