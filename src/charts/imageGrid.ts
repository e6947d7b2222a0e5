import { DomainError, ShapeError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import type { Matrix } from '../math/types.js'
import { type Chart, type ChartOptions, makeChart, numbers } from './chart.js'
import { checkEach, TITLES } from './options.js'
import { pngDataUrl } from './png.js'
import { ink, paper } from './theme.js'
import { counted, extent, listed } from './words.js'

/** One picture. */
export interface GridImage {
  /** height × width numbers, row by row. */
  pixels: ArrayLike<number> | Matrix
  /** In pixels. */
  width: number
  /** In pixels. */
  height: number
  /** What is written above it. */
  label?: string | number
}

/** What `imageGrid` draws. */
export interface ImageGridOptions extends Omit<ChartOptions, 'width' | 'height'> {
  /** Row by row. */
  images: readonly GridImage[]
  /** Pictures in a row (default 10). */
  columns?: number
  /** Side of a picture in pixels (default 48; the longer side when it is not square). */
  size?: number
  /**
   * The numbers that are drawn white and black; left out, the least and greatest of all pictures.
   */
  range?: readonly [white: number, black: number]
}

const IMAGE = {
  pixels: 'list',
  width: 'count',
  height: 'count',
  label: ['string', 'number'],
} as const

/** Pixels between pictures, and for a line of label above each. */
const GAP = 10
const LABEL = 18

/**
 * Pictures in rows, black ink on white paper, each one PNG rather than hundreds of marks.
 *
 * @throws ShapeError when pixels do not fill width × height, DomainError without a picture, or for
 *   columns, a size, a width or a height that are not positive whole numbers, or an option that
 *   there is not.
 */
export function imageGrid(options: ImageGridOptions): Chart {
  const own = { images: 'list', columns: 'count', size: 'count', range: 'pair' } as const
  checkOptions(options, { ...TITLES, ...own }, 'imageGrid', ['title', 'images'])
  checkEach(options.images, IMAGE, 'imageGrid, images', ['pixels', 'width', 'height'])
  const { images, columns = 10, size = 48 } = options
  const pixels = images.map((image, i) => checkedPixels(image, i))
  if (images.length === 0) {
    throw new DomainError({
      where: 'imageGrid',
      expected: 'at least one picture',
      given: 'none',
      mend: 'give images: [{ pixels, width, height, label }]',
    })
  }
  const range = options.range ?? extent(pixels.flat())
  const across = Math.min(columns, images.length)
  const down = Math.ceil(images.length / columns)
  const labelled = images.some(({ label }) => label !== undefined)
  const [wide, high] = room(images, size)
  // a label has the room that a square picture would give it
  const cell = {
    width: (labelled ? size : wide) + GAP,
    height: high + GAP + (labelled ? LABEL : 0),
  }
  const values = images.map(({ width, height, label = '' }, i) => ({
    column: (i % columns) * cell.width + cell.width / 2,
    row: Math.floor(i / columns) * cell.height + cell.height - high / 2,
    url: pngDataUrl(grey(pixels[i], range), width, height),
    label: String(label),
  }))
  const texts = images.flatMap(({ label }) => (label === undefined ? [] : [String(label)]))
  const made =
    `${counted(images.length, 'picture')} in ${counted(down, 'row')}` +
    `${texts.length > 0 ? `, labelled ${listed(texts)}` : ''}.`
  const frame = { width: across * cell.width, height: down * cell.height }
  const text = {
    type: 'text',
    color: ink.onLight,
    fontSize: 13,
    baseline: 'bottom',
    dy: -high / 2 - 3,
  }
  return makeChart({ ...options, ...frame }, made, {
    data: { values },
    view: { fill: paper },
    encoding: { x: place('column', frame.width), y: place('row', frame.height, true) },
    layer: [
      {
        mark: { type: 'image', width: wide, height: high, style: 'pixels', aria: false },
        encoding: { url: { field: 'url', type: 'nominal' } },
      },
      ...(labelled
        ? [{ mark: text, encoding: { text: { field: 'label', type: 'nominal' } } }]
        : []),
    ],
  })
}

/** Width and height, in pixels, that hold each picture when its longer side is `size`. */
function room(images: readonly GridImage[], size: number): [width: number, height: number] {
  const shares = images.map(({ width, height }) => size / Math.max(width, height))
  const most = (side: 'width' | 'height') =>
    Math.ceil(Math.max(...images.map((image, i) => image[side] * shares[i])))
  return [most('width'), most('height')]
}

/** Positions are pixels already: an axis without a look, counted from the upper left corner. */
function place(field: string, length: number, reverse = false) {
  const scale = { domain: [0, length], nice: false, ...(reverse ? { reverse } : {}) }
  return { field, type: 'quantitative', axis: null, scale }
}

function grey(values: readonly number[], [white, black]: readonly [number, number]): Uint8Array {
  const scale = 255 / (black - white || 1)
  return Uint8Array.from(values, (value) => {
    const ink = Math.round((value - white) * scale)
    return 255 - Math.min(255, Math.max(0, ink))
  })
}

function checkedPixels({ pixels, width, height }: GridImage, index: number): number[] {
  const values = numbers(pixels)
  const wrong = values.findIndex((value) => !Number.isFinite(value))
  if (wrong !== -1) {
    throw new DomainError({
      where: 'imageGrid',
      expected: `finite pixels in picture ${index}`,
      given: `${values[wrong]} at place ${wrong}`,
      mend: 'look where it comes from first; math.where puts another number in its place',
    })
  }
  if (values.length === width * height && values.length > 0) return values
  throw new ShapeError({
    where: 'imageGrid',
    expected: `${width}×${height} = ${width * height} pixels in picture ${index}`,
    given: `${values.length} pixels`,
    mend: 'give the width and height that the pixels have',
  })
}
