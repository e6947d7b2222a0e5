import { DomainError, ShapeError } from '../math/errors.js'
import { checkOptions, checkWord } from '../math/options.js'
import { shownEach } from '../math/shown.js'
import type { Matrix } from '../math/types.js'
import { type Chart, type ChartOptions, datum, makeChart, numbers } from './chart.js'
import { CHART_OPTIONS } from './options.js'
import { ink, missing, schemes } from './theme.js'
import { shortNumbers } from './ticks.js'
import { brief, counted, extent, gaps, span } from './words.js'
import { requireDistinct } from './xy.js'

/** How numbers become colours; HeatMapOptions tells what each means. */
export type ColourScale = 'sequential' | 'squareRoot' | 'diverging'

/** What `heatMap` draws. */
export interface HeatMapOptions extends ChartOptions {
  /** Rows from top to bottom. */
  values: readonly (readonly number[])[] | Matrix
  /** What the columns are. */
  xTitle: string
  /** What the rows are. */
  yTitle: string
  /** What the colour means, with its unit. */
  valueTitle: string
  /** Names of the columns; left out, they are counted from 0. */
  columns?: readonly (string | number)[]
  /** Names of the rows; left out, they are counted from 0. */
  rows?: readonly (string | number)[]
  /**
   * Colours from least to greatest (`sequential`, the default); the same by their square root,
   * where few large values would outshine the rest; or from negative through 0 to positive.
   */
  scale?: ColourScale
  /**
   * The values of the first and the last colour; left out, the least and the greatest there are.
   */
  range?: readonly [low: number, high: number]
  /** Write the numbers into the cells: true for four digits, or a function. */
  numbers?: boolean | ((value: number) => string)
  /** Which cells have a dark border, such as those that a filter lies on. */
  outlined?: (row: number, column: number) => boolean
}

const OPTIONS = {
  ...CHART_OPTIONS,
  values: 'list',
  rows: 'list',
  columns: 'list',
  range: 'interval',
  scale: 'string',
  xTitle: 'string',
  yTitle: 'string',
  valueTitle: 'string',
  numbers: ['boolean', 'function'],
  outlined: 'function',
} as const

const SCALES = ['sequential', 'squareRoot', 'diverging']

/** More cells than this are a picture: see imageGrid. */
const MOST_CELLS = 4096

/**
 * A matrix as coloured cells. Cells that are not finite are grey.
 *
 * @throws ShapeError for rows of different lengths or names that do not fit, DomainError for
 *   two rows or columns of one name, a matrix too large to be drawn cell by cell, or an option
 *   that there is not.
 */
export function heatMap(options: HeatMapOptions): Chart {
  checkOptions(options, OPTIONS, 'heatMap', ['title', 'values', 'xTitle', 'yTitle', 'valueTitle'])
  const { xTitle, yTitle, valueTitle, range, outlined } = options
  const { scale = 'sequential', numbers: written = false } = options
  checkWord('heatMap', 'scale', scale, SCALES, shownEach({ scale }))
  const { rows, columns, cells } = table(options)
  const [low, high] = range ?? extent(cells)
  const ends = scale === 'diverging' ? symmetric(low, high) : { low, high }
  const write = typeof written === 'function' ? written : written ? brief : undefined
  const values = cells.map((value, i) => {
    const [row, column] = [Math.floor(i / columns.length), i % columns.length]
    return {
      row: rows[row],
      column: columns[column],
      value: datum(value),
      ...(write ? { text: write(value), onDark: isDark(value, ends, scale) } : {}),
      ...(outlined ? { outlined: outlined(row, column) } : {}),
    }
  })
  const made =
    `heat map of ${rows.length}×${columns.length} cells, ${yTitle} against ${xTitle}; ` +
    `${valueTitle} ${span(cells)}.${gaps(cells)}`
  return makeChart(options, made, {
    data: { values },
    view: { fill: missing },
    encoding: {
      x: band('column', xTitle, columns),
      y: band('row', yTitle, rows),
    },
    layer: [
      colourLayer(valueTitle, scale, ends, range !== undefined),
      ...(outlined ? [outlineLayer] : []),
      ...(write ? [textLayer] : []),
    ],
  })
}

interface Ends {
  readonly low: number
  readonly high: number
}

function band(field: string, title: string, domain: readonly string[]) {
  const axis = { labelAngle: 0, labelOverlap: true, labelLimit: 320, ticks: false, domain: false }
  return {
    field,
    type: 'ordinal',
    title,
    sort: null,
    scale: { domain: [...domain], padding: 0 },
    axis,
  }
}

function colourLayer(title: string, scale: ColourScale, ends: Ends, isGiven: boolean) {
  const domain = scale === 'diverging' ? [ends.low, 0, ends.high] : [ends.low, ends.high]
  const colours = {
    ...(scale === 'squareRoot' ? { type: 'sqrt' } : {}),
    scheme: scale === 'diverging' ? schemes.diverging : schemes.sequential,
    domain: domain.map(datum),
    ...(isGiven ? { clamp: true } : {}),
  }
  const format = shortNumbers([ends.low, ends.high])
  const legend = Object.keys(format).length > 0 ? { legend: format } : {}
  return {
    mark: { type: 'rect', tooltip: true },
    encoding: { color: { field: 'value', type: 'quantitative', title, scale: colours, ...legend } },
  }
}

const outlineLayer = {
  transform: [{ filter: 'datum.outlined' }],
  mark: { type: 'rect', filled: false, stroke: ink.onLight, strokeWidth: 2, aria: false },
}

const textLayer = {
  mark: { type: 'text', fontSize: 12, aria: false },
  encoding: {
    text: { field: 'text', type: 'nominal' },
    color: { condition: { test: 'datum.onDark', value: ink.onDark }, value: ink.onLight },
  },
}

function symmetric(low: number, high: number): Ends {
  const most = Math.max(Math.abs(low), Math.abs(high))
  return { low: -most, high: most }
}

/** The schemes are light at 0 (or at the least) and dark at their ends. */
function isDark(value: number, { low, high }: Ends, scale: ColourScale): boolean {
  const share = scale === 'diverging' ? Math.abs(value) / high : (value - low) / (high - low)
  const shade = scale === 'squareRoot' ? Math.sqrt(share) : share
  return shade > 0.55
}

interface Table {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly cells: readonly number[]
}

function table({ values, rows, columns }: HeatMapOptions): Table {
  const isList = Array.isArray(values)
  const list = isList ? values : undefined
  const size = list ? [list.length, list[0]?.length ?? 0] : (values as Matrix).size()
  const [height, width] = size
  const ragged = list?.some((row) => row.length !== width)
  if (size.length !== 2 || ragged || height * width === 0) {
    throw new ShapeError({
      where: 'heatMap',
      expected: 'rows of equal length, at least one cell',
      given: ragged ? 'rows of different lengths' : `shape ${size.join('×')}`,
      mend: 'reshape the values to rows × columns',
    })
  }
  if (height * width > MOST_CELLS) {
    throw new DomainError({
      where: 'heatMap',
      expected: `at most ${MOST_CELLS} cells`,
      given: counted(height * width, 'cell'),
      mend: 'draw it as a picture with imageGrid',
    })
  }
  const cells = numbers(list ? list.flat() : (values as Matrix))
  return { rows: names(rows, height, 'rows'), columns: names(columns, width, 'columns'), cells }
}

function names(given: readonly (string | number)[] | undefined, count: number, what: string) {
  const list = given ?? Array.from({ length: count }, (_, i) => i)
  if (list.length !== count) {
    throw new ShapeError({
      where: 'heatMap',
      expected: `${count} names of ${what}`,
      given: String(list.length),
      mend: `give one name for each of the ${what}, or none`,
    })
  }
  requireDistinct('heatMap', what, list.map(String))
  return list.map(String)
}
