import { DomainError, ShapeError } from '../math/errors.js'
import { checkOptions, checkParts } from '../math/options.js'
import { checkPositiveIntegers } from '../math/positiveIntegers.js'
import { shown } from '../math/shown.js'
import { tensor } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import type { ImageDataset } from './Dataset.js'
import { checkIndices } from './indices.js'

/** In which form a data set hands out its pictures and labels. */
export interface ImageOptions {
  /** One row of pixels per example (default), or channels × height × width. */
  flatten?: boolean
  /** Labels as rows of zeros with a single 1 (default), or as class numbers. */
  oneHot?: boolean
  /** Pixels divided by 255 (default), or as they are, 0 to 255. */
  normalize?: boolean
}

const PARTS = {
  pixels: 'list',
  labels: 'list',
  width: 'number',
  height: 'number',
  classes: 'number',
} as const

const KNOWN = { flatten: 'boolean', oneHot: 'boolean', normalize: 'boolean' } as const

/** Grey pictures of one size, and the class of each. */
export interface GreyImages {
  /** All pictures one after the other, row by row: length × height × width bytes. */
  readonly pixels: Uint8Array
  /** The class of each picture, counted from 0. */
  readonly labels: Uint8Array
  /** Of every picture, in pixels. */
  readonly width: number
  /** Of every picture, in pixels. */
  readonly height: number
  /** How many there are; labels are 0 … classes − 1. */
  readonly classes: number
}

/**
 * A data set of grey pictures. The pictures stay bytes; each batch is converted when it is asked
 * for, since 60,000 × 784 numbers of 8 bytes would fill 376 MB.
 *
 * @throws ShapeError unless there are width × height pixels for each label, DomainError for a part
 *   that is missing, a label that is no class, pixels that are no bytes, or sizes that are not
 *   positive whole numbers.
 */
export function imageDataset(images: GreyImages, options: ImageOptions = {}): ImageDataset {
  checkParts(images, PARTS, 'imageDataset', ['pixels', 'labels', 'width', 'height', 'classes'])
  checkOptions(options, KNOWN, 'imageDataset')
  const { flatten = true, oneHot = true, normalize = true } = options
  const { pixels, labels, width, height, classes } = images
  checkImages(images)
  const area = width * height
  const shape = flatten ? [area] : [1, height, width]
  const scale = Float64Array.from({ length: 256 }, (_, byte) => (normalize ? byte / 255 : byte))

  function batch(indices: ArrayLike<number>): { x: Matrix; t: Matrix } {
    checkIndices(indices, labels.length)
    const n = indices.length
    const x = new Float64Array(n * area)
    const t = new Float64Array(oneHot ? n * classes : n)
    for (let row = 0, at = 0; row < n; row++) {
      const from = indices[row] * area
      for (let p = from; p < from + area; p++) x[at++] = scale[pixels[p]]
      const label = labels[indices[row]]
      if (oneHot) t[row * classes + label] = 1
      else t[row] = label
    }
    return { x: tensor(x, [n, ...shape]), t: tensor(t, oneHot ? [n, classes] : [n]) }
  }

  function image(index: number) {
    checkIndices([index], labels.length)
    const from = index * area
    return { pixels: pixels.subarray(from, from + area), width, height, label: labels[index] }
  }

  return { length: labels.length, shape, classes, labels, batch, image }
}

function checkImages({ pixels, labels, width, height, classes }: GreyImages): void {
  checkPositiveIntegers({ width, height, classes }, 'imageDataset')
  if (!/^Uint8(Clamped)?Array$/.test(pixels[Symbol.toStringTag])) {
    throw new DomainError({
      where: 'imageDataset',
      expected: 'pixels as bytes from 0 to 255',
      given: shown(pixels),
      mend:
        'make bytes of numbers from 0 to 1: ' +
        'Uint8Array.from(pixels, (p) => Math.round(255 * p))',
    })
  }
  if (pixels.length !== labels.length * width * height) {
    throw new ShapeError({
      where: 'imageDataset',
      expected: `${labels.length}×${height}×${width} pixels, for ${labels.length} labels`,
      given: `${pixels.length} pixels`,
      mend: 'give as many pictures as labels, and the width and height that the pictures have',
    })
  }
  const wrong = labels.findIndex((k) => !Number.isInteger(k) || k < 0 || k >= classes)
  if (wrong < 0) return
  throw new DomainError({
    where: 'imageDataset',
    expected: `labels that are whole numbers from 0 to ${classes - 1}`,
    given: `label ${shown(labels[wrong])} of example ${wrong}`,
    mend: 'classes is one more than the greatest label',
  })
}
