import type { Element, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { bundledLanguages, createCssVariablesTheme, createHighlighter, type Highlighter } from 'shiki'
import { SKIP, visit } from 'unist-util-visit'
import { html, Html } from '../html.js'

const languages = ['typescript', 'javascript', 'python', 'json', 'bash', 'html', 'css'] as const

/** Each token carries a CSS variable: the site's style gives it its light and its dark colour. */
const theme = createCssVariablesTheme({ name: 'site', variablePrefix: '--code-' })

let loading: Promise<Highlighter> | undefined

function highlighter(): Promise<Highlighter> {
  loading ??= createHighlighter({ themes: [theme], langs: [...languages] })
  return loading
}

/** Source text as highlighted markup; an unknown language is set plain. */
export async function highlight(code: string, language: string): Promise<Html> {
  const shiki = await highlighter()
  const lang = language in bundledLanguages && knows(shiki, language) ? language : 'text'
  const markup = shiki.codeToHtml(code.replace(/\n$/, ''), {
    lang,
    theme: 'site',
    transformers: [{ pre: tokensAsClasses }],
  })
  return new Html(markup)
}

function knows(shiki: Highlighter, language: string): boolean {
  return shiki.getLoadedLanguages().includes(language)
}

/** `style="color:var(--code-token-string)"` → `class="token-string"`: a third of the bytes. */
function tokensAsClasses(pre: Element): void {
  pre.properties = { className: ['code'], tabIndex: 0 }
  visit(pre, 'element', (element) => {
    const token = /--code-(token-[\w-]+)/.exec(String(element.properties.style))
    delete element.properties.style
    if (token) element.properties.className = [token[1]]
  })
}

/** Rehype plugin: fenced code → highlighted code. */
export function highlightCode() {
  return async (tree: Root) => {
    const blocks: { parent: Root | Element; index: number; language: string; code: string }[] = []
    visit(tree, 'element', (element, index, parent) => {
      if (element.tagName !== 'pre' || parent?.type === undefined) return
      const language = languageOf(element)
      blocks.push({ parent: parent as Element, index: index!, language, code: textOf(element) })
      return SKIP
    })
    for (const { parent, index, language, code } of blocks) {
      const { markup } = html`<div class="code-block">${await highlight(code, language)}</div>`
      parent.children[index] = { type: 'raw', value: markup }
    }
  }
}

function languageOf(pre: Element): string {
  const [code] = pre.children
  const names = code?.type === 'element' ? code.properties.className : undefined
  const name = (Array.isArray(names) ? names : []).find((x) => String(x).startsWith('language-'))
  return name ? String(name).slice('language-'.length) : 'text'
}
