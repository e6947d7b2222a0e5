import type { PageContext } from '../content/page.js'
import { type Html, html } from '../html.js'

interface Picture {
  /** MIME type. */
  type: string
  base64: string
  alt: string
}

/** From so many bytes on a picture is a file of its own, fetched when the reader comes near. */
const heavy = 30_000

/**
 * A recorded picture. As the source of an image an SVG can neither run scripts nor fetch anything,
 * so it needs no cleaning. Width and height keep its place on the page while it loads.
 */
export function picture({ type, base64, alt }: Picture, page: Pick<PageContext, 'emit'>): Html {
  const bytes = Buffer.from(base64, 'base64')
  const size = pixelSize(type, bytes)
  const dimensions = size && html` width="${size.width}" height="${size.height}"`
  const isLate = bytes.length > heavy
  const address = isLate
    ? page.emit(bytes, type.replace(/^image\/|\+xml$/g, ''))
    : `data:${type};base64,${base64}`
  const source = html` src="${address}" alt="${alt || 'Picture'}"`
  const loading = isLate && html` loading="lazy"`
  return html`<img class="output picture"${source}${dimensions}${loading}>`
}

interface Size {
  width: number
  height: number
}

/** Size in pixels as the file itself states it; JPEG, which hides it deep inside, goes without. */
function pixelSize(type: string, bytes: Buffer): Size | undefined {
  if (type === 'image/png' && bytes.length >= 24) {
    // The header chunk IHDR comes first: width and height are big-endian at bytes 16 and 20.
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  }
  if (type === 'image/svg+xml') {
    const [open = ''] = /<svg[^>]*>/.exec(bytes.toString('utf8')) ?? []
    const [width, height] = ['width', 'height'].map((name) => attribute(open, name))
    return width && height ? { width, height } : undefined
  }
  return undefined
}

function attribute(tag: string, name: string): number | undefined {
  const value = new RegExp(`\\s${name}="([\\d.]+)(px)?"`).exec(tag)?.[1]
  return value === undefined ? undefined : Math.round(Number(value))
}
