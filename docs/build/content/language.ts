import type { Element, ElementContent, Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import { hasChinese, splitChinese } from '../../chinese.js'
import type { Language } from '../../words/index.js'
import { type Html, html } from '../html.js'

/** Rehype plugin: on an English page, Chinese words say what they are (`lang="zh-Hans"`). */
export function markChinese() {
  return (tree: Root) => {
    visit(tree, (node, index, parent) => {
      if (node.type === 'element' && (node.tagName === 'pre' || node.properties.lang)) return SKIP
      if (node.type !== 'text' || !parent || !hasChinese(node.value)) return
      const pieces = splitChinese(node.value).map(asNode).filter(isNotEmpty)
      parent.children.splice(index!, 1, ...pieces)
      return [SKIP, index! + pieces.length]
    })
  }
}

function asNode(text: string, i: number): ElementContent {
  return i % 2 === 0 ? { type: 'text', value: text } : inChinese(text)
}

function inChinese(text: string): Element {
  const properties = { lang: 'zh-Hans' }
  return { type: 'element', tagName: 'span', properties, children: [{ type: 'text', value: text }] }
}

function isNotEmpty(node: ElementContent): boolean {
  return node.type !== 'text' || node.value !== ''
}

/** The same for plain text, as in titles and tables of contents, on a page in `language`. */
export function marked(text: string, language: Language): Html | string {
  return language === 'en' ? withChineseMarked(text) : text
}

/** On an English page. */
export function withChineseMarked(text: string): Html {
  return html`${splitChinese(text).map((piece, i) =>
    i % 2 === 0 ? piece : html`<span lang="zh-Hans">${piece}</span>`,
  )}`
}
