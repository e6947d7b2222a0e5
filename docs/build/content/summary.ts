import type { Element, ElementContent, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { Html } from '../html.js'
import { typesetFormulas } from './formulas.js'
import { markChinese } from './language.js'
import type { PageContext } from './page.js'

/** The first sentence of a page, for lists of pages and for search engines. */
export interface Summary {
  text: string
  content: ElementContent[]
}

/** Rehype plugin, to run before formulas are typeset: notes the page's first sentence. */
export function noteSummary(page: PageContext) {
  return () => (tree: Root) => {
    const paragraph = tree.children.find((node) => node.type === 'element' && node.tagName === 'p')
    if (page.summary || !paragraph) return
    const content = firstSentence(structuredClone((paragraph as Element).children))
    page.summary = { content, text: content.map((node) => textOf(node)).join('') }
  }
}

/** Links are unwrapped: a summary stands inside a link. */
function firstSentence(nodes: ElementContent[]): ElementContent[] {
  const sentence: ElementContent[] = []
  for (const node of nodes) {
    const end = node.type === 'text' ? /[.!?](?=\s|$)|[。！？]/.exec(node.value) : null
    if (node.type === 'text' && end) {
      sentence.push({ type: 'text', value: node.value.slice(0, end.index + 1) })
      return sentence
    }
    if (node.type === 'element' && node.tagName === 'a') sentence.push(...node.children)
    else sentence.push(node)
  }
  return sentence
}

/** A summary as inline HTML. */
export function renderSummary({ content }: Summary, where: string): Html {
  const tree: Root = { type: 'root', children: content }
  typesetFormulas(where)()(tree)
  markChinese()(tree)
  return new Html(unified().use(rehypeStringify, { allowDangerousHtml: true }).stringify(tree))
}
