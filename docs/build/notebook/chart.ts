import * as vega from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import type { Chart } from '../../../src/charts/chart.js'
import { dressed, noLoader } from '../../chartTheme.js'
import type { PageContext } from '../content/page.js'
import { escapeHtml, Html, html } from '../html.js'
import { type DataTable, dataTables } from './chartData.js'
import type { Json } from './read.js'
import { textWidth } from './textWidth.js'

/** A chart as the site shows it. */
interface Drawing {
  spec: TopLevelSpec
  /** The specification as JSON. */
  text: string
  svg: string
  /** Rows that vega made where the specification has formulas in place of data. */
  computed: Json[]
}

/** By their specifications: the editions of a notebook have the same charts. */
const drawings = new Map<string, Promise<Drawing>>()

/** @throws Error when vega-lite cannot draw the specification. */
export function drawingOf(recorded: TopLevelSpec): Promise<Drawing> {
  const spec = dressed(recorded)
  const text = JSON.stringify(spec)
  const drawing = drawings.get(text) ?? draw(spec, text)
  drawings.set(text, drawing)
  return drawing
}

export function tablesOf({ spec, computed }: Drawing): DataTable[] {
  return dataTables({ ...spec }, computed)
}

/**
 * A chart as a figure: the picture stands in the page, the specification is put beside it for the
 * script that brings it to life.
 */
export function chartFigure(drawing: Drawing, page: PageContext): Html {
  const { spec, text } = drawing
  const address = page.emit(text, 'json')
  const key = address.replace(/^.*\//, '').replace(/\..*$/, '')
  const svg = withoutClashes(drawing.svg, key)
  const { width, height } = size(svg)
  const picture = labelled(svg, description(spec))
  const controls = controlsOf(spec)
  const room = controls > 0 && html`;--controls:${controls}`
  const style = html`style="--width:${width}px;--ratio:${width}/${height}${room}"`
  const figure = html`<figure class="chart" data-chart="${address}" ${style}>${picture}</figure>`
  if (width <= READABLE_ON_PHONE) return figure
  const role = html`tabindex="0" role="group" aria-label="${titleOf(spec)}"`
  return html`<div class="wide-chart" ${role}>${figure}</div>`
}

/**
 * A wider chart, in px, has words too small to read where a phone shows it whole: there it scrolls.
 */
const READABLE_ON_PHONE = 560

/** A chart of ours as plain JSON, as a notebook records it; what is none, vega-lite refuses. */
export function specOf(chart: Chart): TopLevelSpec {
  return JSON.parse(JSON.stringify(chart)) as TopLevelSpec
}

/**
 * How many sliders and menus stand below the chart when it is alive: the page keeps room for them.
 */
function controlsOf({ params = [] }: TopLevelSpec): number {
  const isInput = (bind: unknown) => typeof bind === 'object' && bind !== null && 'input' in bind
  return params.filter((param) => 'bind' in param && isInput(param.bind)).length
}

/** The sentence that stands for the chart. */
function description(spec: TopLevelSpec): string {
  return typeof spec.description === 'string' ? spec.description : titleOf(spec)
}

function titleOf({ title }: TopLevelSpec): string {
  const text = typeof title === 'object' && 'text' in title ? title.text : title
  return typeof text === 'string' ? text : 'Chart'
}

async function draw(spec: TopLevelSpec, text: string): Promise<Drawing> {
  vega.textMetrics.width = textWidth
  vega.resetSVGDefIds()
  const compiled = compile(spec, { logger: vega.logger(vega.Error) })
  const { logger, problems } = collectingLogger()
  const view = new vega.View(vega.parse(compiled.spec), {
    renderer: 'none',
    loader: noLoader,
    logger,
  })
  try {
    const svg = await view.toSVG()
    if (problems.length > 0) throw new Error(problems.join('; '))
    return { spec, text, svg, computed: computedRows(compiled.spec, view) }
  } finally {
    view.finalize()
  }
}

/** Rows that marks show and that begin with a sequence of numbers, at the start of the sliders. */
function computedRows({ data = [], marks = [] }: vega.Spec, view: vega.View): Json[] {
  const sources = new Map(data.map((one) => [one.name, one]))
  const isSequence = (name: string): boolean => {
    const one = sources.get(name)
    if (one && 'source' in one && typeof one.source === 'string') return isSequence(one.source)
    return one?.transform?.[0]?.type === 'sequence'
  }
  const shown = new Set(marks.flatMap(dataOf))
  return [...shown].filter(isSequence).flatMap((name): Json[] => view.data(name))
}

/** Names of the data that a mark, or marks inside it, are drawn from. */
function dataOf(mark: vega.Mark): string[] {
  // vega's types tell groups from other marks; both are read the same way
  const { data, facet } = (mark.from ?? {}) as { data?: string; facet?: { data?: string } }
  const inside = mark.type === 'group' ? (mark.marks ?? []).flatMap(dataOf) : []
  return [data, facet?.data, ...inside].filter((name) => name !== undefined)
}

/** Vega only logs what goes wrong while it loads and draws; here nothing may. */
function collectingLogger(): { logger: vega.LoggerInterface; problems: string[] } {
  const problems: string[] = []
  const note = (...parts: readonly unknown[]) => problems.push(parts.join(' '))
  const logger: vega.LoggerInterface = Object.assign(Object.create(vega.logger(vega.Warn)), {
    warn: note,
    error: note,
  })
  return { logger, problems }
}

/** Clip paths and gradients are numbered from 0 in each picture, and a page holds many. */
function withoutClashes(svg: string, key: string): string {
  return svg.replace(/(\bid="|url\(#)(clip|gradient)/g, `$1${key}-$2`)
}

function size(svg: string): { width: number; height: number } {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  return { width: Number(width), height: Number(height) }
}

/** What vega says about single marks, which are now parts of one image. */
const markRoles = / (role="graphics-[a-z]+"|aria-roledescription="[^"]*"|aria-hidden="true")/g

/** The page's style sizes the picture; screen readers get one image with one sentence. */
function labelled(svg: string, label: string): Html {
  const open = /^<svg [^>]*>/.exec(svg)![0]
  const viewBox = /viewBox="[^"]*"/.exec(open)![0]
  const attributes = `class="marks" role="img" aria-label="${escapeHtml(label)}" ${viewBox}`
  const marks = svg.slice(open.length).replace(markRoles, '')
  return new Html(`<svg ${attributes} xmlns="http://www.w3.org/2000/svg">${marks}`)
}
