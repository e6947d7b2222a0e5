import type { Element, Root, Text } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import type { Root as MarkdownRoot } from 'mdast'
import temml from 'temml'
import { SKIP, visit } from 'unist-util-visit'
import { SiteError } from '../errors.js'
import { Html } from '../html.js'

/**
 * TeX → MathML.
 * @throws SiteError when the formula cannot be typeset.
 */
export function typeset(tex: string, display: boolean, where: string): Html {
  try {
    const math = temml.renderToString(tex.trim(), { displayMode: display, throwOnError: true })
    return new Html(display ? `<div class="formula" tabindex="0">${math}</div>` : math)
  } catch (error) {
    throw new SiteError({
      where,
      expected: 'a formula that can be typeset',
      given: `${tex.trim().slice(0, 80)} (${(error as Error).message.split('\n')[0]})`,
      mend: 'correct its TeX',
    })
  }
}

/**
 * Markdown with each `$$…$$` on one line, which Jupyter takes over several; code stays as it is.
 */
export function formulasOnOneLine(source: string): string {
  const parts = source.split(/(```[\s\S]*?```|`[^`\n]*`)/)
  const joined = (formula: string) => formula.replaceAll(/\s*\n[>\s]*/g, ' ')
  return parts
    .map((part, i) => (i % 2 === 0 ? part.replaceAll(/\$\$(?!\s*\n)[\s\S]*?\$\$/g, joined) : part))
    .join('')
}

/**
 * Remark plugin. `$$…$$` on one line is a displayed formula to Jupyter, and an inline one to
 * remark-math: such a formula alone in its paragraph takes the paragraph's place.
 */
export function displayedFormulas(source: string) {
  return () => (tree: MarkdownRoot) => {
    visit(tree, 'paragraph', (paragraph, index, parent) => {
      const [only, ...others] = paragraph.children
      if (only?.type !== 'inlineMath' || others.length > 0 || !parent) return
      if (!source.startsWith('$$', only.position?.start.offset)) return
      const code: Element = {
        type: 'element',
        tagName: 'code',
        properties: { className: ['math-display'] },
        children: [{ type: 'text', value: only.value }],
      }
      const data = { hName: 'pre', hChildren: [code] }
      parent.children[index!] = { type: 'math', value: only.value, data }
    })
  }
}

/** Rehype plugin: code marked by remark-math → MathML. */
export function typesetFormulas(where: string) {
  return () => (tree: Root) => {
    visit(tree, 'element', (element, index, parent) => {
      const display = isDisplayed(element)
      if (!display && !hasClass(element, 'math-inline')) return
      const math = typeset(textOf(element), display, where)
      const value = display ? math.markup : withPunctuation(math.markup, parent!.children, index!)
      parent!.children[index!] = { type: 'raw', value }
      return SKIP
    })
  }
}

/**
 * A browser may break a line on either side of a formula, also before a comma or behind a bracket.
 */
function withPunctuation(math: string, children: readonly unknown[], index: number): string {
  const [before, after] = [children[index - 1], children[index + 1]]
  const opening = isText(before) ? take(before, /[([（［「『“‘《]+$/) : ''
  const closing = isText(after) ? take(after, /^[,.;:!?)\]，。、；：！？）］」』”’》]+/) : ''
  if (opening + closing === '') return math
  return `<span class="unbroken">${opening}${math}${closing}</span>`
}

/** Removes what is found from the text, and gives it back. */
function take(text: Text, found: RegExp): string {
  const [taken = ''] = found.exec(text.value) ?? []
  text.value = text.value.replace(found, '')
  return taken
}

function isText(node: unknown): node is Text {
  return typeof node === 'object' && node !== null && 'type' in node && node.type === 'text'
}

function isDisplayed(element: Element): boolean {
  if (hasClass(element, 'math-display')) return true
  const [code] = element.children
  return element.tagName === 'pre' && code?.type === 'element' && hasClass(code, 'math-display')
}

function hasClass(element: Element, name: string): boolean {
  const names = element.properties.className
  return Array.isArray(names) && names.includes(name)
}
