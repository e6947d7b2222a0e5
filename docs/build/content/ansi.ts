import { type Html, html } from '../html.js'

/** Select Graphic Rendition codes (ECMA-48, §8.3.117) that notebooks meet, as class names. */
const colours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']

interface Style {
  bold: boolean
  colour?: string
}

const plain: Style = { bold: false }

const esc = String.fromCharCode(27)
const bell = String.fromCharCode(7)

/** Colour and weight: ESC [ 1 ; 31 m. */
const rendition = new RegExp(`(${esc}\\[[\\d;]*m)`)

/** Other control sequences, and operating system commands (window titles, links). */
const invisible = new RegExp(
  `${esc}\\[[\\d;?]*[A-Za-ln-z]|${esc}\\][^${bell}${esc}]*(${bell}|${esc}\\\\)`,
  'g',
)

/**
 * Text with terminal escapes → spans; other escapes, and blanks at the ends of lines, are dropped.
 */
export function ansiToHtml(text: string): Html {
  let style = plain
  const pieces = asTerminal(text)
    .replaceAll(/[ \t]+$/gm, '')
    .split(rendition)
  return html`${pieces.map((piece) => {
    if (!rendition.test(piece)) return span(piece, style)
    const codes = piece.slice(2, -1).split(';').map(Number)
    style = codes.reduce(apply, style)
    return ''
  })}`
}

function apply(style: Style, code: number): Style {
  if (code === 0) return plain
  if (code === 1) return { ...style, bold: true }
  if (code === 22) return { ...style, bold: false }
  if (code === 39) return { ...style, colour: undefined }
  // 30–37 are the dark colours, 90–97 their bright fellows.
  const colour = colours[code >= 90 ? code - 90 : code - 30]
  return colour ? { ...style, colour } : style
}

function span(text: string, { bold, colour }: Style): Html | string {
  const names = [bold && 'ansi-bold', colour && `ansi-${colour}`].filter(Boolean).join(' ')
  return text && names ? html`<span class="${names}">${text}</span>` : text
}

/** What a terminal would show: what follows a carriage return overwrites its line. */
function asTerminal(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/[^\n]*\r(?!\n|$)/g, '')
    .replaceAll('\r', '')
    .replace(invisible, '')
}
