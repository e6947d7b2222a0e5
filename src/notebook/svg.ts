/** The door to vega: a chart as an SVG picture, made without a browser and without a canvas. */
import type { Chart } from '../charts/chart.js'
import { widthInEm } from './textWidth.js'

type VegaLite = typeof import('vega-lite')

/** vega's typings leave out the object through which it measures text. */
interface TextMetrics {
  textMetrics: { width: (item: TextItem, text?: unknown) => number }
}

interface TextItem {
  readonly text?: unknown
  readonly fontSize?: number
  readonly fontWeight?: string | number
}

/** The size vega gives to text that asks for none. */
const DEFAULT_FONT_SIZE = 11

/**
 * The picture of a chart, as the text of an SVG file. Loads vega at first use: half a second that
 * other cells should not pay.
 *
 * @throws an Error, as a rule one of vega-lite, for what is no chart.
 */
export async function chartSvg(chart: Chart): Promise<string> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')])
  const { textMetrics } = vega as unknown as TextMetrics
  textMetrics.width = textWidth
  const json = JSON.stringify(chart)
  // A copy, for vega marks every row of the data that it reads. JSON.parse forgets the type.
  const { spec } = vegaLite.compile(JSON.parse(json) as Parameters<VegaLite['compile']>[0])
  const view = new vega.View(vega.parse(spec), { renderer: 'none' })
  try {
    return withOwnIds(await view.toSVG(), hash(json))
  } finally {
    view.finalize()
  }
}

function textWidth(item: TextItem, text: unknown = item.text): number {
  const { fontSize = DEFAULT_FONT_SIZE, fontWeight = 'normal' } = item
  const bold = fontWeight === 'bold' || Number(fontWeight) >= 600
  const lines = (Array.isArray(text) ? text : [text ?? '']).map(String)
  return Math.max(...lines.map((line) => widthInEm(line, bold))) * fontSize
}

/**
 * Renames the ids inside a picture. Vega numbers them through all charts of a session, which would
 * make a recorded picture depend on how many were drawn before; and a page that holds several
 * pictures needs different ids in each.
 */
function withOwnIds(svg: string, key: number): string {
  const prefix = `c${key.toString(36)}`
  const found = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  const names = new Map(found.map((id, i) => [id, `${prefix}-${i}`]))
  return svg.replace(/( id="|url\(#)([^")]+)/g, (whole, before: string, id: string) =>
    names.has(id) ? before + names.get(id) : whole,
  )
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  }
  return value >>> 0
}
