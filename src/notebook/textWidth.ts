/**
 * Widths of text without a canvas, for the layout of charts.
 *
 * Vega's own estimate (0.8 em for any character) leaves wide gaps beside Latin text and cuts
 * Chinese. These are round averages over common sans-serif fonts, in em.
 */
const WIDE = 1
const CAPITAL = 0.68
const LETTER = 0.57
const NARROW = 0.3

/** Chinese, Japanese, Korean, full-width forms and emoji fill a whole em. */
const FULL_WIDTH =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const CAPITALS = /[A-ZΑ-Ω\u0410-\u042fmwMW@%&]/u
const NARROWS = /[ iljftr.,:;!|'"`()[\]{}/\\·]/u
const NO_WIDTH = /\p{M}/u

/** Width of one line of text in em. */
export function widthInEm(text: string): number {
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width
}

function characterWidth(character: string): number {
  if (NO_WIDTH.test(character)) return 0
  if (FULL_WIDTH.test(character)) return WIDE
  if (NARROWS.test(character)) return NARROW
  return CAPITALS.test(character) ? CAPITAL : LETTER
}
