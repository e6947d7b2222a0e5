import type { Element, ElementContent, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import type { Language } from '../../words/index.js'
import { Html } from '../html.js'
import { typesetFormulas } from './formulas.js'
import { markChinese } from './language.js'
import type { PageContext } from './page.js'

/** The first sentence of a page, for lists of pages and for search engines. */
export interface Summary {
  text: string
  content: ElementContent[]
}

/** How a notebook's introduction begins the paragraph that sums it up. */
const announcement = /^(What this notebook teaches|本章内容)/

/** Rehype plugin, to run before formulas are typeset: notes the first sentence of the page. */
export function noteSummary(page: PageContext) {
  return () => (tree: Root) => {
    if (page.summary) return
    const paragraphs = introduction(tree)
    const paragraph = paragraphs.find((p) => announcement.test(textOf(p))) ?? paragraphs[0]
    if (!paragraph) return
    const content = firstSentence(withoutLabel(structuredClone(paragraph.children)))
    if (!/[.!?。！？]\s*$/.test(written(content))) content.push({ type: 'text', value: ' …' })
    const text = written(content)
    page.summary = { content, text: text.replace(/\s+/g, ' ').trim() }
  }
}

const written = (nodes: ElementContent[]) => nodes.map((node) => textOf(node)).join('')

/** The paragraphs under the title, before the next heading. */
function introduction(tree: Root): Element[] {
  const elements = tree.children.filter((node): node is Element => node.type === 'element')
  const heading = elements.findIndex(({ tagName }) => /^h[2-6]$/.test(tagName))
  const end = heading < 0 ? elements.length : heading
  return elements.slice(0, end).filter(({ tagName }) => tagName === 'p')
}

/** Drops a bold label such as "What this notebook teaches." */
function withoutLabel(nodes: ElementContent[]): ElementContent[] {
  const [first, ...others] = nodes
  const isLabel = first?.type === 'element' && first.tagName === 'strong'
  return isLabel && /[.:。：]$/.test(textOf(first)) ? others : nodes
}

/** Links are unwrapped: a summary stands inside a link. */
function firstSentence(nodes: ElementContent[]): ElementContent[] {
  const sentence: ElementContent[] = []
  for (const node of nodes) {
    const end = node.type === 'text' ? /(?<!\b[A-Z])[.!?](?=\s|$)|[。！？]/.exec(node.value) : null
    if (node.type === 'text' && end) {
      sentence.push({ type: 'text', value: node.value.slice(0, end.index + 1) })
      return sentence
    }
    if (node.type === 'element' && node.tagName === 'a') sentence.push(...node.children)
    else sentence.push(node)
  }
  return sentence
}

interface SummaryPlace {
  where: string
  lang: Language
}

/** A summary as inline HTML. */
export function renderSummary({ content }: Summary, { where, lang }: SummaryPlace): Html {
  const tree: Root = { type: 'root', children: content }
  typesetFormulas(where)()(tree)
  if (lang === 'en') markChinese()(tree)
  return new Html(unified().use(rehypeStringify, { allowDangerousHtml: true }).stringify(tree))
}
