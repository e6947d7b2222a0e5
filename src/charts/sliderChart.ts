import { DomainError } from '../math/errors.js'
import { checkOptions } from '../math/options.js'
import { type Chart, type ChartOptions, framed, type Json, type Spec } from './chart.js'
import { checkEach, TITLES } from './options.js'
import { counted } from './words.js'

/** One position of the slider. */
export interface Frame {
  /** Where the slider stands: a number, or a word for it. */
  readonly at: number | string
  /** What is seen there. */
  readonly chart: Chart
}

/** What `sliderChart` draws. */
export interface SliderChartOptions extends Omit<ChartOptions, 'width' | 'height'> {
  /** What the slider moves, with its unit: 'initial standard deviation'. */
  slider: string
  /** One chart for each position, in order. They may differ in their data only. */
  frames: readonly Frame[]
  /** The position that is seen at first and in still pictures, counted from 0 (the first). */
  start?: number
}

/** Name of the parameter, and of the field that tells which position a row belongs to. */
const POSITION = 'position'

/**
 * One chart with a slider that walks through several charts of the same kind. All their data are
 * inside, so the slider works without a kernel; sliders of their own stand below it. Give the
 * charts the same domains, then their axes stand still.
 *
 * @throws DomainError for fewer than two charts, charts that differ in more than their data, a
 *   start that is no position, or an option that there is not.
 */
export function sliderChart(options: SliderChartOptions): Chart {
  const known = { ...TITLES, slider: 'string', frames: 'list', start: 'number' } as const
  checkOptions(options, known, 'sliderChart', ['title', 'slider', 'frames'])
  const frame = { at: ['number', 'string'], chart: 'object' } as const
  checkEach(options.frames, frame, 'sliderChart, frames', ['at', 'chart'])
  const { frames, slider, title, subtitle, start = 0 } = options
  checkFrames(frames, start)
  const labels = frames.map(({ at }) => String(at))
  const last = frames.length - 1
  const text = {
    expr: `${JSON.stringify(`${title} · ${slider}: `)} + ${JSON.stringify(labels)}[${POSITION}]`,
  }
  const isPlace = frames.every(({ at }, i) => at === i)
  const name = isPlace ? `${slider} ` : `${slider}, position `
  const bind = { input: 'range', min: 0, max: last, step: 1, name }
  const made =
    `a slider over ${counted(frames.length, 'position')} of ${slider}, from ${labels[0]} to ` +
    `${labels[last]}. At ${labels[start]}: ${frames[start].chart.description}`
  const bodies = frames.map(({ chart }) => body(chart))
  // of objects comes an object
  const { params: own = [], ...whole } = merged(bodies, 'chart') as Spec
  return framed(options, made, {
    title: subtitle === undefined ? { text } : { text, subtitle },
    params: [{ name: POSITION, value: start, bind }, ...(isList(own) ? own : [])],
    ...whole,
  })
}

/** A chart without what the whole has once. */
function body(chart: Chart): Spec {
  const { $schema: _schema, config: _config, title: _title, description: _text, ...rest } = chart
  return rest
}

/** What stands at one place of all charts, as one. Rows of data remember their position. */
function merged(parts: readonly (Json | undefined)[], place: string): Json | undefined {
  const [first] = parts
  const same = parts.every((part) => JSON.stringify(part) === JSON.stringify(first))
  if (same || place.endsWith('.description')) return first
  // whole numbers at some positions only: then their axis has fractions at all of them
  if (place.endsWith('.tickMinStep')) return undefined
  if (place.endsWith('.format') && parts.every(isShort)) return undefined
  // names without room at some positions only: those that have it are not changed by the rule
  if (/\.label(Limit|Overlap)$/.test(place)) return parts.find((part) => part !== undefined)
  if (/\.(axis|legend)$/.test(place) && parts.includes(undefined)) {
    return merged(
      parts.map((part) => part ?? {}),
      place,
    )
  }
  if (place.endsWith('.layer') && parts.every(isList)) return mergedLayers(parts, place)
  if (parts.every(isList) && parts.every(({ length }) => length === parts[0].length)) {
    return parts[0].map(
      (_, i) =>
        merged(
          parts.map((part) => part[i]),
          `${place}[${i}]`,
        ) ?? null,
    )
  }
  if (!parts.every(isObject)) throw different(place)
  const names = [...new Set(parts.flatMap((part) => Object.keys(part)))]
  const entries = names
    .filter((name) => name !== 'data')
    .map(
      (name) =>
        [
          name,
          merged(
            parts.map((part) => part[name]),
            `${place}.${name}`,
          ),
        ] as const,
    )
  return { ...Object.fromEntries(entries), ...mergedData(parts, place) }
}

/** A layer that not every chart has is empty in the others; it has data of its own. */
function mergedLayers(parts: readonly (readonly Json[])[], place: string): Json {
  const longest = parts.reduce((most, part) => (part.length > most.length ? part : most))
  return longest.map((layer, i) => {
    const empty = isObject(layer) && layer.data ? { ...layer, data: { values: [] } } : undefined
    return merged(
      parts.map((part) => part[i] ?? empty),
      `${place}[${i}]`,
    )!
  })
}

/** The rows of all charts, and the filter that shows those of one. */
function mergedData(parts: readonly Spec[], place: string): Spec {
  const [{ data, transform = [] }] = parts
  const same = parts.every((part) => JSON.stringify(part.data) === JSON.stringify(data))
  if (same) return data === undefined ? {} : { data }
  const values = parts.flatMap((part, position) => {
    const rows = isObject(part.data) ? part.data.values : undefined
    if (!isList(rows) || !rows.every(isObject)) throw different(`${place}.data`)
    return rows.map((row) => ({ ...row, [POSITION]: position }))
  })
  const filter = { filter: `datum.${POSITION} == ${POSITION}` }
  return { data: { values }, transform: [filter, ...(isList(transform) ? transform : [])] }
}

/** A format that the size of the numbers asked for (ticks.ts), or none. */
const isShort = (format: Json | undefined) => format === undefined || /~g$/.test(String(format))

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

function isObject(value: Json | undefined): value is Spec {
  return typeof value === 'object' && value !== null && !isList(value)
}

function checkFrames({ length }: readonly Frame[], start: number): void {
  if (length >= 2 && Number.isInteger(start) && start >= 0 && start < length) return
  throw new DomainError({
    where: 'sliderChart',
    expected: 'at least two charts, and a start that is one of their places, counted from 0',
    given: `${counted(length, 'chart')} and start ${start}`,
    mend: 'give frames: [{ at: 0.1, chart }, { at: 0.2, chart }]',
  })
}

function different(place: string): DomainError {
  return new DomainError({
    where: 'sliderChart',
    expected: 'charts that differ in their data only',
    given: `charts that differ in ${place}`,
    mend: 'give all of them the same options, names and domains (xDomain, yDomain)',
  })
}
