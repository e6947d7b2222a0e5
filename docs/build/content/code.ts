import type { Element, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { createHighlighter, type Highlighter } from 'shiki'
import { SKIP, visit } from 'unist-util-visit'
import { Html, html } from '../html.js'
import { codeTheme } from './codeTheme.js'

const languages = ['typescript', 'javascript', 'python', 'json', 'bash', 'html', 'css'] as const

let loading: Promise<Highlighter> | undefined

function highlighter(): Promise<Highlighter> {
  loading ??= createHighlighter({ themes: [codeTheme], langs: [...languages] })
  return loading
}

/** Gives the address that a name in the code leads to. */
export type LinkOf = (name: string) => string | undefined

/** By language and code: the editions of a notebook have the same cells. */
const highlighted = new Map<string, Html>()

/** Source text as highlighted markup; an unknown language is set plain. */
export async function highlight(code: string, language: string, linkOf?: LinkOf): Promise<Html> {
  const shiki = await highlighter()
  const lang = shiki.getLoadedLanguages().includes(language) ? language : 'text'
  const links = lang === 'typescript' ? linkOf : undefined
  const key = `${lang}\n${code}`
  const known = links ? undefined : highlighted.get(key)
  if (known) return known
  const shown = code.replace(/\n$/, '').replaceAll(/[ \t]+$/gm, '')
  const markup = shiki.codeToHtml(shown, settings(lang, links))
  const html = new Html(markup)
  if (!links) highlighted.set(key, html)
  return html
}

function settings(lang: string, linkOf?: LinkOf) {
  const links = linkOf && { span: (token: Element) => linkNames(token, linkOf) }
  return {
    lang,
    theme: codeTheme.name!,
    transformers: [{ pre: tokensAsClasses }, ...(links ? [links] : [])],
    // by default a line that takes half a second is left plain, as happens when others compute, too
    tokenizeTimeLimit: 0,
  }
}

/** The lines of a source text, highlighted, with links on the names that have one. */
export async function highlightLines(
  code: string,
  lang: (typeof languages)[number],
  linkOf: LinkOf,
): Promise<Html[]> {
  const shiki = await highlighter()
  const markup = shiki.codeToHtml(code, settings(lang, linkOf))
  const [, inside = ''] = /<code>([\s\S]*)<\/code>/.exec(markup) ?? []
  return inside.split('\n').map((line) => new Html(line))
}

/** Names inside a token become links; strings and comments stay as they are. */
function linkNames(token: Element, linkOf: LinkOf): void {
  const [text] = token.children
  if (text?.type !== 'text' || /--token-(string|comment)/.test(String(token.properties.style)))
    return
  token.children = text.value.split(/([A-Za-z_$][\w$]*)/).map((value) => {
    const href = linkOf(value)
    const part = { type: 'text' as const, value }
    if (href === undefined) return part
    return { type: 'element', tagName: 'a', properties: { href }, children: [part] }
  })
}

/**
 * `style="color:var(--token-string)"` → `class="token-string"`;
 * lines and plain text need no element.
 */
function tokensAsClasses(pre: Element): void {
  pre.properties = { className: ['code'], tabIndex: 0 }
  visit(pre, { tagName: 'span' }, (span, index, parent) => {
    const [, name] = /--(token-[\w-]+)/.exec(String(span.properties.style)) ?? []
    if (name && name !== 'token-plain') span.properties = { className: [name] }
    else {
      parent!.children.splice(index!, 1, ...span.children)
      return [SKIP, index!] // where its first child is now
    }
  })
}

/** Rehype plugin: fenced code → highlighted code. */
export function highlightCode(linkOf?: LinkOf) {
  return () => async (tree: Root) => {
    const blocks: { parent: Root | Element; index: number; language: string; code: string }[] = []
    visit(tree, 'element', (element, index, parent) => {
      if (element.tagName !== 'pre' || parent?.type === undefined) return
      const language = languageOf(element)
      blocks.push({ parent: parent as Element, index: index!, language, code: textOf(element) })
      return SKIP
    })
    for (const { parent, index, language, code } of blocks) {
      const { markup } =
        html`<div class="code-block">${await highlight(code, language, linkOf)}</div>`
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
