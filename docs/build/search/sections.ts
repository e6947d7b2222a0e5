/**
 * The parts of a page that search leads to: its headings, its cells, and what stands under them.
 */
import type { Element, Nodes, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import rehypeRaw from 'rehype-raw'
import { unified } from 'unified'
import type { Page } from '../page.js'

export interface Section {
  /** '' for what stands above every anchor. */
  anchor: string
  /** The last heading of level 2 to 6, if there was one. */
  heading: string
  /** Whether it begins with that heading, or with the page's title. */
  isHeaded: boolean
  text: string
}

const parser = unified().use(rehypeRaw).freeze()

/** Kept with the page, which is kept until its source changes. */
const kept = new WeakMap<Page, readonly Section[]>()

export function sectionsOf(page: Page): readonly Section[] {
  const sections = kept.get(page) ?? cut(page)
  kept.set(page, sections)
  return sections
}

function cut({ body }: Page): Section[] {
  // Pictures are the largest part of a page, and have no words but the names of their axes.
  const markup = body.markup.replace(/<svg[\s>][\s\S]*?<\/svg>/g, '')
  const tree: Root = { type: 'root', children: [{ type: 'raw', value: markup }] }
  const sections: Section[] = [{ anchor: '', heading: '', isHeaded: true, text: '' }]
  collect(parser.runSync(tree), sections)
  return sections.filter(({ isHeaded, text }, i) => i === 0 || isHeaded || text.trim() !== '')
}

function collect(node: Nodes, sections: Section[]): void {
  const last = sections[sections.length - 1]
  if (node.type === 'text') last.text += node.value
  if (node.type !== 'element' && node.type !== 'root') return
  if (node.type === 'element') {
    if (node.tagName === 'math') last.text += '…'
    if (isLeftOut(node)) return
    const level = /^h([1-6])$/.exec(node.tagName)?.[1]
    if (level !== undefined) return void begin(node, level, sections)
    if (isEntry(node)) beginEntry(node, sections)
    else if (isAnchor(node))
      sections.push({ ...last, anchor: String(node.properties.id), isHeaded: false, text: '' })
    // Words on both sides of a border do not run together.
    else if (!inline.has(node.tagName)) last.text += ' '
  }
  for (const child of node.children) collect(child, sections)
  // What follows a table of functions is not about the last of them.
  const isTable = node.type === 'element' && node.tagName === 'table'
  if (isTable && sections[sections.length - 1] !== last)
    sections.push({ ...last, isHeaded: false, text: '' })
}

function begin(heading: Element, level: string, sections: Section[]): void {
  const text = textOf(heading).trim()
  const anchor = String(heading.properties.id ?? '')
  if (level === '1') sections[sections.length - 1].text += ' '
  else sections.push({ anchor, heading: text, isHeaded: true, text: '' })
}

const inline = new Set(['a', 'b', 'code', 'em', 'i', 'small', 'span', 'strong', 'sub', 'sup'])

/** A row about a function is as good as a heading, its name. */
function beginEntry({ properties }: Element, sections: Section[]): void {
  const name = String(properties.id)
  sections.push({ anchor: name, heading: name, isHeaded: true, text: '' })
}

function classesOf({ properties }: Element): readonly unknown[] {
  return [properties.className ?? []].flat()
}

/** Rows about a function (content/tables.ts). */
function isEntry(element: Element): boolean {
  return classesOf(element).includes('entry')
}

/** Cells of notebooks, and pieces of the annotated source. */
function isAnchor(element: Element): boolean {
  const names = classesOf(element)
  const isPart = names.includes('cell') || names.includes('piece')
  return isPart && element.properties.id !== undefined
}

/** Formulas, which are signs; and the data of charts, which are numbers. */
function isLeftOut(element: Element): boolean {
  const names = classesOf(element)
  if (element.tagName === 'math' || element.tagName === 'figure') return true
  return names.includes('cell-number') || names.includes('chart-data')
}
