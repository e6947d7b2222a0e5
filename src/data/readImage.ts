/**
 * Reading pictures: PNG and JPEG as matrices, in Node; the bytes of a JPEG in browsers, too.
 *
 * Source: notes, 图像的读取.
 */
import { DomainError } from '../math/errors.js'
import { checkOptions, checkWord } from '../math/options.js'
import { tensor } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { checkBytes } from './bytes.js'
import { inBrowser } from './files/fromNode.js'
import { readBytes } from './files/onDisk.js'

/** In which form `readImage` gives a picture. */
export interface ReadImageOptions {
  /** 'grey' (default) gives H×W, 'colour' C×H×W with red, green and blue. */
  channels?: 'grey' | 'colour'
  /** Pixels from 0 (black) to 1 (white), the default, or as they are, 0 to 255. */
  normalize?: boolean
}

/** Red, green, blue and opacity of each pixel, a byte each, row by row. */
interface Decoded {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Shares of red, green and blue in brightness. Source: ITU-R BT.601. */
const BRIGHTNESS = [0.299, 0.587, 0.114]

/**
 * A PNG or JPEG file as a matrix; what is transparent is seen before white paper.
 *
 * @param source a file's path, or its bytes
 * @throws DomainError for bytes that are neither, a damaged file, or one that cannot be read.
 */
export async function readImage(
  source: string | Uint8Array,
  options: ReadImageOptions = {},
): Promise<Matrix> {
  checkOptions(options, { channels: 'string', normalize: 'boolean' }, 'readImage')
  const { channels = 'grey', normalize = true } = options
  checkWord('readImage', 'channels', channels, ['grey', 'colour'])
  const bytes = typeof source === 'string' ? await readBytes(source, 'readImage') : source
  checkBytes(bytes, 'readImage')
  const { width, height, data } = await decoded(bytes)
  const area = width * height
  const planes = [0, 1, 2].map((channel) => opaque(data, channel, area))
  const scale = normalize ? 1 / 255 : 1
  if (channels === 'grey') {
    const [red, green, blue] = planes
    const grey = red.map((value, p) =>
      value === green[p] && value === blue[p] // a grey keeps its bits
        ? value
        : BRIGHTNESS.reduce((sum, share, channel) => sum + share * planes[channel][p], 0),
    )
    return tensor(grey.map(scaled(scale)), [height, width])
  }
  const colours = new Float64Array(3 * area)
  planes.forEach((plane, channel) => {
    colours.set(plane.map(scaled(scale)), channel * area)
  })
  return tensor(colours, [3, height, width])
}

const scaled = (scale: number) => (value: number) => value * scale

/** One colour of every pixel, mixed with white where the pixel is transparent. */
function opaque(data: Uint8Array, channel: number, area: number): Float64Array {
  return Float64Array.from({ length: area }, (_, p) => {
    const opacity = data[4 * p + 3] / 255
    return opacity * data[4 * p + channel] + (1 - opacity) * 255
  })
}

async function decoded(bytes: Uint8Array): Promise<Decoded> {
  const [first, second, third, fourth] = bytes
  const isPng = first === 0x89 && second === 0x50 && third === 0x4e && fourth === 0x47
  if (isPng && typeof Buffer === 'undefined') {
    throw inBrowser('readImage', 'draw the PNG on a canvas, whose getImageData gives its pixels')
  }
  try {
    if (isPng) {
      const { PNG } = (await import('pngjs')).default
      // a Buffer is what pngjs takes; it shares these bytes
      return PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    }
    if (first === 0xff && second === 0xd8) {
      const { decode } = (await import('jpeg-js')).default
      return decode(bytes, { useTArray: true, tolerantDecoding: false })
    }
  } catch (error) {
    throw unreadable(`${bytes.length} bytes that are damaged: ${reason(error)}`)
  }
  const begin = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0'))
  throw unreadable(bytes.length === 0 ? 'no bytes' : `bytes that begin with ${begin.join(' ')}`)
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function unreadable(given: string): DomainError {
  return new DomainError({
    where: 'readImage',
    expected: 'a whole PNG or JPEG file',
    given,
    mend: 'save the picture as PNG or JPEG and give its path or its bytes',
  })
}
