/**
 * What a chart is here: a vega-lite specification as plain JSON, and the parts all charts share.
 */
import { DomainError, ShapeError } from '../math/errors.js'
import { shown } from '../math/shown.js'
import { flat } from '../math/storage.js'
import type { Matrix } from '../math/types.js'
import { config, defaultSize } from './theme.js'

/** What JSON can hold; a field that is undefined is left out. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/**
 * A vega-lite specification, plain JSON. `description` is the sentence that stands for it in text.
 */
export interface Chart {
  /** Of version 5, which every front end reads. */
  readonly $schema: typeof SCHEMA
  /** The title, or an object with title and subtitle. */
  readonly title: Json
  /** What screen readers, terminals and text exports get in place of the picture. */
  readonly description: string
  readonly [key: string]: Json | undefined
}

/** JupyterLab, Notebook 7 and VS Code register versions 3 to 5 only; version 6 reads it too. */
const SCHEMA = 'https://vega.github.io/schema/vega-lite/v5.json'

/**
 * The prototype of every chart. It is empty here; the notebook floor, which can draw, gives it the
 * method by which a cell's last value is shown.
 */
export const chartPrototype: object = {}

/** What every chart function takes beside its data. */
export interface ChartOptions {
  /** Stands above the chart. */
  title: string
  /** A second line under the title. */
  subtitle?: string
  /** What the chart shows, in one sentence. Left out, it is made from the data. */
  description?: string
  /** Width of the plotting area in pixels; 460 when left out, but some charts have their own. */
  width?: number
  /** Height of the plotting area in pixels; 280 when left out, but some charts have their own. */
  height?: number
}

/** A part of a specification. */
export type Spec = { readonly [key: string]: Json | undefined }

/** Wraps the body of a single view with what every chart has. */
export function makeChart(options: ChartOptions, made: string, body: Spec): Chart {
  const { width = defaultSize.width, height = defaultSize.height } = options
  return framed(options, made, { width, height, ...body })
}

/** The same for several views, which bring their own sizes. */
export function framed(
  { title, subtitle, description }: Omit<ChartOptions, 'width' | 'height'>,
  made: string,
  body: Spec,
): Chart {
  return Object.assign(Object.create(chartPrototype), {
    $schema: SCHEMA,
    title: subtitle === undefined ? title : { text: title, subtitle },
    description: description ?? `${title}: ${made}`,
    ...body,
    config,
  })
}

/**
 * A number for a recorded chart: 12 significant digits, so that the last bits of another machine do
 * not change it; null, which leaves a gap, for NaN and infinities (JSON has neither).
 */
export function datum(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : null
}

/** NaN, a gap, for null, as JSON has it, and for a complex number, as math.log(-1) is. */
export function numberOrGap(x: unknown): number | undefined {
  if (typeof x === 'number') return x
  return x === null || Object(x).isComplex === true ? Number.NaN : undefined
}

/**
 * Plain numbers from a list, a typed array or a matrix (row by row). An error tells `where` they
 * stand.
 *
 * @throws DomainError for anything else in a list, which would be drawn as a gap.
 */
export function numbers(
  values: ArrayLike<number> | Matrix,
  where = 'the data of a chart',
): number[] {
  const list: readonly unknown[] = Array.from('length' in values ? values : flat(values))
  const drawn = list.map(numberOrGap)
  const wrong = drawn.indexOf(undefined)
  if (wrong === -1) return drawn as number[] // none of them is undefined
  throw new DomainError({
    where,
    expected: 'numbers',
    given: `${shown(list[wrong])} at place ${wrong}`,
    mend: 'make numbers of them first; NaN leaves a gap',
  })
}

/**
 * The coordinates of a series as plain numbers.
 *
 * @throws ShapeError unless both lists have the same length, at least one;
 *   DomainError as `numbers`.
 */
export function pairs(
  where: string,
  name: string,
  x: ArrayLike<number> | Matrix,
  y: ArrayLike<number> | Matrix,
): [x: number[], y: number[]] {
  const xs = numbers(x, `${where}, x of '${name}'`)
  const ys = numbers(y, `${where}, y of '${name}'`)
  if (xs.length === ys.length && xs.length > 0) return [xs, ys]
  throw new ShapeError({
    where,
    expected: `as many x as y values in '${name}', at least one`,
    given: `${xs.length} x values and ${ys.length} y values`,
    mend: 'give one y for every x',
  })
}
