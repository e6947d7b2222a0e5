/**
 * Widths of text without a canvas, for the layout of charts.
 *
 * Vega's own estimate, 0.8 em for any character, leaves wide gaps beside Latin text and cuts
 * Chinese. These are averages, in em, of DejaVu Sans, the widest of the common sans-serif fonts: in
 * the others a little room is left, and nothing is cut.
 */
const FULL = 1
const BROAD = 0.87
const CAPITAL = 0.68
const LETTER = 0.62
const NARROW = 0.37

/** Bold letters are wider by about this. */
const BOLD = 1.12

/** Chinese, Japanese, Korean, full-width forms and emoji fill a whole em, bold or not. */
const IDEOGRAPHS =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const BROADS = /[mwMW@%&+=<>~≈≤≥±×→←↑↓–—−…]/u
const CAPITALS = /[A-ZΑ-Ω\u0410-\u042f]/u
const NARROWS = /[ iljftrI.,:;!|'"`()[\]{}/\\·]/u
const COMBINING = /\p{M}/u

/** Width of one line of text in em. */
export function widthInEm(text: string, bold = false): number {
  let width = 0
  for (const character of text) {
    width += IDEOGRAPHS.test(character) ? FULL : latinWidth(character) * (bold ? BOLD : 1)
  }
  return width
}

function latinWidth(character: string): number {
  if (COMBINING.test(character)) return 0
  if (NARROWS.test(character)) return NARROW
  if (BROADS.test(character)) return BROAD
  return CAPITALS.test(character) ? CAPITAL : LETTER
}
