/** The data that a chart is drawn from, as tables. */
import { isObject, type Json } from './read.js'

export interface DataTable {
  /** The title of its panel, where a chart has several. */
  title?: string
  columns: readonly Column[]
  rows: readonly Json[]
}

export interface Column {
  field: string
  /** What the axis, the legend or the slider calls it; the field's own name where none does. */
  title: string
}

/** What the layers that share rows say about them. */
interface Shared {
  title?: string
  /** Undefined for rows that vega computes. */
  rows?: readonly Json[]
  channels: Channel[]
}

interface Channel {
  name: string
  field: string
  title?: string
  /** A place in the picture, which means nothing outside it. */
  isPlace: boolean
  isNumber: boolean
}

/**
 * Tables of a specification: one for each set of rows, told once however many layers draw it.
 *
 * @param computed rows that vega has made where the specification has formulas in place of data
 */
export function dataTables(spec: Json, computed: readonly Json[]): DataTable[] {
  const found = new Map<string, Shared>()
  const datasets = isObject(spec.datasets) ? spec.datasets : {}
  collect(spec, { channels: {}, datasets, found })
  const sliders = sliderTitles(spec)
  return [...found.values()].flatMap(({ title, rows, channels }) => {
    const columns = rows
      ? columnsOf(rows, channels, sliders)
      : columnsOf(onlyEncoded(computed, channels), channels, sliders)
    return columns.length > 0 ? [{ title, columns, rows: rows ?? computed }] : []
  })
}

interface Scope {
  title?: string
  shared?: Shared
  channels: Json
  datasets: Json
  found: Map<string, Shared>
}

/** Walks the views of a specification; data and channels are inherited. */
function collect(view: Json, outer: Scope): void {
  const scope = { ...outer, title: titleOf(view) ?? outer.title }
  if (isObject(view.data)) scope.shared = sharedBy(view.data, scope)
  if (isObject(view.encoding)) scope.channels = { ...scope.channels, ...view.encoding }
  if ('mark' in view) scope.shared?.channels.push(...channelsOf(scope.channels))
  for (const name of ['layer', 'concat', 'hconcat', 'vconcat', 'spec']) {
    const parts = [view[name] ?? []].flat().filter(isObject)
    // the title of the whole is no panel's
    const title = name === 'layer' ? scope.title : undefined
    for (const part of parts) collect(part, { ...scope, title })
  }
}

function sharedBy(data: Json, { datasets, found, title }: Scope): Shared | undefined {
  const values = data.values ?? datasets[String(data.name)]
  const rows = Array.isArray(values)
    ? values.map((value): Json => (isObject(value) ? value : { data: value }))
    : undefined
  if (!rows && !('sequence' in data)) return undefined
  const key = rows ? JSON.stringify(rows) : 'computed'
  const shared = found.get(key) ?? { title, rows, channels: [] }
  found.set(key, shared)
  return shared
}

/** Channels that say how a mark looks or what is joined, not what was measured. */
const looks = new Set(['order', 'angle', 'size', 'url', 'href', 'xOffset', 'yOffset'])

function channelsOf(encoding: Json): Channel[] {
  return Object.entries(encoding).flatMap(([name, given]) =>
    [given].flat().flatMap((one: unknown) => {
      if (!isObject(one) || typeof one.field !== 'string') return []
      // the far end of a bar is on the axis of the near one
      const base = encoding[name.replace(/2$/, '')]
      const axis = isObject(base) ? base : one
      const title = typeof axis.title === 'string' ? axis.title : undefined
      const isPlace = axis.axis === null || looks.has(name)
      return [{ name, field: one.field, title, isPlace, isNumber: one.type === 'quantitative' }]
    }),
  )
}

function columnsOf(rows: readonly Json[], channels: readonly Channel[], sliders: Titles): Column[] {
  const places = new Set(channels.filter(({ isPlace }) => isPlace).map(({ field }) => field))
  const isTold = ({ name, isPlace }: Channel) => !isPlace && name !== 'detail'
  // lines and boxes of a drawing without axes: nothing of them can be said in numbers
  if (places.size > 0 && !channels.some(isTold) && !places.has('url')) return []
  const fields = [...new Set(rows.flatMap(Object.keys))].filter((field) => {
    if (field === 'url') return true // its pixels go into the file
    if (places.has(field) && !channels.some((one) => one.field === field && isTold(one)))
      return false
    if (field === 'text' && rows.every((row) => 'value' in row)) return false
    if (rows.every((row) => isSilent(row[field]))) return false
    const isJoint = channels.some((one) => one.field === field && one.name === 'detail')
    return !isJoint || new Set(rows.map((row) => row[field])).size > 1
  })
  fields.sort((one, other) => rank(one, channels, sliders) - rank(other, channels, sliders))
  const named = fields.map((field) => {
    const title = channels.find((one) => one.field === field && one.title)?.title
    return { field, title: title ?? sliders.get(field) ?? field }
  })
  const isTwice = (title: string) => named.filter((one) => one.title === title).length > 1
  return named.map(({ field, title }) => {
    return { field, title: isTwice(title) ? `${title} (${field})` : title }
  })
}

/** Switches of a look, and names that were not given. */
function isSilent(value: unknown): boolean {
  return typeof value === 'boolean' || value === undefined || value === ''
}

const positions = ['x', 'x2', 'y', 'y2']

/**
 * A row is read from its frame by its name and its place on the axes to what was measured there.
 */
function rank(field: string, channels: readonly Channel[], sliders: Titles): number {
  if (sliders.has(field)) return 0
  const own = channels.filter((one) => one.field === field)
  const place = Math.min(...own.map(({ name }) => positions.indexOf(name)).filter((i) => i >= 0))
  if (Number.isFinite(place)) return 2 + place
  return own.some(({ isNumber }) => isNumber) ? 2 + positions.length : 1
}

function onlyEncoded(rows: readonly Json[], channels: readonly Channel[]): Json[] {
  const fields = new Set(channels.map(({ field }) => field))
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([f]) => fields.has(f))))
}

type Titles = ReadonlyMap<string, string>

/** Frames of a slider are numbered by the field that has the slider's name. */
function sliderTitles({ params }: Json): Titles {
  const inputs = [params ?? []].flat().filter(isObject)
  return new Map(
    inputs.flatMap(({ name, bind }) => {
      const title = isObject(bind) && typeof bind.name === 'string' ? bind.name : undefined
      return title ? [[String(name), title.replace(/[:\s]+$/, '')]] : []
    }),
  )
}

function titleOf({ title }: Json): string | undefined {
  const text = isObject(title) ? title.text : title
  return typeof text === 'string' ? text : undefined
}
