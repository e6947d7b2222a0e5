import type { Matrix } from '../math/types.js'

/** Examples with labels, handed out in batches. */
export interface Dataset {
  /** Number of examples. */
  readonly length: number
  /** Shape of one example as `batch` gives it: [784], or [1, 28, 28]. */
  readonly shape: readonly number[]
  /** Number of classes; labels are 0 … classes − 1. */
  readonly classes: number
  /** The right answer of every example. */
  readonly labels: ArrayLike<number>
  /**
   * The examples with these indices, in this order.
   *
   * x: N×shape, t: N×classes (one-hot) or N (labels), whichever the data set was made with.
   * @throws DomainError for an index that is no example, or no index at all.
   */
  batch(indices: ArrayLike<number>): { x: Matrix; t: Matrix }
}

/** One grey picture: `pixels` row by row, 0 (paper) to 255 (ink). */
export interface LabelledImage {
  /** height × width bytes, row by row. */
  readonly pixels: Uint8Array
  /** In pixels. */
  readonly width: number
  /** In pixels. */
  readonly height: number
  /** Its class, counted from 0. */
  readonly label: number
}

/** A data set of pictures: `batch` gives them as numbers, `image` as what can be drawn. */
export interface ImageDataset extends Dataset {
  /** One example as a picture, as `imageGrid` takes it. */
  image(index: number): LabelledImage
}
