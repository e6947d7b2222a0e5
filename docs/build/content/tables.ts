import type { Element, Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'

/** Rehype plugin: a wide table scrolls inside its own box, which the keyboard can reach. */
export function scrollTables() {
  return (tree: Root) => {
    visit(tree, 'element', (element, index, parent) => {
      if (element.tagName !== 'table' || !parent) return
      const properties = { className: ['table'], tabIndex: 0 }
      const box: Element = { type: 'element', tagName: 'div', properties, children: [element] }
      parent.children[index!] = box
      return SKIP
    })
  }
}

/**
 * Rehype plugin: how a column is aligned, as a class; HTML no longer has the attribute that Markdown
 * makes.
 */
export function alignByClass() {
  return (tree: Root) => {
    visit(tree, 'element', ({ properties }) => {
      const { align, ...others } = properties
      if (typeof align !== 'string') return
      delete properties.align
      properties.className = [...[others.className ?? []].flat(), `align-${align}`] as string[]
    })
  }
}

/**
 * Rehype plugin: each heading of a table says whether it heads a row or a column, and
 * the empty corner between them is no heading.
 */
export function scopeHeadings() {
  return (tree: Root) => {
    visit(tree, 'element', (row) => {
      if (row.tagName !== 'tr') return
      const cells = row.children.filter((node): node is Element => node.type === 'element')
      const isHeadingRow = cells.every(({ tagName }) => tagName === 'th')
      for (const cell of cells) {
        if (cell.tagName !== 'th') continue
        if (cell.children.length === 0) cell.tagName = 'td'
        else cell.properties.scope = isHeadingRow ? 'col' : 'row'
      }
    })
  }
}
