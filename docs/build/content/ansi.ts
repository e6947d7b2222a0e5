import { Html, html } from '../html.js'

/** Select Graphic Rendition codes (ECMA-48, §8.3.117) that notebooks meet, as class names. */
const colours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']

interface Style {
  bold: boolean
  colour?: string
}

const plain: Style = { bold: false }

/** Text with terminal escapes → spans; escapes that are not about colour are dropped. */
export function ansiToHtml(text: string): Html {
  let style = plain
  const pieces = asTerminal(text).split(/(\u001b\[[\d;]*m)/)
  return html`${pieces.map((piece) => {
    const codes = /^\u001b\[([\d;]*)m$/.exec(piece)
    if (!codes) return span(piece, style)
    style = codes[1].split(';').map(Number).reduce(apply, style)
    return ''
  })}`
}

function apply(style: Style, code: number): Style {
  if (code === 0) return plain
  if (code === 1) return { ...style, bold: true }
  if (code === 22) return { ...style, bold: false }
  if (code === 39) return { ...style, colour: undefined }
  const colour = colours[code >= 90 ? code - 90 : code - 30]
  return colour && (code < 38 || code >= 90) ? { ...style, colour } : style
}

function span(text: string, { bold, colour }: Style): Html | string {
  const names = [bold && 'ansi-bold', colour && `ansi-${colour}`].filter(Boolean).join(' ')
  return text && names ? html`<span class="${names}">${text}</span>` : text
}

/** What a terminal would show: a carriage return overwrites its line; other escapes vanish. */
function asTerminal(text: string): string {
  return (
    text
      .replace(/\r\n/g, '\n')
      .replace(/[^\n]*\r/g, '')
      // Control sequences other than SGR, then operating system commands (titles, links).
      .replace(/\u001b\[[\d;?]*[A-Za-ln-z]/g, '')
      .replace(/\u001b\][^\u0007\u001b]*(\u0007|\u001b\\)/g, '')
  )
}
