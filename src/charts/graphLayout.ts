/**
 * Places for the nodes and arrows of a graph, from left to right. dagre puts the nodes into columns
 * so that arrows cross as little as possible; each arrow runs level where its numbers stand.
 */
import { Graph, layout } from '@dagrejs/dagre'

export interface ToPlace {
  readonly nodes: readonly { readonly label: string; readonly round: boolean }[]
  readonly edges: readonly {
    readonly from: number
    readonly to: number
    /** What is written above and below the arrow. */
    readonly above: string
    readonly below: string
  }[]
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** Around its middle. */
export interface Box extends Point {
  readonly width: number
  readonly height: number
}

export interface Arrow {
  readonly points: readonly Point[]
  /** The middle of its numbers. */
  readonly label: Point
}

export interface Placed {
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
  readonly arrows: readonly Arrow[]
}

/** Of a letter in the charts' text, on average. */
const LETTER = 7.5
const CIRCLE = 34
const LINE = 17

const widthOf = (text: string): number => text.length * LETTER

export function placed({ nodes, edges }: ToPlace): Placed {
  const plan = new Graph({ multigraph: true })
  plan.setGraph({ rankdir: 'LR', nodesep: 22, edgesep: 14, ranksep: 14, marginx: 8, marginy: 8 })
  nodes.forEach(({ label, round }, id) => {
    const width = round ? Math.max(CIRCLE, widthOf(label) + 16) : widthOf(label) + LETTER
    plan.setNode(String(id), { width, height: round ? CIRCLE : LINE })
  })
  edges.forEach(({ from, to, above, below }, i) => {
    const width = Math.max(widthOf(above), widthOf(below), 2 * LETTER) + 8
    const label = { width, height: 2 * LINE, labelpos: 'c' as const }
    plan.setEdge(String(from), String(to), label, String(i))
  })
  layout(plan)
  const { width = 0, height = 0 } = plan.graph() as { width?: number; height?: number }
  const boxes = nodes.map((_, id) => plan.node(String(id)) as Box)
  const arrows = edges.map(({ from, to }, i) => {
    const edge = plan.edge({ v: String(from), w: String(to), name: String(i) }) as Routed
    return arrow(edge, boxes[from], boxes[to])
  })
  const upright = { width, height, boxes, arrows }
  return isUpsideDown(edges, arrows) ? mirrored(upright) : upright
}

/** Whether first arguments lie below second ones more often than above. */
function isUpsideDown(edges: ToPlace['edges'], arrows: readonly Arrow[]): boolean {
  let balance = 0
  edges.forEach(({ to }, i) => {
    const second = edges.findIndex((edge, k) => k > i && edge.to === to)
    const isFirst = edges.findIndex((edge) => edge.to === to) === i
    if (isFirst && second >= 0) balance += Math.sign(arrows[i].label.y - arrows[second].label.y)
  })
  return balance > 0
}

function mirrored({ width, height, boxes, arrows }: Placed): Placed {
  const turned = <P extends Point>(point: P): P => ({ ...point, y: height - point.y })
  return {
    width,
    height,
    boxes: boxes.map(turned),
    arrows: arrows.map(({ points, label }) => ({
      points: points.map(turned),
      label: turned(label),
    })),
  }
}

/** An arrow as dagre places it: through these points, with its label around (x, y). */
interface Routed extends Box {
  readonly points: readonly Point[]
}

function arrow({ points, x, y, width }: Routed, from: Box, to: Box): Arrow {
  const [left, right] = [x - width / 2, x + width / 2]
  const inner = points.slice(1, -1)
  const level = [
    ...inner.filter((point) => point.x < left),
    { x: left, y },
    { x: right, y },
    ...inner.filter((point) => point.x > right),
  ]
  const start = edgeOf(from, level[0])
  const end = edgeOf(to, level[level.length - 1])
  return { points: [start, ...level, end], label: { x, y } }
}

/** Where the way to a point leaves a circle, or the side of a longer box. */
function edgeOf({ x, y, width, height }: Box, towards: Point): Point {
  const side = Math.sign(towards.x - x)
  if (height < CIRCLE) return { x: x + (side * width) / 2, y }
  const radius = height / 2
  const middle = x + side * (width / 2 - radius)
  const [dx, dy] = [towards.x - middle, towards.y - y]
  const length = Math.hypot(dx, dy)
  return { x: middle + (dx * radius) / length, y: y + (dy * radius) / length }
}
