/** The map of the course: which notebook needs which, as its first cell says. */
import { dirname, resolve } from 'node:path'
import { Graph, layout } from '@dagrejs/dagre'
import { type Language, words } from '../words/index.js'
import { relative } from './content/page.js'
import { homeOf, inLanguage } from './editions.js'
import { Html, html } from './html.js'
import type { Page } from './page.js'
import type { TitledNotebook } from './sources.js'

/** A notebook, and the places of those that it needs, from 0. */
export interface Stop {
  readonly address: string
  readonly title: string
  readonly needs: readonly number[]
}

/** The links of the paragraph that begins with "What it needs." */
export function stopsOf(notebooks: readonly TitledNotebook[]): readonly Stop[] {
  const places = new Map(notebooks.map(({ path }, i) => [path, i]))
  return notebooks.map(({ address, title, path, notebook }) => {
    const [opening] = notebook.cells
    const [paragraph = ''] = /\*\*What it needs\.\*\*[\s\S]*?(?=\n\n|$)/.exec(opening.source) ?? []
    const links = [...paragraph.matchAll(/\]\(([^)#]+\.ipynb)/g)].map(([, link]) => link)
    const needs = links.flatMap((link) => places.get(resolve(dirname(path), link)) ?? [])
    return { address, title, needs }
  })
}

/** The needs that do not follow from others: what a need needs is needed, too. */
export function directNeeds(stops: readonly Stop[]): readonly (readonly number[])[] {
  const reaches = (from: number, to: number): boolean =>
    stops[from].needs.some((need) => need === to || reaches(need, to))
  return stops.map(({ needs }) =>
    needs.filter((need) => !needs.some((other) => other !== need && reaches(other, need))),
  )
}

const [WIDTH, HEIGHT] = [188, 46]

/**
 * A picture of links, each of which says what it leads to and what that needs. The English
 * notebooks say what they need; the links lead to those of the language.
 */
export function courseMap(
  notebooks: readonly TitledNotebook[],
  language: Language,
  course: readonly Page[],
): Html | false {
  const say = words[language]
  const from = homeOf(language)
  const stops = stopsOf(notebooks).map((stop) => {
    const { address, title } = inLanguage(stop, language, course) ?? stop
    return { ...stop, title, address: relative(from, address) }
  })
  const needs = directNeeds(stops)
  if (needs.every(({ length }) => length === 0)) return false
  const plan = new Graph()
  plan.setGraph({ rankdir: 'TB', nodesep: 22, ranksep: 30, marginx: 2, marginy: 2 })
  plan.setDefaultEdgeLabel(() => ({}))
  for (const i of stops.keys()) plan.setNode(String(i), { width: WIDTH, height: HEIGHT })
  for (const [i, own] of needs.entries())
    for (const need of own) plan.setEdge(String(need), String(i))
  layout(plan)
  const { width = 0, height = 0 } = plan.graph() as { width?: number; height?: number }
  // dagre gives an edge the points that it runs through, the ends of the boxes included
  const arrows = plan.edges().map((edge) => arrow((plan.edge(edge) as { points: Point[] }).points))
  const boxes = stops.map((stop, i) => {
    const others = stop.needs.map((need) => named(stops[need]))
    return box(
      stop,
      plan.node(String(i)) as Point,
      others.length > 0 && `${say.after}${others.join(say.comma)}`,
    )
  })
  const size = html`viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`
  return html`<svg class="map" role="group" aria-label="${say.map}" ${size}>
<defs><marker id="map-head" ${arrowHead}><path d="M0 0L8 4L0 8Z"/></marker></defs>
${arrows}${boxes}</svg>`
}

const arrowHead = new Html(
  'viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"',
)

interface Point {
  readonly x: number
  readonly y: number
}

function arrow(points: readonly Point[]): Html {
  const [start, ...others] = points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)
  return html`<path class="arrow" d="M${start}L${others.join(' ')}" marker-end="url(#map-head)"/>\n`
}

function box(stop: Stop, { x, y }: Point, needs: string | false): Html {
  const { address, title } = stop
  const label = `${named(stop)}${needs || ''}`
  const corner = html`x="${x - WIDTH / 2}" y="${y - HEIGHT / 2}"`
  const frame = html`<rect ${corner} width="${WIDTH}" height="${HEIGHT}" rx="6"/>`
  const number = html`<text x="${x}" y="${y - 4}" class="number">${numberOf(address)}</text>`
  const name = html`<text x="${x}" y="${y + 14}">${short(title)}</text>`
  return html`<a href="${address}" aria-label="${label}">${frame}${number} ${name}</a>\n`
}

const numberOf = (address: string) => /(\d+)-[^/]*$/.exec(address)?.[1] ?? ''

/** The half of a title that is in the language of its page. */
const short = (title: string) => title.split(' · ')[0]

const named = ({ address, title }: Stop) => `${numberOf(address)} ${short(title)}`.trim()
