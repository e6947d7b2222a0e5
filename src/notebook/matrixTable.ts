/** A matrix as text and as a table: whole when small, its corners when large. */
import type { Matrix } from '../math/types.js'
import type { MimeBundle } from './front.js'

/** Longer axes show their first and last places around a '…'. */
const MOST = 10
const EDGE = 4

/** A place along an axis, or the gap between the shown ends. */
type Place = number | 'gap'

export function matrixBundle(matrix: Matrix, name?: string): MimeBundle {
  const size = matrix.size()
  const caption = `${name ? `${name}: ` : ''}${shapeText(size)}`
  const parts = shown(matrix, size)
  const text = `${caption}\n${brackets(parts, longest(parts))}`
  if (size.length > 2 || size.length === 0) return { 'text/plain': text }
  return { 'text/plain': text, 'text/html': htmlTable(matrix, size, caption) }
}

/** 'matrix 2×3', 'vector of 5', 'tensor 2×3×4'. */
function shapeText(size: readonly number[]): string {
  if (size.length === 1) return `vector of ${size[0]}`
  return `${size.length > 2 ? 'tensor' : 'matrix'} ${size.join('×')}`
}

/** What is shown of an axis, and of each place along it: a cell, a list of them, or a gap. */
type Shown = string | readonly Shown[]

function shown(matrix: Matrix, size: readonly number[], index: readonly number[] = []): Shown {
  if (index.length === size.length) return entry(matrix.get([...index]))
  return places(size[index.length]).map((place) =>
    place === 'gap' ? '…' : shown(matrix, size, [...index, place]),
  )
}

/** Rows in brackets, one line each, columns of equal width: as NumPy prints. */
function brackets(part: Shown, width: number): string {
  if (typeof part === 'string') return part === '…' ? part : part.padStart(width)
  const inner = part.map((inside) => brackets(inside, width))
  const separator = ['', ' ', '\n', '\n\n'][Math.min(depth(part), 3)]
  return `[${inner.join(separator).replace(/\n(?!\n)/g, '\n ')}]`
}

/** Number of axes below and at this one: 1 for a row of cells. */
function depth(part: Shown): number {
  return typeof part === 'string' ? 0 : 1 + Math.max(0, ...part.map(depth))
}

function longest(part: Shown): number {
  return typeof part === 'string' ? part.length : Math.max(0, ...part.map(longest))
}

function htmlTable(matrix: Matrix, size: readonly number[], caption: string): string {
  const [rows, columns] = size.length === 2 ? size : [1, size[0]]
  const at = (i: number, j: number) => matrix.get(size.length === 2 ? [i, j] : [j])
  const across = places(columns)
  const heading = across.map((j) => `<th>${j === 'gap' ? '…' : j}</th>`).join('')
  const lines = places(rows).map((i) => {
    const cells = across.map((j) =>
      i === 'gap' || j === 'gap' ? '<td>…</td>' : `<td>${escapeHtml(entry(at(i, j)))}</td>`,
    )
    return `<tr><th>${i === 'gap' ? '…' : i}</th>${cells.join('')}</tr>`
  })
  return (
    `<table><caption style="white-space:nowrap">${escapeHtml(caption)}</caption>` +
    `<thead><tr><th></th>${heading}</tr></thead><tbody>${lines.join('')}</tbody></table>`
  )
}

function places(length: number): Place[] {
  const all = Array.from({ length }, (_, i) => i)
  return length <= MOST ? all : [...all.slice(0, EDGE), 'gap', ...all.slice(-EDGE)]
}

/** Five significant digits for numbers; whatever else mathjs puts into a matrix, as it prints. */
function entry(value: unknown): string {
  if (typeof value !== 'number') return String(value)
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)))
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
