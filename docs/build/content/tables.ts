import type { Element, ElementContent, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
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
 * Rehype plugin: how a column is aligned, as a class;
 * HTML no longer has the attribute that Markdown makes.
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

/** Rehype plugin: forms of a call, one after the other in a cell, stand on lines of their own. */
export function lineEachForm() {
  return (tree: Root) => {
    visit(tree, 'text', (space, index, parent) => {
      if (parent?.type !== 'element' || parent.tagName !== 'td' || space.value.trim() !== '') return
      const [before, after] = [parent.children[index! - 1], parent.children[index! + 1]]
      if (!isCode(before) || !isCode(after)) return
      const line: Element = { type: 'element', tagName: 'br', properties: {}, children: [] }
      parent.children[index!] = line
    })
  }
}

function isCode(node: ElementContent | undefined): boolean {
  return node?.type === 'element' && node.tagName === 'code'
}

/** Rehype plugin: the first row about a function has an anchor, its name; search leads there. */
export function anchorFunctions() {
  return (tree: Root) => {
    const taken = new Set<string>()
    visit(tree, 'element', (table) => {
      if (table.tagName !== 'table') return
      const [titles, ...rows] = rowsOf(table)
      if (!/^(function|operation)$/.test(firstWord(titles))) return
      for (const row of rows) {
        const id = firstWord(row)
        if (!taken.has(id)) row.properties = { id, className: ['entry'] }
        taken.add(id)
      }
    })
  }
}

function rowsOf(table: Element): Element[] {
  const rows: Element[] = []
  visit(table, 'element', (one) => {
    if (one.tagName === 'tr') rows.push(one)
  })
  return rows
}

/** Of what a row says first: the name of `sum(x, axis)`. */
function firstWord(row: Element): string {
  return /\w*/.exec(textOf(row).trim())![0]
}

/** The longest word of code that a table keeps whole; what is longer may break anywhere. */
const longestWord = 18

/** Rehype plugin: names in a narrow column stay whole. */
export function keepWords() {
  return (tree: Root) => {
    visit(tree, 'element', (cell) => {
      if (cell.tagName !== 'td' && cell.tagName !== 'th') return
      visit(cell, 'element', (code) => {
        const isWord = new RegExp(`^\\S{1,${longestWord}}$`).test(textOf(code))
        if (code.tagName === 'code' && isWord) code.properties.className = ['word']
      })
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
